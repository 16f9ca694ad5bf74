// The app: the session, and the addresses that older pages read from globalData.
App({
  globalData: {
    baseUrl: 'https://coffee.example.com/api', // ok: https, a domain name, no port
    cdn: 'https://cdn.coffee.example.com',
    website: 'http://www.coffee.example.com', // ok: shown as text, never requested
    token: ''
  },

  onLaunch() {
    this.globalData.token = wx.getStorageSync('token')
    this.reportLaunch()
  },

  // Nobody taps here: a POST without a guard is fine.
  reportLaunch() {
    wx.request({
      url: this.globalData.baseUrl + '/launches',
      method: 'POST',
      data: { scene: wx.getLaunchOptionsSync().scene },
      fail() {
        wx.setStorageSync('launchUnreported', true)
      }
    })
  }
})
