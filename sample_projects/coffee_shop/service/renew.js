// A new token. session.js requires this module, and this one requires session.js.
const session = require('./session')

module.exports = {
  now: () => session.ask(session.root + '/token', 'POST', { grant: 'refresh' }), // ok: both modules are loaded by then
  check: () => session.ask(session.root.replace('https:', 'http:') + '/token', 'GET') // ! non-https-url
}
