// The account, with wx.request by hand. What it teaches: types do not save you from the platform.
import { ask } from '../../util/ask'

const ACCOUNT = 'https://books.example.com/v1/account'

interface Account {
  name: string
  points?: number
}

Page({
  data: {
    account: null as Account | null,
    points: 0,
    level: '',
    vip: '',
    ready: false
  },

  onLoad(): void {
    this.loadAccount()
    this.loadPoints()
    this.loadLevel()
    this.loadVip()
  },

  // Its type is RequestTask: await returns at once, and "ready" is a lie.
  async loadAccount(): Promise<void> {
    await wx.request({ // ! awaited-request-task
      url: ACCOUNT,
      success: (res) => {
        if (res.statusCode === 200) this.setData({ account: res.data as Account })
      },
      fail: () => this.tell('资料加载失败')
    })
    this.setData({ ready: true })
  },

  async loadPoints(): Promise<void> {
    try {
      const account = await ask<Account>(`${ACCOUNT}/points`) // ok: a promise of our own
      this.setData({ points: account?.points ?? 0 })
    } catch {
      this.tell('积分加载失败')
    }
  },

  // "as" silences the compiler, not the platform: headers is no option.
  loadLevel(): void {
    wx.request({
      url: `${ACCOUNT}/level`,
      headers: { 'X-Level': '2' }, // ! misspelt-option
      success: (res: Answer) => {
        if (res.statusCode === 200) this.setData({ level: res.data as string })
      },
      fail: () => this.tell('等级加载失败')
    } as RequestOption)
  },

  loadVip(): void {
    wx.request({
      url: `${ACCOUNT}/vip`,
      header: { 'X-Level': '2' }, // ok: header
      success: (res) => {
        if (res.statusCode === 200) this.setData({ vip: res.data as string })
      },
      fail: () => this.tell('会员加载失败')
    })
  },

  // :443 is what https means, but written out it works only where the console lists it.
  onExport(): void {
    wx.request({
      url: 'https://books.example.com:443/v1/account/export', // ! explicit-port
      success: (res) => this.tell(res.statusCode === 200 ? '已发送到邮箱' : '导出失败'),
      fail: () => this.tell('网络不给力')
    })
  },

  onStatement(): void {
    wx.request({
      url: 'https://books.example.com/v1/account/statement?from=09:00', // ok: that colon is in the query
      success: (res) => this.tell(res.statusCode === 200 ? '已发送到邮箱' : '导出失败'),
      fail: () => this.tell('网络不给力')
    })
  },

  tell(title: string): void {
    wx.showToast({ title, icon: 'none' })
  }
})
