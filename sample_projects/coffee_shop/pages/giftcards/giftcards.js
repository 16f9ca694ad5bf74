// Gift cards. What it teaches: a wrapper may take its arguments in any order; what is wrong is wrong in the caller.
const { send, call, fetch, ask, get, put, del, cards, loud, quiet, body, answer, balance, bonus } = require('../../util/send')

Page({
  data: {
    list: [],
    designs: [],
    card: null,
    limits: null,
    sum: 0,
    bonus: 0,
    busy: false
  },

  onLoad() {
    this.loadCards()
    this.loadSums()
    body('/cards/last', (card) => this.setData({ card }), () => this.tell('礼品卡加载失败'))
    answer(
      '/cards/limits',
      (res) => {
        if (res.statusCode === 200) this.setData({ limits: res.data })
      },
      () => this.tell('限额加载失败')
    )
  },

  loadCards() {
    loud('/cards')
      .then((list) => this.setData({ list }))
      .catch(() => this.setData({ list: [] }))
  },

  onDesigns() {
    quiet('/cards/designs') // ok: a path, and the wrapper has the host
      .then((designs) => this.setData({ designs }))
      .catch(() => this.tell('卡面加载失败'))
  },

  // balance() never comes back when the phone is offline; bonus() always does.
  async loadSums() {
    this.setData({ bonus: await bonus('mine') }) // ok (unhandled-failure): it is complete that hands the bonus over
    this.setData({ sum: await balance('mine') }) // ! unhandled-failure (await, wrapper)
  },

  // send(url, data, method)
  onRename(e) {
    this.once(() => send('/cards/name', { name: e.detail.value }, 'patch')) // ! unknown-method
  },

  onNote(e) { // ok (missing-double-tap-guard): once() looks after the second tap
    this.once(() => send('/cards/note', { note: e.detail.value }, 'PUT')) // ok: legal, and upper case
  },

  // call(method, url, data)
  onShare() {
    this.once(() => call('post', '/cards/share', { days: 7 })) // ! lowercase-method
  },

  onUnshare() {
    this.once(() => call('DELETE', '/cards/share', {})) // ok: upper case
  },

  // fetch({ url, way, params })
  onTopUp() {
    this.once(() => fetch({ url: '/cards/top-up', way: 'Post', params: { amount: 100 } })) // ! lowercase-method
  },

  onHistory() {
    fetch({ url: '/cards/history', params: { way: 'up' } }) // ok: this "way" is data
      .then((list) => this.setData({ list }))
      .catch(() => this.tell('记录加载失败'))
  },

  // ask({ url, host, … }): the caller's options are spread over the wrapper's own.
  onInvoice() {
    this.once(() => ask({ url: '/invoices', data: { kind: 'card' }, timeout: 500 })) // ! short-timeout
  },

  onReceipt() {
    this.once(() => ask({ url: '/receipts', data: { kind: 'card' } })) // ok: the wrapper's ten seconds
  },

  onStatement() {
    this.once(() => ask({ host: 'http://billing.coffee.example.com', url: '/statements', data: {} })) // ! non-https-url
  },

  onReminder() {
    this.once(() => ask({ url: '/reminders' })) // ! post-without-data
  },

  // Verbs: what is wrong with put is wrong where put was made.
  onColour() {
    this.once(() => put('/cards/colour', { colour: 'green' }))
  },

  onDelete() {
    this.once(() => del('/cards/mine', {}))
  },

  onPrice() {
    get('https://coffee.example.com/api/cards/price') // ! malformed-url
      .then((sum) => this.setData({ sum }))
      .catch(() => this.tell('价格加载失败'))
  },

  onRate() {
    get('/cards/rate') // ok: the wrapper puts the host before
      .then((sum) => this.setData({ sum }))
      .catch(() => this.tell('折扣加载失败'))
  },

  // Endpoints: the table is in util/send.js.
  onVoid() {
    this.once(() => cards.voidCard({ reason: 'lost' }))
  },

  onFreeze() {
    this.once(() => cards.freezeCard({ days: 30 }))
  },

  // The wrapper guards nothing, and neither does this.
  onIssue() { // ! missing-double-tap-guard (promise, wrapper)
    cards
      .issueCard({ amount: 100 })
      .then(() => this.tell('已发卡'))
      .catch(() => this.tell('发卡失败'))
  },

  // One guard for all of the page's buttons.
  once(start) {
    if (this.data.busy) return
    this.setData({ busy: true }) // ok (unreleased-guard): both ways put it back
    start()
      .then(() => {
        this.setData({ busy: false })
        this.tell('已完成')
      })
      .catch(() => {
        this.setData({ busy: false })
        this.tell('操作失败')
      })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
