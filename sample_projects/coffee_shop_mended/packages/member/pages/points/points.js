// Points. What it teaches: methods, timeouts, and the small loading in the title bar.
const { throttle } = require('../../../../util/throttle')

const BASE = 'https://coffee.example.com/api/points'
const SAVE = 'PUT'
const QUICK = 5000
const PATIENT = 30000

Page({
  data: {
    points: 0,
    history: [],
    ranking: [],
    settings: {}
  },

  onLoad() {
    this.loadPoints()
    this.loadHistory()
    this.loadRanking()
  },

  loadPoints() {
    wx.request({
      url: BASE,
      timeout: QUICK,
      success: (res) => {
        if (res.statusCode === 200) this.setData({ points: res.data })
      },
      fail: () => this.setData({ points: 0 })
    })
  },

  loadHistory() {
    wx.request({
      url: BASE + '/history',
      timeout: PATIENT, // ok: half a minute is patient, not endless
      success: (res) => {
        if (res.statusCode === 200) this.setData({ history: res.data })
      },
      fail: () => this.setData({ history: [] })
    })
  },

  loadRanking() {
    wx.request({
      url: BASE + '/ranking',
      timeout: 60000,
      success: (res) => {
        if (res.statusCode === 200) this.setData({ ranking: res.data })
      },
      fail: () => this.setData({ ranking: [] })
    })
  },

  // The small circle in the title bar is a loading too, and complete hides it.
  onRefreshTitle() {
    const that = this
    wx.showNavigationBarLoading()
    wx.request({
      url: BASE + '/title',
      success(res) {
        if (res.statusCode === 200) wx.setNavigationBarTitle({ title: res.data })
      },
      fail() {
        that.tell('网络不给力')
      },
      complete() {
        wx.hideNavigationBarLoading()
      }
    })
  },

  onRefreshPoints() {
    const that = this
    wx.showToast({ title: '刷新中', icon: 'loading', duration: 1000 }) // ok (unpaired-loading): a toast ends by itself
    wx.request({
      url: BASE,
      success(res) {
        if (res.statusCode === 200) that.setData({ points: res.data })
      },
      fail() {
        that.tell('网络不给力')
      }
    })
  },

  onSign: throttle(function () {
    const that = this
    wx.request({
      url: BASE + '/sign',
      method: 'POST',
      data: { day: new Date().getDate() },
      success(res) {
        that.tell(res.statusCode === 200 ? '已签到' : '签到失败')
      },
      fail() {
        that.tell('网络不给力')
      }
    })
  }, 1000),

  onGift: throttle(function () {
    const that = this
    wx.request({
      url: BASE + '/gift',
      method: 'POST', // ok: as the platform writes it
      data: { to: 'friend' },
      success(res) {
        that.tell(res.statusCode === 200 ? '已赠送' : '赠送失败')
      },
      fail() {
        that.tell('网络不给力')
      }
    })
  }, 1000),

  onSave: throttle(function () {
    const that = this
    wx.request({
      url: BASE + '/settings',
      method: SAVE,
      data: this.data.settings,
      success(res) {
        that.tell(res.statusCode === 200 ? '已保存' : '保存失败')
      },
      fail() {
        that.tell('网络不给力')
      }
    })
  }, 1000),

  // wx.request does not promise PATCH; PUT is on its list.
  onRename: throttle(function (e) {
    const that = this
    wx.request({
      url: BASE + '/settings/name',
      method: 'PUT',
      data: { name: e.detail.value },
      success(res) {
        that.tell(res.statusCode === 200 ? '已改名' : '改名失败')
      },
      fail() {
        that.tell('网络不给力')
      }
    })
  }, 1000),

  onCheck() {
    wx.request({
      url: BASE + '/check',
      method: 'GET',
      success: (res) => this.tell(res.statusCode === 200 ? '正常' : '异常'),
      fail: () => this.tell('网络不给力')
    })
  },

  onProbe() {
    wx.request({
      url: BASE + '/check',
      method: 'HEAD', // ok: rare, but legal
      success: (res) => this.tell(res.statusCode === 200 ? '正常' : '异常'),
      fail: () => this.tell('网络不给力')
    })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
