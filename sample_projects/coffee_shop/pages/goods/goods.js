// One drink. What it teaches: loading pairs, and what makes a guard a guard.
const api = require('../../config/api')
const app = getApp()

const IMAGE_HOST = ''

Page({
  data: {
    goods: null,
    reviews: [],
    poster: '',
    liked: false,
    adding: false,
    buying: false
  },

  onLoad: function (options) {
    this.id = options.id
    this.loadGoods()
  },

  // Offline, the loading turns for ever: only success hides it.
  loadGoods: function () {
    const that = this
    wx.showLoading({ title: '加载中' }) // ! unpaired-loading (callback)
    wx.request({
      url: api.goods + '/' + this.id,
      success: function (res) {
        wx.hideLoading()
        if (res.statusCode === 200) that.setData({ goods: res.data })
      },
      fail: function () {
        that.setData({ goods: null })
      }
    })
  },

  onTapReviews: function () {
    const that = this
    wx.showLoading({ title: '加载中' }) // ok (unpaired-loading): complete runs on every outcome
    wx.request({
      url: api.goods + '/' + this.id + '/reviews',
      success: function (res) {
        if (res.statusCode === 200) that.setData({ reviews: res.data })
      },
      fail: function () {
        that.setData({ reviews: [] })
      },
      complete: function () {
        wx.hideLoading()
      }
    })
  },

  // The flag is tested now and set later, in wx.login's answer: both taps pass the test.
  onAddCart() { // ! missing-double-tap-guard (callback)
    if (this.data.adding) return
    wx.login({
      success: ({ code }) => {
        this.setData({ adding: true })
        wx.request({
          url: app.globalData.baseUrl + '/cart',
          method: 'POST',
          data: { code, id: this.id, count: 1 },
          success: (res) => this.tell(res.statusCode === 200 ? '已加入购物车' : '加入失败'),
          fail: () => this.tell('网络不给力'),
          complete: () => this.setData({ adding: false })
        })
      },
      fail: () => this.tell('登录失败')
    })
  },

  onBuyNow() { // ok (missing-double-tap-guard): tested and set in the same turn
    if (this.data.buying) return
    this.setData({ buying: true }) // ok (unreleased-guard): every way out resets it, wx.login's fail too
    wx.login({
      success: ({ code }) => {
        wx.request({
          url: app.globalData.baseUrl + '/orders/quick',
          method: 'POST',
          data: { code, id: this.id },
          success: (res) => this.tell(res.statusCode === 200 ? '已下单' : '下单失败'),
          fail: () => this.tell('网络不给力'),
          complete: () => this.setData({ buying: false })
        })
      },
      fail: () => {
        this.setData({ buying: false })
        this.tell('登录失败')
      }
    })
  },

  onLike() {
    if (this.data.liked) return
    this.setData({ liked: true }) // ok (unreleased-guard): a done-flag, taken back whenever the like is not done
    wx.request({
      url: api.goods + '/' + this.id + '/likes',
      method: 'POST',
      data: { from: 'goods' },
      success: (res) => {
        if (res.statusCode !== 200) this.setData({ liked: false })
      },
      fail: () => this.setData({ liked: false })
    })
  },

  // IMAGE_HOST was left empty: https:///posters/…
  onTapPoster() {
    wx.downloadFile({
      url: 'https://' + IMAGE_HOST + '/posters/' + this.id + '.png', // ! malformed-url
      success: (res) => {
        if (res.statusCode === 200) this.setData({ poster: res.tempFilePath })
      },
      fail: () => this.tell('海报加载失败')
    })
  },

  onTapCard() {
    wx.downloadFile({
      url: 'https://' + (IMAGE_HOST || 'img.coffee.example.com') + '/cards/' + this.id + '.png', // ok: a host takes the empty one's place
      success: (res) => {
        if (res.statusCode === 200) this.setData({ poster: res.tempFilePath })
      },
      fail: () => this.tell('卡片加载失败')
    })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
