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

  // One request a key stroke: typing "卡布奇诺" sends a dozen.
  onKeyword(e) { // ! undebounced-request (callback)
    const that = this
    this.setData({ keyword: e.detail.value })
    wx.request({
      url: BASE + '/hints',
      data: { q: e.detail.value },
      success: function (res) {
        if (res.statusCode === 200) that.setData({ hints: res.data })
      },
      fail: function () {
        that.setData({ hints: [] })
      }
    })
  },

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

  // "美式&大杯" ends the query at the ampersand.
  onConfirm() {
    wx.request({
      url: BASE + '/search?q=' + this.data.keyword, // ! unencoded-query
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
      url: BASE + '/search?sort=销量', // ! unencoded-query
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

  // Over a kilobyte of field names; some servers and proxies cut it off.
  onExport() {
    wx.request({
      url: 'https://coffee.example.com/api/search/full?fields=id,name,price,cover,summary,stock,score,sales,origin,roast,acidity,sweetness,bitterness,calories,caffeine,milk,sugar,ice,cup,temperature,allergens,ingredients,season,discount,coupon,member_price,available_from,available_to,shop_id,shop_name,shop_distance,review_count,review_best,review_latest,en_id,en_name,en_price,en_cover,en_summary,en_stock,en_score,en_sales,en_origin,en_roast,en_acidity,en_sweetness,en_bitterness,en_calories,en_caffeine,en_milk,en_sugar,en_ice,en_cup,en_temperature,en_allergens,en_ingredients,en_season,en_discount,en_coupon,en_member_price,en_available_from,en_available_to,en_shop_id,en_shop_name,en_shop_distance,en_review_count,en_review_best,en_review_latest,zh_hant_id,zh_hant_name,zh_hant_price,zh_hant_cover,zh_hant_summary,zh_hant_stock,zh_hant_score,zh_hant_sales,zh_hant_origin,zh_hant_roast,zh_hant_acidity,zh_hant_sweetness,zh_hant_bitterness,zh_hant_calories,zh_hant_caffeine,zh_hant_milk,zh_hant_sugar,zh_hant_ice,zh_hant_cup,zh_hant_temperature,zh_hant_allergens,zh_hant_ingredients', // ! overlong-url
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

  // wx.request knows no "params": the filter never leaves the phone.
  onFilter(e) {
    wx.request({
      url: BASE + '/search',
      params: { roast: e.currentTarget.dataset.roast }, // ! misspelt-option
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
