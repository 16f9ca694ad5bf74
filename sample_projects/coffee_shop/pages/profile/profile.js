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
    card: ''
  },

  onLoad() {
    this.loadProfile()
    this.loadLevel()
    this.loadPoints()
    this.loadBadge()
    this.loadGreeting()
    this.loadPoster()
  },

  // Written on a desk, where localhost is a server.
  loadProfile() {
    wx.request({
      url: 'http://localhost:3000/profile', // ! ip-host
      success: (res) => this.show('profile', res),
      fail: () => this.tell('资料加载失败')
    })
  },

  loadLevel() {
    wx.request({
      url: 'http://203.0.113.8/level', // ! ip-host, non-https-url
      success: (res) => this.show('level', res),
      fail: () => this.tell('等级加载失败')
    })
  },

  // "headers" is axios; wx.request reads "header", so the token is not sent.
  loadPoints() {
    wx.request({
      url: api.profile + '/points?from=10.0.0.8', // ok: an address in the query is no host
      headers: { Authorization: app.globalData.token }, // ! misspelt-option
      success: (res) => this.show('points', res),
      fail: () => this.tell('积分加载失败')
    })
  },

  loadBadge() {
    wx.request({
      url: api.profile + '/badge',
      header: { Authorization: app.globalData.token }, // ok: header, in the singular
      dataType: 'JSON', // ! unparsed-data-type
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

  // globalData.cdn is plain http; the finding stands where that is written, in app.js.
  loadPoster() {
    wx.downloadFile({
      url: app.globalData.cdn + '/posters/today.png',
      success: (res) => {
        if (res.statusCode === 200) this.setData({ photo: res.tempFilePath })
      },
      fail: () => this.tell('海报加载失败')
    })
  },

  // Printers stand in the shop: fine on its Wi-Fi, and nowhere else.
  onPrint() {
    wx.request({
      url: 'http://192.168.1.20:8000/print', // ! ip-host
      success: (res) => this.show('card', res),
      fail: () => this.tell('请连接门店 Wi-Fi')
    })
  },

  onQrCode() {
    wx.request({
      url: BASE + '/profile/qrcode',
      responseType: 'blob', // ! unparsed-data-type
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
        Referer: 'https://coffee.example.com', // ! referer-header
        'X-Referer-Page': 'profile' // ok: another name, no matter what it resembles
      },
      success: (res) => this.show('card', res),
      fail: () => this.tell('邀请失败')
    })
  },

  // The answer of an upload is a string, so .url of it is undefined.
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
              that.setData({ avatar: res.data.url }) // ! unparsed-upload-body (callback)
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

  // Without "name" the server cannot find the file in the form.
  onFeedback() { // ! missing-double-tap-guard (callback)
    wx.uploadFile({ // ! wrong-option-type
      url: BASE + '/feedback',
      filePath: this.data.photo,
      success: (res) => this.tell(res.statusCode === 200 ? '谢谢反馈' : '提交失败'),
      fail: () => this.tell('网络不给力')
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
