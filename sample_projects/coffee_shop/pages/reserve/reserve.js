// Reserving a table. What it teaches: handlers that come from behaviors, and events that come from templates.
const reserving = require('../../behaviors/reserving')
const app = getApp()

Page({
  behaviors: [reserving],

  data: {
    calling: false,
    paying: false,
    splitting: false
  },

  onLoad() {
    this.moreTables()
    this.moreRooms()
  },

  onReachBottom() {
    this.moreTables()
  },

  // The template binds it; nothing stands between two taps and two requests.
  onCancelTable(e) { // ! missing-double-tap-guard (template, callback)
    wx.request({
      url: app.globalData.baseUrl + '/tables/' + e.currentTarget.dataset.id,
      method: 'DELETE',
      success: (res) => this.tell(res.statusCode === 200 ? '已取消' : '取消失败'),
      fail: () => this.tell('网络不给力')
    })
  },

  onCallWaiter(e) { // ok (missing-double-tap-guard): the template's button is disabled while the flag is set
    this.setData({ calling: true })
    wx.request({
      url: app.globalData.baseUrl + '/tables/' + e.currentTarget.dataset.id + '/bell',
      method: 'POST',
      data: { ring: 1 },
      success: (res) => this.tell(res.statusCode === 200 ? '马上就来' : '请再试一次'),
      fail: () => this.tell('网络不给力'),
      complete: () => this.setData({ calling: false })
    })
  },

  // A bill that the server refuses, and nobody at this table pays any more.
  onPayTable(e) { // ok (missing-double-tap-guard): the flag keeps the second tap out
    if (this.data.paying) return
    this.setData({ paying: true }) // ! unreleased-guard (template, callback)
    wx.request({
      url: app.globalData.baseUrl + '/tables/' + e.currentTarget.dataset.id + '/pay',
      method: 'POST',
      data: { channel: 'card' },
      success: (res) => {
        if (res.statusCode === 200) this.setData({ paying: false })
        else this.tell('支付失败')
      },
      fail: () => {
        this.setData({ paying: false })
        this.tell('网络不给力')
      }
    })
  },

  onSplitBill(e) { // ok (missing-double-tap-guard): likewise
    if (this.data.splitting) return
    this.setData({ splitting: true }) // ok (unreleased-guard): complete resets it
    wx.request({
      url: app.globalData.baseUrl + '/tables/' + e.currentTarget.dataset.id + '/split',
      method: 'POST',
      data: { parts: 2 },
      success: (res) => this.tell(res.statusCode === 200 ? '已分单' : '分单失败'),
      fail: () => this.tell('网络不给力'),
      complete: () => this.setData({ splitting: false })
    })
  },

  // The toast says what went wrong, and hideLoading wipes it off.
  onWater(e) { // ok (missing-double-tap-guard): the mask takes the second tap
    wx.showLoading({ title: '请稍候', mask: true })
    wx.request({
      url: app.globalData.baseUrl + '/tables/' + e.currentTarget.dataset.id + '/water',
      method: 'POST',
      data: { glasses: 2 },
      success: (res) => {
        if (res.statusCode !== 200) wx.showToast({ title: '请叫服务员', icon: 'none' }) // ! hidden-toast (template, callback)
        wx.hideLoading()
      },
      fail: () => {
        wx.hideLoading()
        this.tell('网络不给力')
      }
    })
  },

  onMenuCard(e) { // ok (missing-double-tap-guard): the mask takes the second tap
    wx.showLoading({ title: '请稍候', mask: true })
    wx.request({
      url: app.globalData.baseUrl + '/tables/' + e.currentTarget.dataset.id + '/menu',
      method: 'POST',
      data: { language: 'zh' },
      success: (res) => {
        wx.hideLoading()
        if (res.statusCode !== 200) wx.showToast({ title: '请叫服务员', icon: 'none' }) // ok (hidden-toast): hidden before it is shown
      },
      fail: () => {
        wx.hideLoading()
        this.tell('网络不给力')
      }
    })
  }
})
