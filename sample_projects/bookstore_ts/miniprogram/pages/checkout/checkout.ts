// Buying. What it teaches: what a catch must undo, and in which order.
import { HttpError } from '../../http/client'
import { OrderModel } from '../../models/order'

const orders = new OrderModel()

Page({
  data: {
    buying: false,
    giving: false,
    code: ''
  },

  id: '',

  onLoad(options: { id?: string }): void {
    this.id = options.id ?? ''
  },

  // When the order is refused the flag stays, and with it a dead button.
  async onBuy(): Promise<void> {
    if (this.data.buying) return
    this.setData({ buying: true }) // ! unreleased-guard
    try {
      const order = await orders.create(this.id)
      this.setData({ buying: false })
      this.tell(`订单 ${order.id}`)
    } catch (error) {
      this.tell((error as HttpError).message)
    }
  },

  async onGive(): Promise<void> {
    if (this.data.giving) return
    this.setData({ giving: true }) // ok: the catch resets it as well
    try {
      const order = await orders.createGift(this.id)
      this.setData({ giving: false })
      this.tell(`订单 ${order.id}`)
    } catch (error) {
      this.setData({ giving: false })
      this.tell((error as HttpError).message)
    }
  },

  // finally follows the catch at once: hideLoading takes the toast away before anyone reads it.
  async onRedeem(): Promise<void> {
    wx.showLoading({ title: '兑换中', mask: true })
    try {
      await orders.redeem(this.data.code)
    } catch {
      wx.showToast({ title: '兑换失败', icon: 'none' }) // ! hidden-toast
    } finally {
      wx.hideLoading()
    }
  },

  async onSubscribe(): Promise<void> {
    wx.showLoading({ title: '订阅中', mask: true })
    try {
      await orders.subscribe(this.data.code)
      wx.hideLoading()
    } catch {
      wx.hideLoading()
      wx.showToast({ title: '订阅失败', icon: 'none' }) // ok: the loading went first
    }
  },

  onCode(e: TapEvent): void {
    this.setData({ code: e.detail.value })
  },

  tell(title: string): void {
    wx.showToast({ title, icon: 'none' })
  }
})
