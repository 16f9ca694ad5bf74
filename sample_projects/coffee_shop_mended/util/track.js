// Page views, sent to the address that config/index.js names.
const config = require('../config/index')

module.exports = function track(page) {
  wx.request({
    url: config.trackUrl,
    method: 'POST',
    data: { page, at: Date.now() },
    fail() {
      wx.setStorageSync('lastUntracked', page)
    }
  })
}
