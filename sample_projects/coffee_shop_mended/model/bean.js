// Beans, farms and tastings: each model inherits how it asks, and some of them where.
import Http from './http'

export class BeanModel extends Http {
  list(page = 1) {
    return this.get('/beans', { page })
  }

  detail(id) {
    return this.get(`/beans/${id}`)
  }

  // super.send is the way past post(), so it brings the upper case itself.
  roast(id) {
    return super.send('POST', '/beans/roast', { id })
  }

  grind(id) {
    return super.post('/beans/grind', { id }) // ok: post() knows how it is written
  }

  pack(id) {
    return this.post(`/beans/${id}/pack`, {})
  }

  weigh(id) {
    return this.post(`/beans/${id}/weigh`, { unit: 'g' }) // ok: a body
  }
}

// The farms' server was moved, and so was the field.
export class FarmModel extends Http {
  baseUrl = 'https://farms.coffee.example.com'
  homepage = 'http://farms.coffee.example.com' // ok: shown as text
  static latest = '/latest'

  newest() {
    return this.get(FarmModel.latest)
  }
}

export class TastingModel extends Http {
  static host = 'https://tastings.coffee.example.com'
  static mirror = 'https://tastings2.coffee.example.com' // ok: no port

  constructor() {
    super()
    this.timeout = 12000
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
