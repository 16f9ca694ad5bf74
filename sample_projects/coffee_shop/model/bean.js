// Beans, farms and tastings: each model inherits how it asks, and some of them where.
import Http from './http'

export class BeanModel extends Http {
  list(page = 1) {
    return this.get('/beans', { page })
  }

  detail(id) {
    return this.get(`/beans/${id}`)
  }

  // super.send is the way past post(), and past its upper case.
  roast(id) {
    return super.send('post', '/beans/roast', { id }) // ! lowercase-method
  }

  grind(id) {
    return super.post('/beans/grind', { id }) // ok: post() knows how it is written
  }

  pack(id) {
    return this.post(`/beans/${id}/pack`) // ! post-without-data
  }

  weigh(id) {
    return this.post(`/beans/${id}/weigh`, { unit: 'g' }) // ok: a body
  }
}

// The farms' server was moved, the field was not.
export class FarmModel extends Http {
  baseUrl = 'http://farms.coffee.example.com' // ! non-https-url
  homepage = 'http://farms.coffee.example.com' // ok: shown as text
  static latest = '/latest'

  newest() {
    return this.get(FarmModel.latest)
  }
}

export class TastingModel extends Http {
  static host = 'https://tastings.coffee.example.com:8080' // ! explicit-port
  static mirror = 'https://tastings2.coffee.example.com' // ok: no port

  constructor() {
    super()
    this.timeout = 1200 // ! short-timeout
  }

  get root() {
    return TastingModel.host + '/v1'
  }

  today() {
    return this.send('GET', '/tastings/today')
  }

  notes(done, failed) {
    wx.request({
      url: this.root + '/notes',
      success: (res) => (res.statusCode === 200 ? done(res.data) : failed()),
      fail: failed
    })
    wx.request({
      url: `${TastingModel.mirror}/notes`,
      success: (res) => (res.statusCode === 200 ? done(res.data) : failed()),
      fail: failed
    })
  }
}
