// Letters to authors. Who makes one of these says which server, and whether it is a secure one.
export default class Letters {
  constructor(
    private readonly host: string,
    private readonly secure = true
  ) {}

  get base(): string {
    return (this.secure ? 'https' : 'http') + '://' + this.host // ! non-https-url
  }

  latest(done: (letters: string[]) => void, failed: () => void): void {
    wx.request({
      url: `${this.base}/letters`,
      success: ({ statusCode, data }) => (statusCode === 200 ? done(data as string[]) : failed()),
      fail: failed
    })
  }
}
