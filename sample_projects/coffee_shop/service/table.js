// Tables to reserve.
const { request } = require('../util/request')

export default {
  book: (data) => request({ url: '/tables', method: 'Post', data }), // ! lowercase-method
  move: (id, data) => request({ url: '/tables/' + id, method: 'PUT', data }) // ok: upper case
}
