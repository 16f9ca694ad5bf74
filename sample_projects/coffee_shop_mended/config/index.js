// One place for the shop's addresses.
const domain = 'coffee.example.com'

module.exports = {
  baseUrl: 'https://' + domain + '/api', // ok: the scheme stands once, the domain has none
  uploadUrl: 'https://upload.coffee.example.com/files',
  socketUrl: 'wss://' + domain + ':9443/progress', // ok: a socket may use any port
  trackUrl: 'https://track.coffee.example.com/collect'
}
