// The app does nothing but remember when it was last opened.
App({
  onLaunch() {
    wx.setStorageSync('openedAt', Date.now())
  }
})
