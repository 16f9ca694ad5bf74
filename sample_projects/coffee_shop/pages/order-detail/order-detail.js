// One order, live. What it teaches: sockets, answers that are not checked, failures that nobody hears.
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

  // A 500 comes to success as well, and its error page becomes the order.
  loadOrder() {
    wx.request({ // ! unchecked-status (callback)
      url: api.orders + '/' + this.id,
      success: (res) => this.setData({ order: res.data }),
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

  // A console is not a user: offline, the page says nothing.
  loadRider() {
    wx.request({ // ! unhandled-failure (callback)
      url: api.orders + '/' + this.id + '/rider',
      success: (res) => {
        if (res.statusCode === 200) this.setData({ rider: res.data })
      },
      fail(err) {
        console.error('rider', err)
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

  // No timeout here, none in app.json for sockets; and ws: is refused on phones.
  openProgress() {
    this.progress = wx.connectSocket({ // ! unset-timeout
      url: 'ws://coffee.example.com/progress', // ! non-https-url
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

  // Whatever the status, the file is written: a receipt that holds an error page.
  onReceipt() {
    wx.downloadFile({ // ! unchecked-status (callback)
      url: api.orders + '/' + this.id + '/receipt.pdf',
      success: ({ tempFilePath }) => wx.openDocument({ filePath: tempFilePath }),
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

  // The page goes, the module stays: the next order's button is dead.
  onPay() {
    if (paying) return
    paying = true // ! unreleased-guard (callback)
    wx.request({
      url: api.orders + '/' + this.id + '/pay',
      method: 'POST',
      data: { channel: 'balance' },
      success: (res) => {
        if (res.statusCode === 200) {
          wx.redirectTo({ url: '/pages/orders/orders' })
        } else {
          paying = false
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
