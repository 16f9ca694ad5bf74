// Paying for the cart. What it teaches: forms, early returns, and the one view of loading and toast.
const app = getApp()
const api = require('../../config/api')

let hasClick = false

Page({
  data: {
    note: '',
    addressId: '',
    coupons: [],
    saved: false,
    invoicing: false
  },

  onLoad(options) {
    this.setData({ note: options.note || '' })
    this.loadCoupons()
  },

  onShow() {
    this.setData({ addressId: wx.getStorageSync('addressId') })
  },

  loadCoupons() {
    const that = this
    wx.request({
      url: api.coupons,
      success(res) {
        if (res.statusCode === 200) that.setData({ coupons: res.data })
      },
      fail() {
        that.setData({ coupons: [] })
      }
    })
  },

  // The address is asked for before anything is shown; then the mask keeps the second tap off.
  onSubmit(e) {
    const that = this
    if (!this.data.addressId) {
      wx.navigateTo({ url: '/packages/member/pages/address/address' })
      return
    }
    wx.showLoading({ title: '提交订单', mask: true })
    wx.request({
      url: app.globalData.baseUrl + '/orders',
      method: 'POST',
      data: { addressId: this.data.addressId, note: e.detail.value.note },
      success(res) {
        wx.hideLoading()
        if (res.statusCode === 200) {
          wx.redirectTo({ url: '/pages/order-detail/order-detail?id=' + res.data.id })
        } else {
          that.tell('下单失败')
        }
      },
      fail() {
        wx.hideLoading()
        that.tell('网络不给力')
      }
    })
  },

  onUseCoupon(e) { // ok (missing-double-tap-guard): the mask takes the second tap
    const that = this
    const id = e.currentTarget.dataset.id
    if (!id) return
    wx.showLoading({ title: '使用中', mask: true }) // ok (unpaired-loading): shown after the early return, hidden on both outcomes
    wx.request({
      url: app.globalData.baseUrl + '/coupons/' + id + '/use',
      method: 'POST',
      data: { scene: 'checkout' },
      success(res) {
        wx.hideLoading()
        that.tell(res.statusCode === 200 ? '已使用' : '不可用')
      },
      fail() {
        wx.hideLoading()
        that.tell('网络不给力')
      }
    })
  },

  // Loading and toast share one view: the loading goes first, then the toast may come.
  onSaveNote() {
    const that = this
    if (hasClick) return
    hasClick = true
    wx.showLoading({ title: '保存中' })
    wx.request({
      url: app.globalData.baseUrl + '/notes',
      method: 'POST',
      data: { note: this.data.note },
      success(res) {
        wx.hideLoading()
        that.setData({ saved: res.statusCode === 200 })
      },
      fail() {
        wx.hideLoading()
        wx.showToast({ title: '保存失败', icon: 'none' })
      },
      complete() {
        hasClick = false
      }
    })
  },

  onInvoice() { // ok (missing-double-tap-guard): the button is disabled while invoicing
    const that = this
    this.setData({ invoicing: true })
    wx.showLoading({ title: '申请中' })
    wx.request({
      url: app.globalData.baseUrl + '/invoices',
      method: 'POST',
      data: { kind: 'electronic' },
      success(res) {
        that.setData({ saved: res.statusCode === 200 })
      },
      fail() {
        wx.showToast({ title: '申请失败', icon: 'none' }) // ok (hidden-toast): noConflict leaves the toast alone
      },
      complete() {
        wx.hideLoading({ noConflict: true })
        that.setData({ invoicing: false })
      }
    })
  },

  onNote(e) {
    this.setData({ note: e.detail.value })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
