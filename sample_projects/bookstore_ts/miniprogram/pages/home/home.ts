// The newest books. What it teaches: a loading needs an end on both ways out of a try.
import { BookModel, CoverModel } from '../../models/book'
import type { Book } from '../../models/types'

const books = new BookModel()
const covers = new CoverModel()

Page({
  data: {
    list: [] as Book[],
    details: [] as Book[],
    cover: '',
    page: 1,
    last: false,
    failed: false
  },

  loadingMore: false,

  onLoad(): void {
    this.loadFirst()
    this.loadCover()
  },

  // Offline, the catch is taken, and nothing in it hides the loading.
  async loadFirst(): Promise<void> {
    wx.showLoading({ title: '加载中' }) // ! unpaired-loading
    try {
      const { list, last } = await books.latest(1)
      wx.hideLoading()
      this.setData({ list, last, page: 1 })
    } catch {
      this.setData({ failed: true })
    }
  },

  async onRetry(): Promise<void> {
    wx.showLoading({ title: '加载中' }) // ok: finally is on both ways
    try {
      const { list, last } = await books.latest(1)
      this.setData({ list, last, page: 1, failed: false })
    } catch {
      this.setData({ failed: true })
    } finally {
      wx.hideLoading()
    }
  },

  async onReachBottom(): Promise<void> {
    if (this.loadingMore || this.data.last) return
    this.loadingMore = true // ok: finally opens the lock
    try {
      const { list, last } = await books.latest(this.data.page + 1)
      this.setData({ list: [...this.data.list, ...list], last, page: this.data.page + 1 })
    } catch {
      this.setData({ failed: true })
    } finally {
      this.loadingMore = false
    }
  },

  loadCover(): void {
    covers
      .today()
      .then(({ src }) => this.setData({ cover: src }))
      .catch(() => this.setData({ cover: '' }))
  },

  // Forty books, forty requests at once; ten run, thirty wait.
  async onTapAll(): Promise<void> {
    try {
      const details = await Promise.all(this.data.list.map((book) => books.detail(book.id))) // ! request-in-loop
      this.setData({ details })
    } catch {
      this.setData({ details: [] })
    }
  },

  async onTapInTurn(): Promise<void> {
    const details: Book[] = []
    try {
      for (const book of this.data.list) {
        details.push(await books.detail(book.id)) // ok: one after the other
      }
    } catch {
      this.setData({ failed: true })
    }
    this.setData({ details })
  },

  onOpen(e: TapEvent): void {
    wx.navigateTo({ url: `/pages/book/book?id=${e.detail.id!}` })
  },

  onSearch(): void {
    wx.navigateTo({ url: '/pages/search/search' })
  },

  onCopyHomepage(): void {
    wx.setClipboardData({ data: covers.homepage })
  }
})
