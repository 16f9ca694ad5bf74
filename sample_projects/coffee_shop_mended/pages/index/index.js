// Home: banners, picks, shops, the weather. What it teaches: how a URL is put together.
const app = getApp()
const track = require('../../util/track')
const { get } = require('../../util/request')
const { getWeather, getForecast } = require('../../util/weather')

const HOST = 'https://coffee.example.com'
const api = wx
const { request } = wx

Page({
  data: {
    banners: [],
    picks: [],
    shops: [],
    hours: '',
    notice: '',
    weather: null,
    forecast: null,
    ready: false
  },

  onLoad() {
    track('home')
    this.loadBanners()
    this.loadPicks()
    this.loadNotice()
    this.loadForecast('杭州')
  },

  onShow() {
    this.loadShops()
    this.loadHours()
    this.prepare()
  },

  // HOST brings its own scheme.
  loadBanners() {
    const that = this
    wx.request({
      url: HOST + '/api/banners',
      success: function (res) {
        if (res.statusCode === 200) that.setData({ banners: res.data })
      },
      fail: function () {
        that.offline()
      }
    })
  },

  loadPicks() {
    request({
      url: HOST + '/api/picks?size=6', // ok: one scheme, and a query that is a constant
      success: (res) => {
        if (res.statusCode === 200) this.setData({ picks: res.data })
      },
      fail: () => this.offline()
    })
  },

  // A path alone is not an address: HOST stands before it.
  loadShops() {
    const url = HOST + '/api/shops'
    wx.request({
      url,
      success: (res) => {
        if (res.statusCode === 200) this.setData({ shops: res.data })
      },
      fail: () => this.offline()
    })
  },

  loadHours() {
    const path = '/api/shops/hours' // ok: only a part, HOST stands before it
    wx.request({
      url: `${HOST}${path}`,
      success: (res) => {
        if (res.statusCode === 200) this.setData({ hours: res.data })
      },
      fail: () => this.offline()
    })
  },

  // wx under another name is still wx.
  loadNotice() {
    api.request({
      url: 'https://coffee.example.com/api/notice',
      success: (res) => {
        if (res.statusCode === 200) this.setData({ notice: res.data })
      },
      fail: () => this.offline()
    })
  },

  // wx.request gives back a task; what is awaited is the wrapper's promise.
  async prepare() {
    try {
      await get('/prepare')
      this.setData({ ready: true })
    } catch (err) {
      this.offline()
    }
  },

  async loadForecast(city) {
    try {
      const forecast = await getForecast(city) // ok (awaited-request-task): a promise that is made around wx.request
      this.setData({ forecast })
    } catch (err) {
      this.setData({ forecast: null })
    }
  },

  onTapCity(e) {
    wx.showNavigationBarLoading() // ok: getWeather always settles, and both ways hide it
    getWeather(e.currentTarget.dataset.city)
      .then((weather) => {
        wx.hideNavigationBarLoading()
        this.setData({ weather })
      })
      .catch(() => {
        wx.hideNavigationBarLoading()
        this.offline()
      })
  },

  onTapSearch() {
    wx.navigateTo({ url: '/pages/search/search' })
  },

  onCopyWebsite() {
    wx.setClipboardData({ data: app.globalData.website })
  },

  offline() {
    wx.showToast({ title: '网络不给力', icon: 'none' })
  }
})
