// The api table: one full URL a name, for the pages that call wx.request themselves.
const { baseUrl } = require('./index')

module.exports = {
  goods: baseUrl + '/goods', // ok: the base comes first
  coupons: baseUrl + '/coupons',
  orders: baseUrl + '/orders',
  profile: baseUrl + '/profile',
  tasteUrl: baseUrl + '/taste',
  flavourUrl: baseUrl + '/flavours' // ok: the same table, with the base
}
