// The app remembers when it was last opened, and where older pages find the forum.
App({
  globalData: {
    forum: 'http://forum.books.example.com/latest', // ! non-https-url
    archive: 'https://archive.books.example.com/latest' // ok: https
  },

  onLaunch() {
    wx.setStorageSync('openedAt', Date.now())
  }
})
