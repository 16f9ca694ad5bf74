// Friends who are invited to a tasting. Their server knows nothing of the shop's.
const HOST = 'http://friends.coffee.example.com' // ! non-https-url
const CARDS = 'https://cards.coffee.example.com' // ok: https

function ask(url, data) {
  return new Promise((resolve, reject) => {
    wx.request({
      url,
      method: 'POST',
      data,
      success: ({ statusCode, data: body }) => (statusCode === 200 ? resolve(body) : reject(new Error(String(statusCode)))),
      fail: reject
    })
  })
}

Object.assign(exports, {
  // The page that calls this catches nothing: offline a tap does nothing, and says nothing.
  invite: (name) => ask(HOST + '/invite', { name }), // ! unhandled-failure (promise, wrapper)
  thank: (name) => ask(CARDS + '/thank', { name }) // ok (unhandled-failure): the page gives then a second function
})
