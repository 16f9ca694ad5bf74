// Coupons, wherever a page puts them. All of it happens in the component: its requests, its loading, its taps.
const BASE = 'https://coffee.example.com/api/coupons'

Component({
  data: {
    coupons: [],
    using: false,
    giving: false
  },

  lifetimes: {
    attached() {
      this.load()
    }
  },

  methods: {
    // "Refused" hides nothing: on a 500 the loading stays on a page that never showed one.
    load() {
      wx.showLoading({ title: '加载中' }) // ! unpaired-loading (component, callback)
      wx.request({
        url: BASE,
        success: (res) => {
          if (res.statusCode !== 200) return
          wx.hideLoading()
          this.setData({ coupons: res.data })
        },
        fail: () => {
          wx.hideLoading()
          this.tell('优惠券加载失败')
        }
      })
    },

    onReload() {
      wx.showLoading({ title: '加载中' }) // ok (unpaired-loading): hidden before the status is looked at
      wx.request({
        url: BASE,
        success: (res) => {
          wx.hideLoading()
          if (res.statusCode !== 200) return
          this.setData({ coupons: res.data })
        },
        fail: () => {
          wx.hideLoading()
          this.tell('优惠券加载失败')
        }
      })
    },

    onTake(e) { // ! missing-double-tap-guard (component, callback)
      wx.request({
        url: BASE + '/take',
        method: 'POST',
        data: { id: e.currentTarget.dataset.id },
        success: (res) => this.tell(res.statusCode === 200 ? '已领取' : '领取失败'),
        fail: () => this.tell('网络不给力')
      })
    },

    // Offline the flag stays, on every page that has this bar.
    onUse(e) { // ok (missing-double-tap-guard): the flag keeps the second tap out
      if (this.data.using) return
      this.setData({ using: true }) // ! unreleased-guard (component, callback)
      wx.request({
        url: BASE + '/use',
        method: 'POST',
        data: { id: e.currentTarget.dataset.id },
        success: (res) => {
          this.setData({ using: false })
          this.tell(res.statusCode === 200 ? '已使用' : '不可用')
        },
        fail: () => this.tell('网络不给力')
      })
    },

    onGive(e) { // ok (missing-double-tap-guard): likewise
      if (this.data.giving) return
      this.setData({ giving: true }) // ok (unreleased-guard): both callbacks reset it
      wx.request({
        url: BASE + '/give',
        method: 'POST',
        data: { id: e.currentTarget.dataset.id },
        success: (res) => {
          this.setData({ giving: false })
          this.tell(res.statusCode === 200 ? '已转赠' : '转赠失败')
        },
        fail: () => {
          this.setData({ giving: false })
          this.tell('网络不给力')
        }
      })
    },

    tell(title) {
      wx.showToast({ title, icon: 'none' })
    }
  }
})
