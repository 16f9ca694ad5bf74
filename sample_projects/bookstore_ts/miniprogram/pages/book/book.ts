// One book. What it teaches: rejections that nobody catches, taps that come twice.
import { BookModel } from '../../models/book'
import { Book, Review, Shelf } from '../../models/types'

const books = new BookModel()

Page({
  data: {
    book: null as Book | null,
    reviews: [] as Review[],
    favored: false
  },

  id: '',
  rating: false,

  onLoad(options: { id?: string }): void {
    this.id = options.id!
    this.load()
    this.loadReviews().catch(() => this.tell('书评加载失败'))
  },

  // Offline, the rejection goes to nobody: an empty page that says nothing.
  async load(): Promise<void> {
    const book = await books.detail(this.id) // ! unhandled-failure
    this.setData({ book })
  },

  async loadReviews(): Promise<void> {
    const reviews = await books.reviews(this.id) // ok: onLoad catches what this rejects
    this.setData({ reviews })
  },

  // Two taps, two favourites: nothing stands between the tap and the POST.
  async onFavor(): Promise<void> { // ! missing-double-tap-guard
    try {
      await books.favor(this.id)
      this.setData({ favored: true })
    } catch {
      this.tell('收藏失败')
    }
  },

  async onRate(e: TapEvent): Promise<void> { // ok: tested and set before anything is awaited
    if (this.rating) return
    this.rating = true // ok: finally
    try {
      await books.rate(this.id, Number(e.currentTarget.dataset.score))
      this.tell('已评分')
    } catch {
      this.tell('评分失败')
    } finally {
      this.rating = false
    }
  },

  async onWant(): Promise<void> { // ok: the mask stands until the answer
    wx.showLoading({ title: '请稍候', mask: true })
    try {
      await books.putOn(this.id, Shelf.Wanted)
      wx.hideLoading()
      this.tell('已加入书架')
    } catch {
      wx.hideLoading()
      this.tell('加入失败')
    }
  },

  onBuy(): void {
    wx.navigateTo({ url: `/pages/checkout/checkout?id=${this.id}` })
  },

  tell(title: string): void {
    wx.showToast({ title, icon: 'none' })
  }
})
