// Two promises around wx.request; both settle on each outcome.
const { baseUrl } = require('../config/index')

// A 404 or 500 reaches success too: it must reject, or whoever awaits waits for ever.
const getWeather = (city) => new Promise((resolve, reject) => {
  wx.request({
    url: baseUrl + '/weather',
    data: { city },
    success(res) {
      if (res.statusCode === 200) resolve(res.data)
      else reject(res)
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
