// wx.request and wx.uploadFile give back a task; here are the promises that they are not.
const promisify = (api) => (options) =>
  new Promise((resolve, reject) => api({ ...options, success: resolve, fail: reject }))

module.exports = { request: promisify(wx.request), upload: promisify(wx.uploadFile) }
