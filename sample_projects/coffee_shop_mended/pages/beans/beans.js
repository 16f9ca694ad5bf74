// Beans to take home, over models. What it teaches: what await leaves undone when it throws.
import { BeanModel, FarmModel, TastingModel } from '../../model/bean'

const beans = new BeanModel()
const farms = new FarmModel()
const tastings = new TastingModel()

Page({
  data: {
    list: [],
    details: [],
    farm: null,
    tasting: null,
    notes: [],
    offline: false
  },

  onLoad() {
    this.loadBeans()
    this.loadFarm(0)
    this.loadTasting(0)
    tastings.notes((notes) => this.setData({ notes }), () => this.tell('杯测记录加载失败'))
  },

  // The catch says something, and hides the loading.
  async loadBeans() {
    wx.showLoading({ title: '加载中' })
    try {
      const list = await beans.list()
      wx.hideLoading()
      this.setData({ list })
    } catch (err) {
      wx.hideLoading()
      this.setData({ offline: true })
    }
  },

  async onMore() {
    wx.showLoading({ title: '加载中' }) // ok (unpaired-loading): the line after the catch is on both ways
    try {
      this.setData({ list: await beans.list(2) })
    } catch (err) {
      this.setData({ offline: true })
    }
    wx.hideLoading()
  },

  // Offline it asks twice more, and then it says so.
  async loadFarm(tries) {
    try {
      const farm = await farms.newest()
      this.setData({ farm })
    } catch (err) {
      if (tries < 2) this.loadFarm(tries + 1)
      else this.tell('庄园加载失败')
    }
  },

  async loadTasting(tries) {
    try {
      const tasting = await tastings.today()
      this.setData({ tasting })
    } catch (err) {
      if (tries < 2) this.loadTasting(tries + 1) // ok (unbounded-retry): twice more, then it is left
      else this.tell('杯测加载失败')
    }
  },

  async onAll() {
    const details = []
    try {
      for (const bean of this.data.list) {
        details.push(await beans.detail(bean.id))
      }
      this.setData({ details })
    } catch (err) {
      this.tell('详情加载失败')
    }
  },

  async onFirst() {
    const details = []
    try {
      for (const bean of this.data.list) {
        details.push(await beans.detail(bean.id)) // ok (request-in-loop): the next one waits for this one
      }
    } catch (err) {
      this.tell('详情加载失败')
    }
    this.setData({ details })
  },

  async onRoast(e) {
    if (this.roasting) return
    this.roasting = true
    try {
      await beans.roast(e.currentTarget.dataset.id)
      this.tell('已安排烘焙')
    } catch (err) {
      this.tell('烘焙失败')
    } finally {
      this.roasting = false
    }
  },

  // After a refusal it can be tried again.
  async onGrind(e) { // ok (missing-double-tap-guard): the flag keeps the second tap out
    if (this.grinding) return
    this.grinding = true
    try {
      await beans.grind(e.currentTarget.dataset.id)
      this.tell('已安排研磨')
    } catch (err) {
      this.tell('研磨失败')
    } finally {
      this.grinding = false
    }
  },

  async onPack(e) { // ok (missing-double-tap-guard): the flag keeps the second tap out
    if (this.packing) return
    this.packing = true // ok (unreleased-guard): finally
    try {
      await beans.pack(e.currentTarget.dataset.id)
      this.tell('已打包')
    } catch (err) {
      this.tell('打包失败')
    } finally {
      this.packing = false
    }
  },

  // The loading goes first, then the toast comes.
  async onWeigh(e) { // ok (missing-double-tap-guard): the mask takes the second tap
    wx.showLoading({ title: '称重中', mask: true })
    try {
      await beans.weigh(e.currentTarget.dataset.id)
      wx.hideLoading()
    } catch (err) {
      wx.hideLoading()
      wx.showToast({ title: '称重失败', icon: 'none' })
    }
  },

  async onWeighAgain(e) { // ok (missing-double-tap-guard): the mask takes the second tap
    let failed = false
    wx.showLoading({ title: '称重中', mask: true })
    try {
      await beans.weigh(e.currentTarget.dataset.id)
    } catch (err) {
      failed = true
    } finally {
      wx.hideLoading()
    }
    if (failed) wx.showToast({ title: '称重失败', icon: 'none' }) // ok (hidden-toast): the loading is gone by now
  },

  onFarm() {
    wx.setClipboardData({ data: farms.homepage })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
