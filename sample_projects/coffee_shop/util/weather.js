// Two promises around wx.request: one forgets an outcome, the other settles on each.
const { baseUrl } = require('../config/index')

// A 404 or 500 reaches success too; it is dropped here, and whoever awaits waits for ever.
const getWeather = (city) => new Promise((resolve, reject) => { // ! unsettled-promise (wrapper, promise)
  wx.request({
    url: baseUrl + '/weather',
    data: { city },
    success(res) {
      if (res.statusCode === 200) resolve(res.data)
    },
    fail: reject
  })
})

const getForecast = (city) => new Promise((resolve, reject) => { // ok (unsettled-promise): a bad status rejects
  wx.request({
    url: baseUrl + '/forecast',
    data: { city },
    success(res) {
      if (res.statusCode === 200) resolve(res.data)
      else reject(res)
    },
    fail: reject
  })
})

module.exports = { getWeather, getForecast }
