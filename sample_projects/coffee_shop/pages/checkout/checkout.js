// Paying for the cart. What it teaches: forms, early returns, toasts that nobody sees.
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

  // Without an address the loading stays: the return comes before any request.
  // And this loading has no mask: a second tap goes through it and orders again.
  onSubmit(e) { // ! missing-double-tap-guard (callback)
    const that = this
    wx.showLoading({ title: '提交订单' }) // ! unpaired-loading (callback)
    if (!this.data.addressId) {
      wx.navigateTo({ url: '/packages/member/pages/address/address' })
      return
    }
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

  // fail shows a toast, complete takes it away at once: both share one view.
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
        that.setData({ saved: res.statusCode === 200 })
      },
      fail() {
        wx.showToast({ title: '保存失败', icon: 'none' }) // ! hidden-toast (callback)
      },
      complete() {
        wx.hideLoading()
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
