// The shops near you. What it teaches: a URL that is put together piece by piece, and where each piece was written.
const region = require('region')
const { kilometres } = require('measure-text')
const app = getApp()

const BASE = 'https://coffee.example.com/api/shops'
const PATHS = { queue: '/:id/queue', seats: '/:id/seats' }
const SHOUT = 'POST'
const WHISPER = 'post' // ok: toUpperCase makes it what the platform wants

const debug = false
const desk = debug ? 'http://localhost:8080/shops' : BASE // ok: debug is false, so this is never asked

// Who may try the new server is decided on the phone: either of the two may be asked.
const trial = wx.getStorageSync('trial')
const ratings = trial ? 'http://trial.coffee.example.com/ratings' : BASE + '/ratings' // ! non-https-url

Page({
  data: {
    mirror: 'http://mirror.coffee.example.com', // ! non-https-url
    base: 'https://maps.coffee.example.com',
    scope: '',
    shops: [],
    photos: [],
    hours: {},
    queue: 0,
    seats: 0,
    score: 0,
    waiting: false
  },

  onLoad(options) {
    this.id = options.id
    this.loadShops()
    this.loadDesk()
    this.loadRatings()
    this.loadHours()
    this.loadMap()
  },

  // photoHost brings its own scheme, domainName does not.
  loadPhotos() {
    wx.request({
      url: 'https://' + app.globalData.photoHost + '/shops/' + this.id, // ! malformed-url
      success: (res) => this.show('photos', res),
      fail: () => this.tell('照片加载失败')
    })
  },

  loadShops() {
    wx.request({
      url: 'https://' + app.globalData.domainName + '/api/shops', // ok: one scheme, and globalData's domain
      data: { region: region.code },
      success: (res) => this.show('shops', res),
      fail: () => this.tell('门店加载失败')
    })
  },

  loadDesk() {
    wx.request({
      url: desk + '/desk',
      success: (res) => this.show('seats', res),
      fail: () => this.tell('门店加载失败')
    })
  },

  loadRatings() {
    wx.request({
      url: ratings,
      success: (res) => this.show('score', res),
      fail: () => this.tell('评分加载失败')
    })
  },

  loadHours() {
    wx.request({
      url: this.data.mirror + '/hours',
      success: (res) => this.show('hours', res),
      fail: () => this.tell('营业时间加载失败')
    })
  },

  loadMap() {
    wx.request({
      url: this.data.base + '/v2/around',
      success: (res) => this.show('shops', res),
      fail: () => this.tell('地图加载失败')
    })
  },

  // Of three branches one forgot the host.
  onScope(e) {
    let url = ''
    if (e.currentTarget.dataset.scope === 'city') {
      url = BASE + '/city'
    } else if (e.currentTarget.dataset.scope === 'near') {
      url = '/api/shops/near' // ! relative-url
    } else {
      url = BASE + '/all'
    }
    wx.request({
      url,
      success: (res) => this.show('shops', res),
      fail: () => this.tell('网络不给力')
    })
  },

  onSort(e) {
    let url = '' // ok: each branch below gives it another value
    if (e.currentTarget.dataset.by === 'distance') {
      url = `${BASE}?sort=distance`
    } else {
      url = `${BASE}?sort=score`
    }
    wx.request({
      url,
      success: (res) => this.show('shops', res),
      fail: () => this.tell('网络不给力')
    })
  },

  // "An old phone cannot do https" was true in 2015.
  onOldPhone() {
    wx.request({
      url: BASE.replace('https:', 'http:'), // ! non-https-url
      success: (res) => this.show('shops', res),
      fail: () => this.tell('网络不给力')
    })
  },

  onQueue() {
    wx.request({
      url: BASE + PATHS.queue.replace(':id', encodeURIComponent(this.id)), // ok: the id takes the name's place
      success: (res) => this.show('queue', res),
      fail: () => this.tell('网络不给力')
    })
  },

  // join puts a slash between; nothing puts a host before.
  onSeats() {
    wx.request({
      url: ['', 'api', 'shops', 'seats'].join('/'), // ! relative-url
      success: (res) => this.show('seats', res),
      fail: () => this.tell('网络不给力')
    })
  },

  onFreeSeats() {
    wx.request({
      url: [BASE, this.id, 'seats', 'free'].join('/'), // ok: the host is the first piece
      success: (res) => this.show('seats', res),
      fail: () => this.tell('网络不给力')
    })
  },

  onParking() {
    wx.request({
      url: '//coffee.example.com'.concat('/api/shops', '/parking'), // ! relative-url
      success: (res) => this.tell(res.statusCode === 200 ? '有车位' : '没有车位'),
      fail: () => this.tell('网络不给力')
    })
  },

  onBicycles() {
    wx.request({
      url: BASE.concat('/', this.id, '/bicycles'), // ok: a whole URL and its tail
      success: (res) => this.tell(res.statusCode === 200 ? '有车位' : '没有车位'),
      fail: () => this.tell('网络不给力')
    })
  },

  // Lower case on purpose: a server's log looked nicer that way.
  onTakeNumber() { // ok: the flag is tested and set in one turn
    if (this.data.waiting) return
    this.setData({ waiting: true })
    wx.request({
      url: `${BASE}/${this.id}/numbers`,
      method: SHOUT.toLowerCase(), // ! lowercase-method
      data: { people: 2 },
      success: (res) => this.tell(res.statusCode === 200 ? '已取号' : '取号失败'),
      fail: () => this.tell('网络不给力'),
      complete: () => this.setData({ waiting: false })
    })
  },

  onGiveBack() { // ok: likewise
    if (this.data.waiting) return
    this.setData({ waiting: true })
    wx.request({
      url: `${BASE}/${this.id}/numbers/back`,
      method: WHISPER.toUpperCase(),
      data: { people: 2 },
      success: (res) => this.tell(res.statusCode === 200 ? '已退号' : '退号失败'),
      fail: () => this.tell('网络不给力'),
      complete: () => this.setData({ waiting: false })
    })
  },

  onPhotos() {
    this.loadPhotos()
  },

  // The map's code lies in a sub-package, and is fetched when somebody wants it.
  onMap() {
    require.async('../../packages/about/util/map').then((map) => map.loadTiles(this.id))
  },

  show(field, res) {
    if (res.statusCode === 200) this.setData({ [field]: res.data })
  },

  tell(title) {
    wx.showToast({ title: title + ' ' + kilometres(0), icon: 'none' })
  }
})
