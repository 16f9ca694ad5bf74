// The cart's calls, all through the wrapper.
const { get, post, request } = require('../util/request')

module.exports = {
  list: () => get('/cart'),
  change: (id, count) => request({ url: '/cart/' + id, method: 'PUT', data: { count } }), // ok: upper case
  remove: (id) => request({ url: '/cart/' + id, method: 'DELETE' }),
  wrapAsGift: () => post('/cart/gift-wrap', {}),
  useSugar: (sugar) => post('/cart/sugar', { sugar }) // ok: a body reaches the request
}
