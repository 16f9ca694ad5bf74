// The api table: one full URL a name, for the pages that call wx.request themselves.
const { baseUrl } = require('./index')

module.exports = {
  goods: baseUrl + '/goods', // ok: the base comes first
  coupons: '/coupons', // ! relative-url
  orders: baseUrl + '/orders',
  profile: baseUrl + '/profile',
  tasteUrl: 'http://coffee.example.com/api/taste', // ! non-https-url
  flavourUrl: baseUrl + '/flavours' // ok: the same table, with the base
}
