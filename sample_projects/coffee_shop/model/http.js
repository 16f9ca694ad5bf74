// The base of the models: where the server is, and one promise a request.
export default class Http {
  baseUrl = 'https://coffee.example.com/api'
  timeout = 10000 // ok: ten seconds
  static type = 'application/json'

  get(url, data) {
    return this.send('GET', url, data)
  }

  post(url, data) {
    return this.send('POST', url, data)
  }

  send(method, url, data) {
    return new Promise((resolve, reject) => { // ok (unsettled-promise): a bad status rejects, and so does fail
      wx.request({
        url: this.baseUrl + url,
        method,
        data,
        timeout: this.timeout,
        header: { 'content-type': Http.type },
        success: (res) => (res.statusCode < 300 ? resolve(res.data) : reject(res)),
        fail: reject
      })
    })
  }
}
