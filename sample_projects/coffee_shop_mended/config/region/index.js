// Where the tastings of a region are listed.
module.exports = {
  near: 'https://coffee.example.com/api/near',
  far: 'https://coffee.example.com/api/far' // ok: no port
}
