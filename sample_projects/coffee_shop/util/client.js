// A client with interceptors: what each of them makes of the options is what the next one gets.
const interceptors = []

interceptors.push((options) => ({ ...options, url: 'https://wallet.coffee.example.com' + options.url })) // ok: the host comes first
interceptors.push((options) => ({ ...options, method: (options.method || 'get').toUpperCase() })) // ok: in any case
interceptors.push((options) => ({ ...options, header: { referer: 'wallet', token: wx.getStorageSync('token') } })) // ! referer-header

function ready(options) {
  let made = options
  for (const change of interceptors) {
    made = change(made)
  }
  return made
}

// Callbacks are passed through: done gets the whole answer, failed the error.
exports.request = (options, done, failed) => {
  wx.request({ ...ready(options), success: done, fail: failed })
}

// One path after the other: it calls itself until the list is at its end.
exports.inTurn = function inTurn(paths, at, done) {
  if (at >= paths.length) {
    done()
    return
  }
  wx.request({
    url: paths[at],
    success: (res) => {
      if (res.statusCode === 200) inTurn(paths, at + 1, done) // ok: the list ends
    },
    fail: () => done()
  })
}
