// The calls of the older pages. Each was written by somebody else, and takes its arguments in another order.
const base = 'https://coffee.example.com/api'
const billing = 'https://billing.coffee.example.com'

// (url, data, method)
function send(url, data, method) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: base + url,
      data,
      method,
      success: (res) => (res.statusCode === 200 ? resolve(res.data) : reject(res)),
      fail: reject
    })
  })
}

// (method, url, data)
function call(method, url, data) {
  return send(url, data, method)
}

// { url, way, params }: names of its own, for options that wx.request calls otherwise.
function fetch({ url, way = 'GET', params = {} }) {
  return send(url, params, way)
}

// Options as wx.request knows them; what is missing is filled in, what is there wins.
function ask(options) {
  return new Promise((resolve, reject) => {
    wx.request({
      method: 'POST',
      timeout: 10000,
      ...options,
      url: (options.host || billing) + options.url,
      success: (res) => (res.statusCode === 200 ? resolve(res.data) : reject(res)),
      fail: reject
    })
  })
}

// Verbs, made of send.
const get = (url, data) => send(url, data, 'GET')
const put = (url, data) => send(url, data, 'PUT')
const del = (url, data) => send(url, data, 'DELETE') // ok: upper case

// Endpoints, one function each.
const endpoints = {
  issueCard: ['POST', '/cards'],
  voidCard: ['DELETE', '/cards/void'],
  freezeCard: ['PUT', '/cards/freeze'] // ok: the same table
}
const cards = {}
Object.keys(endpoints).forEach((name) => {
  cards[name] = (data) => call(...endpoints[name], data)
})

// A loading for every call: hidden whatever the answer is.
function loud(url, data) {
  return new Promise((resolve, reject) => {
    wx.showLoading({ title: '请稍候' })
    wx.request({
      url: base + url,
      data,
      success(res) {
        wx.hideLoading()
        if (res.statusCode === 200) resolve(res.data)
        else reject(res)
      },
      fail(err) {
        wx.hideLoading()
        reject(err)
      }
    })
  })
}

function quiet(url, data) {
  return new Promise((resolve, reject) => {
    wx.showLoading({ title: '请稍候' }) // ok (unpaired-loading): complete hides it, whatever comes
    wx.request({
      url: base + url,
      data,
      success(res) {
        if (res.statusCode === 200) resolve(res.data)
        else reject(res)
      },
      fail: reject,
      complete: () => wx.hideLoading()
    })
  })
}

// It takes the body out, once it has looked at the status.
function body(url, done, failed) {
  wx.request({ url: base + url, success: (res) => (res.statusCode === 200 ? done(res.data) : failed()), fail: failed })
}

function answer(url, done, failed) {
  wx.request({ url: base + url, success: done, fail: failed }) // ok (unchecked-status): the whole answer goes to the caller, who looks at it
}

// Offline there is nothing on it.
function balance(card) {
  return new Promise((resolve) => {
    wx.request({
      url: `${base}/cards/${card}/balance`,
      success: (res) => resolve(res.statusCode === 200 ? res.data : 0),
      fail: () => resolve(0)
    })
  })
}

function bonus(card) {
  return new Promise((resolve) => { // ok (unsettled-promise): complete resolves it, with or without an answer
    let found = 0
    wx.request({
      url: `${base}/cards/${card}/bonus`,
      success: (res) => {
        if (res.statusCode === 200) found = res.data
      },
      complete: () => resolve(found)
    })
  })
}

module.exports = { send, call, fetch, ask, get, put, del, cards, loud, quiet, body, answer, balance, bonus }
