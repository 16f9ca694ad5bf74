// What guests say. A class is all that this module exports.
const session = require('./session')

module.exports = class Feedback {
  constructor(shop) {
    this.shop = shop
    this.base = 'https://feedback.coffee.example.com'
  }

  rate(stars) {
    return session.ask(`${this.base}/${this.shop}/rate`, 'PUT', { stars }) // ok: upper case
  }

  complain(words) {
    return session.ask(`${this.base}/${this.shop}/complain`, 'put', { words }) // ! lowercase-method
  }
}
