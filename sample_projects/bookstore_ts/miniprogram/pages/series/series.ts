// Series and their volumes. What it teaches: where each piece of a URL was written.
const BASE = 'https://books.example.com/v1/series'
const PATHS = {
  volumes: '/:id/volumes', // ok: only a part, BASE stands before it
  authors: '/:id/authors' // ! relative-url
} as const
const VERBS = { follow: 'put', drop: 'DELETE' } as const // ok: follow's is put in upper case below

const DEBUG: boolean = false
const preview = DEBUG ? 'http://192.0.2.1:8080/preview' : `${BASE}/preview` // ok: DEBUG is false
// Whether a reader tests the new server is known on the phone alone: both may be asked.
const beta = wx.getStorageSync('beta') ? 'http://beta.books.example.com' : 'https://books.example.com/v1' // ! non-https-url

enum Order {
  Newest = 'newest',
  Oldest = 'oldest'
}

interface Limits {
  patience?: number
  hurry?: number
}
const limits: Limits = { patience: 20000 }

// What is loaded when the page opens; one of the lines was not moved to https.
const shelves: Record<string, string> = {
  novels: 'https://books.example.com/v1/novels',
  poems: 'http://poems.example.com/v1', // ! non-https-url
  plays: 'https://books.example.com/v1/plays'
}

const mirrors = {
  name: 'mirror.books.example.com',
  get slow(): string {
    return 'http://' + this.name // ! non-https-url
  },
  get fast(): string {
    return 'https://' + this.name // ok: https
  }
}

const defaults = { method: 'POST', timeout: 9000 }
const hurried = { ...defaults, timeout: limits.hurry ?? 800 } // ! short-timeout
const patient = { ...defaults, timeout: limits.patience ?? 800 } // ok: patience is there, so 800 is never taken

Page({
  data: {
    base: 'http://covers.example.com/series', // ! non-https-url
    images: 'https://images.example.com/series',
    list: [] as string[],
    order: Order.Newest as Order,
    saving: false
  },

  id: '',

  onLoad(options: { id?: string }): void {
    this.id = options.id!
    this.load(preview)
    this.load(beta + '/series')
    this.load(this.data.base + '/today')
    this.load(this.data.images + '/today') // ok: https
    this.load(mirrors.slow + '/series')
    this.load(mirrors.fast + '/series')
    for (const name in shelves) {
      this.load(shelves[name]!) // ok: three shelves, and that is known
    }
  },

  load(url: string): void {
    wx.request({
      url,
      success: ({ statusCode, data }) => {
        if (statusCode === 200) this.setData({ list: data as string[] })
      },
      fail: () => this.tell('丛书加载失败')
    })
  },

  // Of the branches one has only a path.
  onOrder(): void {
    let url = ''
    switch (this.data.order) {
      case Order.Newest:
        url = `${BASE}?order=${Order.Newest}`
        break
      case Order.Oldest:
        url = '/series?order=oldest' // ! relative-url
        break
      default:
        url = BASE.concat('?order=', 'title')
    }
    this.load(url)
  },

  onVolumes(): void {
    this.load(BASE + PATHS.volumes.replace(':id', encodeURIComponent(this.id))) // ok: the id takes the name's place
  },

  // BASE was forgotten.
  onAuthors(): void {
    this.load(PATHS.authors.replace(':id', 'all'))
  },

  onTags(): void {
    this.load([BASE, this.id, 'tags'].join('/')) // ok: the first piece has the host
  },

  onGenres(): void {
    this.load(['v1', 'series', 'genres'].join('/')) // ! relative-url
  },

  onFollow(): void {
    this.save({ ...patient, method: VERBS.follow.toUpperCase() })
  },

  onDrop(): void {
    this.save({ ...patient, method: VERBS.drop.toLowerCase() }) // ! lowercase-method
  },

  onRate(): void {
    this.save(hurried)
  },

  // Of two objects the later one wins.
  onPin(): void {
    this.save(Object.assign({}, patient, { method: 'Put' })) // ! lowercase-method
  },

  onUnpin(): void {
    this.save(Object.assign({ method: 'Put' }, patient)) // ok: patient's POST comes later
  },

  // Who names no path takes the default, which has no host.
  onShare(): void {
    this.share()
  },

  onShareAll(): void {
    this.share(`${BASE}/share`)
  },

  share(url = '/series/share'): void { // ! relative-url
    this.load(url)
  },

  save({ method, timeout }: { method: string; timeout: number }): void { // ok: the flag is tested and set first
    if (this.data.saving) return
    this.setData({ saving: true }) // ok: complete resets it
    wx.request({
      url: `${BASE}/${this.id}`,
      method,
      timeout,
      data: { from: 'series' },
      success: ({ statusCode }) => this.tell(statusCode === 200 ? '已保存' : '保存失败'),
      fail: () => this.tell('网络不给力'),
      complete: () => this.setData({ saving: false })
    })
  },

  onTurn(): void {
    this.setData({ order: this.data.order === Order.Newest ? Order.Oldest : Order.Newest })
  },

  tell(title: string): void {
    wx.showToast({ title, icon: 'none' })
  }
})
