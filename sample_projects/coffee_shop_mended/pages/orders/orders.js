// The orders, drawn by a template. What it teaches: retries, dialogs, the body of a POST.
const api = require('../../config/api')

const SUMMARY = 'https://coffee.example.com/api/orders/summary'

Page({
  data: {
    orders: [],
    page: 1,
    loading: false,
    finished: false,
    summary: null,
    again: false,
    reminding: false
  },

  onLoad() {
    this.loadMore()
    this.loadSummary(0)
    this.loadCounts(0)
  },

  onReachBottom() {
    this.loadMore()
  },

  onPullDownRefresh() { // ok (unpaired-loading): complete stops it, whatever comes
    const that = this
    wx.request({
      url: api.orders,
      success(res) {
        if (res.statusCode === 200) that.setData({ orders: res.data.list, page: 2, finished: false })
      },
      fail() {
        that.tell('刷新失败')
      },
      complete() {
        wx.stopPullDownRefresh()
      }
    })
  },

  loadMore() {
    const that = this
    if (this.data.loading || this.data.finished) return
    this.setData({ loading: true }) // ok (unreleased-guard): complete opens the lock
    wx.request({
      url: api.orders,
      data: { page: this.data.page },
      success(res) {
        if (res.statusCode !== 200) return
        that.setData({
          orders: that.data.orders.concat(res.data.list),
          page: that.data.page + 1,
          finished: res.data.last
        })
      },
      fail() {
        that.tell('网络不给力')
      },
      complete() {
        that.setData({ loading: false })
      }
    })
  },

  // Three tries, then the user is told.
  loadSummary(tries) {
    wx.request({
      url: SUMMARY,
      success: (res) => this.showSummary(res),
      fail: () => {
        if (tries < 3) this.loadSummary(tries + 1)
        else this.tell('网络不给力')
      }
    })
  },

  loadCounts(tries) {
    wx.request({
      url: SUMMARY + '/counts',
      success: (res) => this.showSummary(res),
      fail: () => {
        if (tries < 3) this.loadCounts(tries + 1) // ok (unbounded-retry): three times, then it gives up
        else this.tell('网络不给力')
      }
    })
  },

  showSummary(res) {
    if (res.statusCode === 200) this.setData({ summary: res.data })
  },

  onOpen(e) {
    wx.navigateTo({ url: '/pages/order-detail/order-detail?id=' + e.currentTarget.dataset.id })
  },

  onAgain(e) {
    const that = this
    if (this.data.again) return
    this.setData({ again: true })
    wx.request({
      url: api.orders + '/' + e.currentTarget.dataset.id + '/again',
      method: 'POST',
      data: {},
      success(res) {
        that.tell(res.statusCode === 200 ? '已加入购物车' : '加入失败')
      },
      fail() {
        that.tell('网络不给力')
      },
      complete() {
        that.setData({ again: false })
      }
    })
  },

  onRemind(e) {
    const that = this
    if (this.data.reminding) return
    this.setData({ reminding: true })
    const options = {
      url: api.orders + '/' + e.currentTarget.dataset.id + '/remind',
      method: 'POST'
    }
    options.data = {} // ok: an empty object is data
    wx.request({
      ...options,
      success(res) {
        that.tell(res.statusCode === 200 ? '已催单' : '催单失败')
      },
      fail() {
        that.tell('网络不给力')
      },
      complete() {
        that.setData({ reminding: false })
      }
    })
  },

  onCancel(e) { // ok (missing-double-tap-guard): the dialog's answer starts the request
    const id = e.currentTarget.dataset.id
    wx.showModal({
      title: '取消订单',
      content: '确定取消吗？',
      success: ({ confirm }) => {
        if (confirm) this.remove(id)
      }
    })
  },

  onDelete(e) {
    const id = e.currentTarget.dataset.id
    wx.showModal({
      title: '删除订单',
      content: '删除后不能恢复',
      success: ({ confirm }) => {
        if (confirm) this.remove(id)
      }
    })
  },

  remove(id) {
    wx.request({
      url: api.orders + '/' + id,
      method: 'DELETE',
      success: (res) => {
        if (res.statusCode === 200) this.setData({ orders: this.data.orders.filter((order) => order.id !== id) })
      },
      fail: () => this.tell('网络不给力')
    })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
