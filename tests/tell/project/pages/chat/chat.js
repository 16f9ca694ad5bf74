Page({
  send() {
    const 名字 = '👩‍👩‍👧 阿拉比卡☕️咖啡豆'; wx.request({ url: 'https://api.example.com/say?text=' + 名字 + '&room=1' })
  }
})
