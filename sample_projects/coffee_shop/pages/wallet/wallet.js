// The wallet. What it teaches: promises around wx.request, and callbacks that are handed through.
const { request, upload } = require('../../util/promisify')
const client = require('../../util/client')

const BASE = 'https://wallet.coffee.example.com'

Page({
  data: {
    balance: 0,
    bills: [],
    rates: [],
    photo: '',
    idCard: '',
    level: '',
    points: 0,
    ready: false
  },

  onLoad() {
    this.loadBalance()
    this.loadRates(0)
    this.loadLevel()
    this.loadPoints()
    client.inTurn([BASE + '/warm-up', 'http://wallet.coffee.example.com/cards'], 0, () => this.setData({ ready: true })) // ! non-https-url
    client.inTurn([BASE + '/bills', BASE + '/limits'], 0, () => this.setData({ ready: true })) // ok: both over https
  },

  // Offline, then asks at once again; each answer of "no network" takes a few milliseconds.
  loadBalance() {
    request({ url: BASE + '/balance' }) // ! unbounded-retry (promise, wrapper)
      .then((res) => {
        if (res.statusCode === 200) this.setData({ balance: res.data })
      })
      .catch(() => this.loadBalance())
  },

  loadRates(tries) {
    request({ url: BASE + '/rates' })
      .then((res) => {
        if (res.statusCode === 200) this.setData({ rates: res.data })
      })
      .catch(() => {
        if (tries < 3) this.loadRates(tries + 1) // ok (unbounded-retry): counted
        else this.tell('汇率加载失败')
      })
  },

  // The promise is fulfilled by a 500 as well.
  loadLevel() {
    request({ url: BASE + '/level' }) // ! unchecked-status (promise, wrapper)
      .then((res) => this.setData({ level: res.data }))
      .catch(() => this.tell('等级加载失败'))
  },

  loadPoints() {
    request({ url: BASE + '/points' }) // ok (unchecked-status): the status is looked at before the body
      .then(({ statusCode, data }) => {
        if (statusCode === 200) this.setData({ points: data })
        else this.tell('积分加载失败')
      })
      .catch(() => this.tell('积分加载失败'))
  },

  // wx.request itself has no then: this throws, and nothing behind it runs.
  onSettle() { // ! missing-double-tap-guard (promise)
    wx.request({ url: BASE + '/settle', method: 'POST', data: { all: true } }) // ! unhandled-failure (promise)
      .then(() => this.tell('已结清')) // ! awaited-request-task (promise)
  },

  onClose() { // ok (missing-double-tap-guard): the dialog stands before it
    wx.showModal({ title: '注销钱包' })
      .then(({ confirm }) => (confirm ? request({ url: BASE + '/close', method: 'POST', data: { all: true } }) : null)) // ok (awaited-request-task): a promise of our own
      .then((res) => this.tell(res && res.statusCode === 200 ? '已注销' : '未注销'))
      .catch(() => this.tell('网络不给力'))
  },

  // What comes back is a text, in a promise too.
  onPhoto() { // ok (missing-double-tap-guard): choosing comes first
    wx.chooseMedia({ count: 1, mediaType: ['image'] })
      .then(({ tempFiles }) => upload({ url: BASE + '/photos', filePath: tempFiles[0].tempFilePath, name: 'photo' }))
      .then((res) => {
        if (res.statusCode === 200) this.setData({ photo: res.data.url }) // ! unparsed-upload-body (promise, wrapper)
      })
      .catch(() => this.tell('上传失败'))
  },

  async onIdCard() { // ok (missing-double-tap-guard): choosing comes first
    try {
      const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'] })
      const res = await upload({ url: BASE + '/id-cards', filePath: tempFiles[0].tempFilePath, name: 'id' })
      if (res.statusCode === 200) this.setData({ idCard: JSON.parse(res.data).url }) // ok (unparsed-upload-body): parsed first
    } catch (err) {
      this.tell('上传失败')
    }
  },

  // catch shows, finally hides: they follow at once.
  onRefund() { // ok (missing-double-tap-guard): the mask takes the second tap
    wx.showLoading({ title: '退款中', mask: true })
    request({ url: BASE + '/refund', method: 'POST', data: { amount: 1 } })
      .then((res) => this.setData({ balance: res.statusCode === 200 ? res.data : 0 }))
      .catch(() => wx.showToast({ title: '退款失败', icon: 'none' })) // ! hidden-toast (promise, wrapper)
      .finally(() => wx.hideLoading())
  },

  onWithdraw() { // ok (missing-double-tap-guard): the mask takes the second tap
    wx.showLoading({ title: '提现中', mask: true })
    request({ url: BASE + '/withdraw', method: 'POST', data: { amount: 1 } }) // ok (unhandled-failure): the last line catches
      .finally(() => wx.hideLoading())
      .then((res) => this.setData({ balance: res.statusCode === 200 ? res.data : 0 }))
      .catch(() => wx.showToast({ title: '提现失败', icon: 'none' })) // ok (hidden-toast): finally stands before it
  },

  // The client hands its callbacks on; of two of them one was left out.
  onBills() {
    client.request({ url: '/bills' }, (res) => { // ! unhandled-failure (wrapper, callback)
      if (res.statusCode === 200) this.setData({ bills: res.data })
    })
  },

  onMonth() {
    client.request(
      { url: '/bills/month' }, // ok (unhandled-failure): a third argument listens to fail
      (res) => {
        if (res.statusCode === 200) this.setData({ bills: res.data })
      },
      () => this.tell('账单加载失败')
    )
  },

  onSearch(e) {
    client.request(
      { url: '/bills?word=' + e.detail.value }, // ! unencoded-query
      (res) => {
        if (res.statusCode === 200) this.setData({ bills: res.data })
      },
      () => this.tell('账单加载失败')
    )
  },

  onYear(e) {
    client.request(
      { url: '/bills?year=' + encodeURIComponent(e.detail.value) }, // ok: encoded
      (res) => {
        if (res.statusCode === 200) this.setData({ bills: res.data })
      },
      () => this.tell('账单加载失败')
    )
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
