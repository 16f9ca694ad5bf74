// Search. What it teaches: what may stand in a query string, and how often a key stroke may ask.
const { debounce } = require('../../util/throttle')

const BASE = 'https://coffee.example.com/api'

Page({
  data: {
    keyword: '',
    page: 1,
    hints: [],
    brands: [],
    results: []
  },

  onLoad() {
    this.loadBest()
    this.loadNewest()
  },

  // Each key stroke is kept; the hints are asked for once the fingers rest.
  onKeyword(e) {
    this.setData({ keyword: e.detail.value })
    this.askHints()
  },

  askHints: debounce(function () {
    const that = this
    wx.request({
      url: BASE + '/hints',
      data: { q: this.data.keyword },
      success: function (res) {
        if (res.statusCode === 200) that.setData({ hints: res.data })
      },
      fail: function () {
        that.setData({ hints: [] })
      }
    })
  }, 400),

  onBrand: debounce(function (e) { // ok (undebounced-request): asks once the fingers rest
    wx.request({
      url: BASE + '/brands',
      data: { q: e.detail.value }, // ok: data is encoded by the platform
      success: (res) => {
        if (res.statusCode === 200) this.setData({ brands: res.data })
      },
      fail: () => this.setData({ brands: [] })
    })
  }, 400),

  // "美式&大杯" would end the query at the ampersand.
  onConfirm() {
    wx.request({
      url: BASE + '/search?q=' + encodeURIComponent(this.data.keyword),
      success: (res) => this.show(res),
      fail: () => this.tell('搜索失败')
    })
  },

  onMore() {
    const keyword = encodeURIComponent(this.data.keyword)
    wx.request({
      url: `${BASE}/search?q=${keyword}&page=${this.data.page + 1}`, // ok: encoded, and a number
      success: (res) => this.show(res),
      fail: () => this.tell('搜索失败')
    })
  },

  loadBest() {
    wx.request({
      url: BASE + '/search?sort=' + encodeURIComponent('销量'),
      success: (res) => this.show(res),
      fail: () => this.tell('网络不给力')
    })
  },

  loadNewest() {
    wx.request({
      url: BASE + '/search?sort=newest&city=%E6%9D%AD%E5%B7%9E', // ok: it is encoded already
      success: (res) => this.show(res),
      fail: () => this.tell('网络不给力')
    })
  },

  // The server knows what belongs to the full view: no list of names in the query.
  onExport() {
    wx.request({
      url: 'https://coffee.example.com/api/search/full?view=all',
      success: (res) => this.show(res),
      fail: () => this.tell('导出失败')
    })
  },

  onExportShort() {
    wx.request({
      url: 'https://coffee.example.com/api/search/full?fields=id,name,price', // ok: three fields
      success: (res) => this.show(res),
      fail: () => this.tell('导出失败')
    })
  },

  onFilter(e) {
    wx.request({
      url: BASE + '/search',
      data: { roast: e.currentTarget.dataset.roast },
      success: (res) => this.show(res),
      fail: () => this.tell('筛选失败')
    })
  },

  onShopFilter(e) {
    wx.request({
      url: BASE + '/search',
      data: { params: e.currentTarget.dataset.shop }, // ok: a field of the body may have any name
      success: (res) => this.show(res),
      fail: () => this.tell('筛选失败')
    })
  },

  show(res) {
    if (res.statusCode === 200) this.setData({ results: res.data })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
