// Pages of a list that grows at its end. Two pages of the shop have two such lists each.
const BASE = 'https://coffee.example.com/api'

module.exports = Behavior({
  data: {
    tables: [],
    rooms: [],
    loading: false,
    loadingRooms: false
  },

  methods: {
    // A page of the list that failed opens the lock too.
    moreTables() {
      if (this.data.loading) return
      this.setData({ loading: true }) // ok: complete opens the lock
      wx.request({
        url: BASE + '/tables',
        data: { from: this.data.tables.length },
        success: (res) => {
          if (res.statusCode !== 200) return
          this.setData({ tables: this.data.tables.concat(res.data) })
        },
        fail: () => this.tell('座位加载失败'),
        complete: () => this.setData({ loading: false })
      })
    },

    moreRooms() {
      if (this.data.loadingRooms) return
      this.setData({ loadingRooms: true }) // ok (unreleased-guard): complete opens the lock
      wx.request({
        url: BASE + '/rooms',
        data: { from: this.data.rooms.length },
        success: (res) => {
          if (res.statusCode === 200) this.setData({ rooms: this.data.rooms.concat(res.data) })
        },
        fail: () => this.tell('包间加载失败'),
        complete: () => this.setData({ loadingRooms: false })
      })
    },

    tell(title) {
      wx.showToast({ title, icon: 'none' })
    }
  }
})
