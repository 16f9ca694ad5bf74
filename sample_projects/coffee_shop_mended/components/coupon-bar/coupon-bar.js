// Coupons, wherever a page puts them. All of it happens in the component: its requests, its loading, its taps.
const BASE = 'https://coffee.example.com/api/coupons'

Component({
  data: {
    coupons: [],
    taking: false,
    using: false,
    giving: false
  },

  lifetimes: {
    attached() {
      this.load()
    }
  },

  methods: {
    // "Refused" hides it as well: the loading lies over a page that never showed one.
    load() {
      wx.showLoading({ title: '加载中' })
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

    onTake(e) {
      if (this.data.taking) return
      this.setData({ taking: true })
      wx.request({
        url: BASE + '/take',
        method: 'POST',
        data: { id: e.currentTarget.dataset.id },
        success: (res) => this.tell(res.statusCode === 200 ? '已领取' : '领取失败'),
        fail: () => this.tell('网络不给力'),
        complete: () => this.setData({ taking: false })
      })
    },

    // Offline the flag is reset too, on every page that has this bar.
    onUse(e) { // ok (missing-double-tap-guard): the flag keeps the second tap out
      if (this.data.using) return
      this.setData({ using: true })
      wx.request({
        url: BASE + '/use',
        method: 'POST',
        data: { id: e.currentTarget.dataset.id },
        success: (res) => {
          this.setData({ using: false })
          this.tell(res.statusCode === 200 ? '已使用' : '不可用')
        },
        fail: () => {
          this.setData({ using: false })
          this.tell('网络不给力')
        }
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
