// The cart, with async/await over the wrapper. What it teaches: finally runs after a rejection, too.
const cart = require('../../service/cart')
const { request } = require('../../util/request')

Page({
  data: {
    items: [],
    note: ''
  },

  onShow() {
    this.refresh()
  },

  onPullDownRefresh() { // ok (unpaired-loading): cart.json does not enable it, nobody can pull
    this.refresh()
  },

  async refresh() {
    wx.showLoading({ title: '加载中' }) // ok (unpaired-loading): hidden after the answer and after the error
    try {
      const items = await cart.list() // ok (unhandled-failure): the catch tells the user
      wx.hideLoading()
      this.setData({ items })
    } catch (err) {
      wx.hideLoading()
      wx.showToast({ title: '购物车加载失败', icon: 'none' })
    }
  },

  async onStep(e) { // ok (missing-double-tap-guard): the stepper throttles its taps
    try {
      await cart.change(e.currentTarget.dataset.id, e.detail.count)
      this.refresh()
    } catch (err) {
      wx.showToast({ title: '修改失败', icon: 'none' })
    }
  },

  async onRemove(e) { // ok (missing-double-tap-guard): it asks first, and the answer starts the request
    const { confirm } = await wx.showModal({ title: '移除商品', content: '确定不要了吗？' })
    if (!confirm) return
    try {
      await cart.remove(e.currentTarget.dataset.id)
      this.refresh()
    } catch (err) {
      wx.showToast({ title: '移除失败', icon: 'none' })
    }
  },

  // A rejected request is told to the user, and finally opens the button again.
  async onClear() {
    if (this.clearing) return
    this.clearing = true
    try {
      await request({ url: '/cart', method: 'DELETE' })
      this.setData({ items: [] })
    } catch (err) {
      wx.showToast({ title: '清空失败', icon: 'none' })
    } finally {
      this.clearing = false
    }
  },

  async onGiftWrap() {
    if (this.wrapping) return
    this.wrapping = true // ok (unreleased-guard): finally opens it again
    try {
      await cart.wrapAsGift()
      wx.showToast({ title: '已包成礼物' })
    } catch (err) {
      wx.showToast({ title: '礼物包装失败', icon: 'none' })
    } finally {
      this.wrapping = false
    }
  },

  // The set follows the test at once; nothing is awaited between.
  async onLessSugar() {
    if (this.sweetening) return
    this.sweetening = true
    try {
      const { networkType } = await wx.getNetworkType()
      if (networkType === 'none') return
      await cart.useSugar('less')
      wx.showToast({ title: '已改少糖' })
    } catch (err) {
      wx.showToast({ title: '修改失败', icon: 'none' })
    } finally {
      this.sweetening = false
    }
  },

  onNote(e) {
    this.setData({ note: e.detail.value })
  },

  onCheckout() {
    wx.navigateTo({ url: '/pages/checkout/checkout?note=' + this.data.note }) // ok: a way inside the app, no request
  }
})
