// The request wrapper: base URL, token, status check; resolves to the body.
const config = require('../config/index')

function request(options) {
  return new Promise((resolve, reject) => { // ok (unsettled-promise): every outcome resolves or rejects
    wx.request({
      url: config.baseUrl + options.url,
      method: options.method || 'GET',
      data: options.data,
      header: { Authorization: 'Bearer ' + wx.getStorageSync('token') },
      success(res) {
        if (res.statusCode >= 200 && res.statusCode < 300) {
          resolve(res.data)
        } else {
          reject(new Error('HTTP ' + res.statusCode))
        }
      },
      fail(err) {
        reject(new Error(err.errMsg))
      }
    })
  })
}

function get(url, data) {
  return request({ url, data })
}

function post(url, data) {
  return request({ url, data, method: 'POST' })
}

module.exports = { request, get, post }
