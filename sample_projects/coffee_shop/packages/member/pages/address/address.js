// Addresses. What it teaches: events of components, and values that depend on a condition.
const BASE = 'https://coffee.example.com/api/addresses'

Page({
  data: {
    addresses: [],
    current: '',
    saving: false,
    moving: false,
    sharing: false
  },

  onLoad() {
    this.refresh()
  },

  refresh() {
    wx.request({
      url: BASE,
      success: (res) => {
        if (res.statusCode === 200) this.setData({ addresses: res.data })
      },
      fail: () => this.tell('地址加载失败')
    })
  },

  // The form's own event. Of the two methods only one is written as the platform wants it.
  onSave(e) {
    const that = this
    if (this.data.saving) return
    this.setData({ saving: true }) // ok (unreleased-guard): complete resets it
    wx.request({
      url: this.data.current ? BASE + '/' + this.data.current : BASE,
      method: this.data.current ? 'put' : 'POST', // ! lowercase-method
      data: e.detail,
      success(res) {
        if (res.statusCode === 200) that.refresh()
        else that.tell('保存失败')
      },
      fail() {
        that.tell('网络不给力')
      },
      complete() {
        that.setData({ saving: false })
      }
    })
  },

  // A refused address, a 400, and the button never works again: only two of three ways reset.
  onMove(e) {
    const that = this
    if (that.data.moving) return
    that.setData({ moving: true }) // ! unreleased-guard (callback)
    wx.request({
      url: BASE + '/' + e.currentTarget.dataset.id + '/top',
      method: 'POST',
      data: { top: true },
      success(res) {
        if (res.statusCode !== 200) {
          that.tell('置顶失败')
          return
        }
        that.setData({ moving: false })
        that.refresh()
      },
      fail() {
        that.setData({ moving: false })
        that.tell('网络不给力')
      }
    })
  },

  onShare(e) {
    const that = this
    if (that.data.sharing) return
    that.setData({ sharing: true }) // ok (unreleased-guard): the first line of success resets it, whatever the status
    wx.request({
      url: BASE + '/' + e.currentTarget.dataset.id + '/share',
      method: 'POST',
      data: { days: 7 },
      success(res) {
        that.setData({ sharing: false })
        if (res.statusCode !== 200) {
          that.tell('分享失败')
          return
        }
        wx.setClipboardData({ data: res.data.link })
      },
      fail() {
        that.setData({ sharing: false })
        that.tell('网络不给力')
      }
    })
  },

  onChoose(e) {
    const { id } = e.currentTarget.dataset
    this.setData({ current: id })
    wx.setStorageSync('addressId', id)
  },

  onFindShop() {
    wx.navigateTo({ url: '/pages/search/search' })
  },

  tell(title) {
    wx.showToast({ title, icon: 'none' })
  }
})
