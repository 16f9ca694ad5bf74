// The app: the session, and the addresses that older pages read from globalData.
App({
  globalData: {
    baseUrl: 'https://coffee.example.com/api', // ok: https, a domain name, no port
    cdn: 'https://cdn.coffee.example.com',
    domainName: 'coffee.example.com', // ok: a name alone, who uses it puts https:// before
    photoHost: 'photos.coffee.example.com',
    website: 'http://www.coffee.example.com', // ok: shown as text, never requested
    tasteHost: '', // ok: empty, and who uses it brings another
    token: ''
  },

  onLaunch() {
    this.globalData.token = wx.getStorageSync('token')
    this.reportLaunch()
  },

  // Members of the app, for pages that have nothing but getApp().
  shopUrl(path) {
    return this.globalData.baseUrl + '/shop' + path
  },

  ask(path, done) {
    wx.request({
      url: this.shopUrl(path),
      success(res) {
        if (res.statusCode === 200) done(res.data)
      },
      fail() {
        wx.showToast({ title: '网络不给力', icon: 'none' })
      }
    })
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
