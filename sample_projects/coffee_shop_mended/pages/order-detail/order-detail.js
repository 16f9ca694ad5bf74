// One order, live. What it teaches: sockets, answers that are checked, failures that are told.
const api = require('../../config/api')
const config = require('../../config/index')

let paying = false

Page({
  data: {
    order: null,
    steps: [],
    rider: null,
    shop: null
  },

  onLoad(options) {
    this.id = options.id
    this.loadOrder()
    this.loadSteps()
    this.loadRider()
    this.loadShop()
    this.openProgress()
    this.openChat()
  },

  onUnload() {
    if (this.progress) this.progress.close({})
    if (this.chat) this.chat.close({})
  },

  // A 500 comes to success as well: its error page is not an order.
  loadOrder() {
    wx.request({
      url: api.orders + '/' + this.id,
      success: (res) => {
        if (res.statusCode === 200) this.setData({ order: res.data })
        else this.tell('订单加载失败')
      },
      fail: () => this.tell('订单加载失败')
    })
  },

  loadSteps() {
    wx.request({ // ok (unchecked-status): any look at the status is enough
      url: api.orders + '/' + this.id + '/steps',
      success: (res) => {
        if (res.statusCode >= 400) return
        this.setData({ steps: res.data })
      },
      fail: () => this.tell('进度加载失败')
    })
  },

  loadRider() {
    wx.request({
      url: api.orders + '/' + this.id + '/rider',
      success: (res) => {
        if (res.statusCode === 200) this.setData({ rider: res.data })
      },
      fail: (err) => {
        console.error('rider', err)
        this.tell('骑手信息加载失败')
      }
    })
  },

  loadShop() {
    wx.request({ // ok (unhandled-failure): no fail, but complete looks after it
      url: api.orders + '/' + this.id + '/shop',
      success: (res) => {
        if (res.statusCode === 200) this.setData({ shop: res.data })
      },
      complete: () => {
        if (!this.data.shop) this.tell('门店加载失败')
      }
    })
  },

  // app.json sets the time that a socket may take.
  openProgress() {
    this.progress = wx.connectSocket({
      url: 'wss://coffee.example.com/progress',
      fail: () => this.tell('无法实时更新')
    })
    this.progress.onMessage(({ data }) => this.setData({ steps: JSON.parse(data) }))
  },

  openChat() {
    this.chat = wx.connectSocket({ // ok: it brings its own timeout
      url: config.socketUrl,
      timeout: 10000,
      fail: () => this.tell('客服暂时不在')
    })
    this.chat.onMessage(({ data }) => this.tell(data))
  },

  // Whatever the status, a file is written: it is a receipt only after a 200.
  onReceipt() {
    wx.downloadFile({
      url: api.orders + '/' + this.id + '/receipt.pdf',
      success: ({ statusCode, tempFilePath }) => {
        if (statusCode === 200) wx.openDocument({ filePath: tempFilePath })
        else this.tell('小票还没开好')
      },
      fail: () => this.tell('小票下载失败')
    })
  },

  onInvoice() {
    wx.downloadFile({ // ok (unchecked-status): the file is opened only when it is one
      url: api.orders + '/' + this.id + '/invoice.pdf',
      success: ({ statusCode, tempFilePath }) => {
        if (statusCode === 200) wx.openDocument({ filePath: tempFilePath })
        else this.tell('发票还没开好')
      },
      fail: () => this.tell('发票下载失败')
    })
  },

  // The page goes, the module stays: its flag is reset before leaving.
  onPay() {
    if (paying) return
    paying = true
    wx.request({
      url: api.orders + '/' + this.id + '/pay',
      method: 'POST',
      data: { channel: 'balance' },
      success: (res) => {
        paying = false
        if (res.statusCode === 200) {
          wx.redirectTo({ url: '/pages/orders/orders' })
        } else {
          this.tell('支付失败')
        }
      },
      fail: () => {
        paying = false
        this.tell('网络不给力')
      }
    })
  },

  onConfirm() {
    if (this.confirming) return
    this.confirming = true // ok (unreleased-guard): the page goes, and its own flag with it
    wx.request({
      url: api.orders + '/' + this.id + '/confirm',
      method: 'POST',
      data: { at: Date.now() },
      success: (res) => {
        if (res.statusCode === 200) {
          wx.redirectTo({ url: '/pages/orders/orders' })
        } else {
          this.confirming = false
          this.tell('确认失败')
        }
      },
      fail: () => {
        this.confirming = false
        this.tell('网络不给力')
      }
    })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
