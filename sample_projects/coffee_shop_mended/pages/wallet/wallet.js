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
    this.loadBalance(0)
    this.loadRates(0)
    this.loadLevel()
    this.loadPoints()
    client.inTurn([BASE + '/warm-up', BASE + '/cards'], 0, () => this.setData({ ready: true }))
    client.inTurn([BASE + '/bills', BASE + '/limits'], 0, () => this.setData({ ready: true })) // ok: both over https
  },

  // Offline it asks three times more, and then it says so.
  loadBalance(tries) {
    request({ url: BASE + '/balance' })
      .then((res) => {
        if (res.statusCode === 200) this.setData({ balance: res.data })
      })
      .catch(() => {
        if (tries < 3) this.loadBalance(tries + 1)
        else this.tell('余额加载失败')
      })
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

  // The promise is fulfilled by a 500 as well, so the status is looked at.
  loadLevel() {
    request({ url: BASE + '/level' })
      .then((res) => this.setData({ level: res.statusCode === 200 ? res.data : '' }))
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

  // wx.request itself has no then; what promisify makes of it has.
  onSettle() {
    if (this.settling) return
    this.settling = true
    request({ url: BASE + '/settle', method: 'POST', data: { all: true } })
      .then((res) => this.tell(res.statusCode === 200 ? '已结清' : '结清失败'))
      .catch(() => this.tell('网络不给力'))
      .finally(() => {
        this.settling = false
      })
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
        if (res.statusCode === 200) this.setData({ photo: JSON.parse(res.data).url })
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

  // finally hides, then catch shows.
  onRefund() { // ok (missing-double-tap-guard): the mask takes the second tap
    wx.showLoading({ title: '退款中', mask: true })
    request({ url: BASE + '/refund', method: 'POST', data: { amount: 1 } })
      .finally(() => wx.hideLoading())
      .then((res) => this.setData({ balance: res.statusCode === 200 ? res.data : 0 }))
      .catch(() => wx.showToast({ title: '退款失败', icon: 'none' }))
  },

  onWithdraw() { // ok (missing-double-tap-guard): the mask takes the second tap
    wx.showLoading({ title: '提现中', mask: true })
    request({ url: BASE + '/withdraw', method: 'POST', data: { amount: 1 } }) // ok (unhandled-failure): the last line catches
      .finally(() => wx.hideLoading())
      .then((res) => this.setData({ balance: res.statusCode === 200 ? res.data : 0 }))
      .catch(() => wx.showToast({ title: '提现失败', icon: 'none' })) // ok (hidden-toast): finally stands before it
  },

  // The client hands both callbacks on.
  onBills() {
    client.request(
      { url: '/bills' },
      (res) => {
        if (res.statusCode === 200) this.setData({ bills: res.data })
      },
      () => this.tell('账单加载失败')
    )
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
      { url: '/bills?word=' + encodeURIComponent(e.detail.value) },
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
