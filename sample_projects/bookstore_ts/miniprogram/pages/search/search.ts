// Looking for a book; the URLs are made in the model.
import { BookModel, HintModel } from '../../models/book'
import type { Book } from '../../models/types'

const books = new BookModel()
const hints = new HintModel()

Page({
  data: {
    keyword: '',
    popular: [] as string[],
    results: [] as Book[]
  },

  onLoad(): void {
    hints
      .popular()
      .then((popular) => this.setData({ popular }))
      .catch(() => this.setData({ popular: [] }))
  },

  onInput(e: TapEvent): void {
    this.setData({ keyword: e.detail.value })
  },

  async onConfirm(): Promise<void> {
    try {
      const results = await books.search(this.data.keyword)
      this.setData({ results })
    } catch {
      this.tell('搜索失败')
    }
  },

  async onAuthor(): Promise<void> {
    try {
      const results = await books.searchAuthor(this.data.keyword)
      this.setData({ results })
    } catch {
      this.tell('搜索失败')
    }
  },

  onOpen(e: TapEvent): void {
    wx.navigateTo({ url: `/pages/book/book?id=${e.detail.id!}` })
  },

  tell(title: string): void {
    wx.showToast({ title, icon: 'none' })
  }
})
