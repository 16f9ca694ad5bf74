// The region that a phone without a position begins with.
module.exports = { code: '330100', name: '杭州' }
