// The user's page. What it teaches: hosts, headers, uploads, and what comes back from them.
const app = getApp()
const api = require('../../config/api')
const config = require('../../config/index')

const BASE = 'https://coffee.example.com/api'

Page({
  data: {
    profile: null,
    level: null,
    points: null,
    badge: null,
    greeting: '',
    avatar: '',
    photo: '',
    card: '',
    sending: false
  },

  onLoad() {
    this.loadProfile()
    this.loadLevel()
    this.loadPoints()
    this.loadBadge()
    this.loadGreeting()
    this.loadPoster()
  },

  loadProfile() {
    wx.request({
      url: BASE + '/profile',
      success: (res) => this.show('profile', res),
      fail: () => this.tell('资料加载失败')
    })
  },

  loadLevel() {
    wx.request({
      url: BASE + '/profile/level',
      success: (res) => this.show('level', res),
      fail: () => this.tell('等级加载失败')
    })
  },

  // "headers" is axios; wx.request reads "header".
  loadPoints() {
    wx.request({
      url: api.profile + '/points?from=10.0.0.8', // ok: an address in the query is no host
      header: { Authorization: app.globalData.token },
      success: (res) => this.show('points', res),
      fail: () => this.tell('积分加载失败')
    })
  },

  loadBadge() {
    wx.request({
      url: api.profile + '/badge',
      header: { Authorization: app.globalData.token }, // ok: header, in the singular
      dataType: 'json',
      success: (res) => this.show('badge', res),
      fail: () => this.tell('徽章加载失败')
    })
  },

  loadGreeting() {
    wx.request({
      url: api.profile + '/greeting',
      dataType: 'text', // ok: a text is wanted, and a text comes
      success: (res) => this.show('greeting', res),
      fail: () => this.tell('问候加载失败')
    })
  },

  loadPoster() {
    wx.downloadFile({
      url: app.globalData.cdn + '/posters/today.png',
      success: (res) => {
        if (res.statusCode === 200) this.setData({ photo: res.tempFilePath })
      },
      fail: () => this.tell('海报加载失败')
    })
  },

  // The server knows the printer of each shop; a phone reaches it only on the shop's Wi-Fi.
  onPrint() {
    wx.request({
      url: BASE + '/profile/print',
      success: (res) => this.show('card', res),
      fail: () => this.tell('打印失败')
    })
  },

  onQrCode() {
    wx.request({
      url: BASE + '/profile/qrcode',
      responseType: 'arraybuffer',
      success: (res) => this.show('card', res),
      fail: () => this.tell('会员码加载失败')
    })
  },

  onBarCode() {
    wx.request({
      url: BASE + '/profile/barcode',
      responseType: 'arraybuffer', // ok: one of the two legal values
      success: (res) => this.show('card', res),
      fail: () => this.tell('会员码加载失败')
    })
  },

  onInvite() {
    wx.request({
      url: BASE + '/profile/invite',
      header: {
        'X-Referer-Page': 'profile' // ok: another name, no matter what it resembles
      },
      success: (res) => this.show('card', res),
      fail: () => this.tell('邀请失败')
    })
  },

  // The answer of an upload is a string: it is parsed here.
  onAvatar() { // ok (missing-double-tap-guard): choosing an image comes first
    const that = this
    wx.chooseMedia({
      count: 1,
      mediaType: ['image'],
      success({ tempFiles }) {
        wx.uploadFile({
          url: config.uploadUrl,
          filePath: tempFiles[0].tempFilePath,
          name: 'avatar',
          success(res) {
            if (res.statusCode === 200) {
              that.setData({ avatar: JSON.parse(res.data).url })
            }
          },
          fail() {
            that.tell('上传失败')
          }
        })
      }
    })
  },

  onPhoto() {
    const that = this
    wx.chooseMedia({
      count: 1,
      mediaType: ['image'],
      success({ tempFiles }) {
        wx.uploadFile({
          url: BASE + '/photos',
          filePath: tempFiles[0].tempFilePath,
          name: 'photo',
          success(res) {
            if (res.statusCode === 200) {
              that.setData({ photo: JSON.parse(res.data).url }) // ok (unparsed-upload-body): parsed first
            }
          },
          fail() {
            that.tell('上传失败')
          }
        })
      }
    })
  },

  // The server finds the file in the form by its name.
  onFeedback() {
    if (this.data.sending) return
    this.setData({ sending: true })
    wx.uploadFile({
      url: BASE + '/feedback',
      filePath: this.data.photo,
      name: 'feedback',
      success: (res) => this.tell(res.statusCode === 200 ? '谢谢反馈' : '提交失败'),
      fail: () => this.tell('网络不给力'),
      complete: () => this.setData({ sending: false })
    })
  },

  onCopyWebsite() {
    wx.setClipboardData({ data: app.globalData.website })
  },

  onOrders() {
    wx.navigateTo({ url: '/pages/orders/orders' })
  },

  onPointsPage() {
    wx.navigateTo({ url: '/packages/member/pages/points/points' })
  },

  show(field, res) {
    if (res.statusCode === 200) this.setData({ [field]: res.data })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
