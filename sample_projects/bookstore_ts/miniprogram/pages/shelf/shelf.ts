// The reader's own shelf. What it teaches: an upload answers with a string, whatever its type says.
import { BookModel } from '../../models/book'

const books = new BookModel()

interface Uploaded {
  url: string
}

Page({
  data: {
    cover: '',
    note: '',
    busy: false
  },

  async onCover(): Promise<void> { // ok: the picture is chosen first
    const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'] })
    wx.uploadFile({
      url: 'https://books.example.com/v1/covers',
      filePath: tempFiles[0]!.tempFilePath,
      name: 'cover',
      success: (res) => {
        if (res.statusCode !== 200) return
        this.setData({ cover: (res.data as unknown as Uploaded).url }) // ! unparsed-upload-body
      },
      fail: () => this.tell('上传失败')
    })
  },

  async onNote(): Promise<void> {
    const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'] })
    wx.uploadFile({
      url: 'https://books.example.com/v1/notes',
      filePath: tempFiles[0]!.tempFilePath,
      name: 'note',
      success: (res) => {
        if (res.statusCode !== 200) return
        this.setData({ note: (JSON.parse(res.data) as Uploaded).url }) // ok: parsed
      },
      fail: () => this.tell('上传失败')
    })
  },

  async onCheckIn(): Promise<void> {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await books.checkIn()
      this.tell('已打卡')
    } catch {
      this.tell('打卡失败')
    } finally {
      this.setData({ busy: false })
    }
  },

  async onCheckOut(): Promise<void> {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await books.checkOut()
      this.tell('已结束')
    } catch {
      this.tell('结束失败')
    } finally {
      this.setData({ busy: false })
    }
  },

  tell(title: string): void {
    wx.showToast({ title, icon: 'none' })
  }
})
