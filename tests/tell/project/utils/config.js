// 正式环境的地址
const BASE = 'http://api.example.com'

module.exports = { BASE }
