// The gift desk. What it teaches: a wrapper's caller answers for what the caller writes, and for nothing else.
import { call, desk, get, gifts, pages, promisify, put, remove, send } from '../../util/call'

const request = promisify(wx.request)

Page({
  data: {
    papers: [] as string[],
    ribbons: [] as string[],
    price: 0,
    last: 0,
    busy: false
  },

  onLoad(): void {
    this.loadPapers()
    this.loadRibbons()
    pages('/papers', 1, 2, (last) => this.setData({ last })) // ok: a path, and the wrapper has the host
    pages('//cdn.books.example.com/papers', 1, 2, (last) => this.setData({ last })) // ok: odd, but behind the host it is a path
  },

  // A 404's error page is a list of letters to setData.
  async loadPapers(): Promise<void> {
    try {
      const res = await request({ url: 'https://gifts.books.example.com/papers' }) // ! unchecked-status
      this.setData({ papers: res.data as string[] })
    } catch {
      this.tell('包装纸加载失败')
    }
  },

  async loadRibbons(): Promise<void> {
    try {
      const res = await request({ url: 'https://gifts.books.example.com/ribbons' })
      if (res.statusCode === 200) this.setData({ ribbons: res.data as string[] }) // ok: the status is looked at
    } catch {
      this.tell('丝带加载失败')
    }
  },

  // call(method, path, body)
  onReserve(): void {
    this.once(() => call('PUT', '/papers/reserve', { sheets: 2 })) // ok: upper case
  },

  onRelease(): void {
    this.once(() => call('put', '/papers/release', { sheets: 2 })) // ! lowercase-method
  },

  // send({ path, … })
  onRush(): void {
    this.once(() => send({ path: '/rush', method: 'POST', data: { days: 1 }, timeout: 1000 })) // ! short-timeout
  },

  onCalm(): void {
    this.once(() => send({ path: '/calm', method: 'POST', data: { days: 9 } })) // ok: the wrapper's eight seconds
  },

  onNudge(): void {
    this.once(() => send({ path: '/nudge', method: 'POST' })) // ! post-without-data
  },

  onColour(): void {
    this.once(() => put('/colour', { colour: 'red' }))
  },

  onUnwrap(): void {
    this.once(() => remove('/wraps', {}))
  },

  onWrap(): void {
    this.once(() => gifts.wrap({ paper: 'kraft' }))
  },

  onCard(): void {
    this.once(() => gifts.card({ words: '生日快乐' }))
  },

  async onPrice(): Promise<void> {
    try {
      const price = await get<number>('/price?paper=kraft') // ok: a constant needs no encoding
      this.setData({ price })
    } catch {
      this.tell('价格加载失败')
    }
  },

  onBell(): void {
    desk({ url: '/bell', success: () => this.tell('铃响了'), fail: () => this.tell('没有人在') }) // ok: an interceptor has the host
  },

  // The interceptors fill in what is missing, and this is not missing.
  onShout(): void {
    desk({ url: '/shout', timeout: 100, success: () => this.tell('听到了'), fail: () => this.tell('没有人在') }) // ! short-timeout
  },

  // One guard for all buttons of the page. It is put back on both ways.
  async once(start: () => Promise<unknown>): Promise<void> {
    if (this.data.busy) return
    this.setData({ busy: true }) // ok: finally
    try {
      await start()
      this.tell('已完成')
    } catch {
      this.tell('操作失败')
    } finally {
      this.setData({ busy: false })
    }
  },

  tell(title: string): void {
    wx.showToast({ title, icon: 'none' })
  }
})
