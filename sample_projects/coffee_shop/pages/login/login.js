// Signing in. What it teaches: secrets stay on the server, and wx.login can fail too.
const app = getApp()

const BASE = 'https://coffee.example.com/api'

Page({
  data: {
    phone: '',
    code: '',
    sending: false,
    checking: false
  },

  // The app's secret in every copy of the app, sent to a host that refuses mini-programs.
  // And when wx.login fails, the loading stays.
  onWechatLogin() {
    const that = this
    wx.showLoading({ title: '登录中', mask: true }) // ! unpaired-loading (callback)
    wx.login({
      success({ code }) {
        wx.request({
          url: 'https://api.weixin.qq.com/sns/jscode2session', // ! platform-api-call
          data: { appid: 'wx0123456789abcdef', secret: '0123456789abcdef0123456789abcdef', js_code: code, grant_type: 'authorization_code' }, // ! client-secret
          success(res) {
            wx.hideLoading()
            if (res.statusCode === 200) that.enter(res.data.openid)
          },
          fail() {
            wx.hideLoading()
            that.tell('网络不给力')
          }
        })
      }
    })
  },

  onPhoneLogin(e) { // ok (missing-double-tap-guard): the mask stands from the tap to the answer
    const that = this
    if (!e.detail.code) return
    wx.showLoading({ title: '登录中', mask: true }) // ok (unpaired-loading): wx.login's fail hides it as well
    wx.login({
      success({ code }) {
        wx.request({
          url: BASE + '/login/phone', // ok: the shop's own server talks to WeChat
          method: 'POST',
          data: { code, phoneCode: e.detail.code, secretWord: that.data.code }, // ok: typed by the user
          success(res) {
            wx.hideLoading()
            if (res.statusCode === 200) that.enter(res.data.token)
            else that.tell('登录失败')
          },
          fail() {
            wx.hideLoading()
            that.tell('网络不给力')
          }
        })
      },
      fail() {
        wx.hideLoading()
        that.tell('登录失败')
      }
    })
  },

  // A timeout in quotes is not a timeout.
  onSendCode() {
    const that = this
    if (this.data.sending) return
    this.setData({ sending: true })
    wx.request({
      url: BASE + '/sms',
      method: 'POST',
      timeout: '5000', // ! wrong-option-type
      data: { phone: this.data.phone },
      success(res) {
        that.tell(res.statusCode === 200 ? '已发送' : '发送失败')
      },
      fail() {
        that.tell('网络不给力')
      },
      complete() {
        that.setData({ sending: false })
      }
    })
  },

  // "sucess" is never called: the code is right, and nothing happens.
  onCheckCode() {
    const that = this
    if (this.data.checking) return
    this.setData({ checking: true })
    wx.request({
      url: BASE + '/login/sms',
      method: 'POST',
      timeout: 5000, // ok: a number
      data: { phone: this.data.phone, code: this.data.code },
      sucess(res) { // ! misspelt-option
        if (res.statusCode === 200) that.enter(res.data.token)
      },
      fail() {
        that.tell('网络不给力')
      },
      complete() {
        that.setData({ checking: false })
      }
    })
  },

  onPhone(e) {
    this.setData({ phone: e.detail.value })
  },

  onCode(e) {
    this.setData({ code: e.detail.value })
  },

  enter(token) {
    app.globalData.token = token
    wx.setStorageSync('token', token)
    wx.switchTab({ url: '/pages/index/index' })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
