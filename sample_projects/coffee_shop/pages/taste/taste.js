// What a member likes. What it teaches: options that are put together from several objects, and which of them wins.
const app = getApp()
const api = require('../../config/api')

const patient = { method: 'POST', timeout: 9000 }
const hasty = { ...patient, timeout: 900 } // ! short-timeout
const settings = { patience: 9000 }

// The table of what is loaded when the page opens: one line was typed by hand.
const choices = {
  milk: 'https://coffee.example.com/api/taste/milk', // ok: https
  sugar: 'http://coffee.example.com/api/taste/sugar', // ! non-https-url
  beans: 'https://coffee.example.com/api/taste/beans'
}

const server = {
  host: 'taste.coffee.example.com',
  get plain() {
    return 'http://' + this.host // ! non-https-url
  },
  get secure() {
    return 'https://' + this.host // ok: the same host, and https
  }
}

// api has no "badges", so the default is what is asked for; it has "goods", whose default nobody sees.
const { badges = '/taste/badges', goods = '/goods' } = api // ! relative-url

Page({
  data: {
    taste: {},
    flavours: [],
    goods: [],
    saving: false,
    message: ''
  },

  onLoad() {
    this.loadChoices()
    this.loadTaste()
    this.loadFlavours()
    this.load(badges, 'taste')
    this.load(goods, 'goods')
    this.load(server.plain + '/history', 'taste')
    this.load(server.secure + '/history', 'taste')
  },

  loadChoices() {
    for (const name in choices) {
      wx.request({ // ok (request-in-loop): three turns, and each can be counted
        url: choices[name],
        success: (res) => this.show('taste.' + name, res),
        fail: () => this.tell('口味加载失败')
      })
    }
  },

  loadTaste() {
    wx.request({
      url: api.tasteUrl,
      success: (res) => this.show('taste', res),
      fail: () => this.tell('口味加载失败')
    })
  },

  loadFlavours() {
    wx.request({
      url: api.flavourUrl,
      success: (res) => this.show('flavours', res),
      fail: () => this.tell('风味加载失败')
    })
  },

  load(url, field) {
    wx.request({
      url,
      success: (res) => this.show(field, res),
      fail: () => this.tell('网络不给力')
    })
  },

  // globalData.tasteHost is empty until somebody fills it, and nobody does.
  onAdvice() {
    const host = app.globalData.tasteHost || 'http://advice.coffee.example.com' // ! non-https-url
    this.load(host + '/today', 'message')
  },

  onNews() {
    const host = app.globalData.baseUrl || 'http://news.coffee.example.com' // ok: baseUrl is never empty
    this.load(host + '/news', 'message')
  },

  onHot() {
    this.save({ ...hasty, data: { hot: true } })
  },

  onCold() {
    this.save({ ...hasty, timeout: settings.patience ?? 500, data: { hot: false } }) // ok: what stands later wins, and patience is 9000
  },

  // Of two objects the last one wins, here the one with the mistake.
  onStrong() {
    this.save(Object.assign({}, patient, { method: 'post', data: { strong: true } })) // ! lowercase-method
  },

  onMild() {
    this.save(Object.assign({ method: 'post' }, patient, { data: { strong: false } })) // ok: patient's POST comes after
  },

  // Who leaves the method out gets the default, in the wrong case.
  onSweet() {
    this.change('/sweet')
  },

  onBitter() {
    this.change('/bitter', 'PUT')
  },

  change(path, method = 'Put') { // ! lowercase-method
    this.save({ method, timeout: 9000, data: { path } })
  },

  forget(path, method = 'DELETE') { // ok: the default is legal
    this.save({ method, timeout: 9000, data: { path } })
  },

  onForget() {
    this.forget('/all')
  },

  save(options) { // ok: the flag is tested and set before anything is sent
    if (this.data.saving) return
    this.setData({ saving: true })
    wx.request({
      url: server.secure + '/mine',
      ...options,
      success: (res) => this.tell(res.statusCode === 200 ? '已保存' : '保存失败'),
      fail: () => this.tell('网络不给力'),
      complete: () => this.setData({ saving: false })
    })
  },

  show(field, res) {
    if (res.statusCode === 200) this.setData({ [field]: res.data })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
