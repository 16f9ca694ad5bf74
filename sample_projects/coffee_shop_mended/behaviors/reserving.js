// Reserving, for every page that shows tables. It is built on the paging of their lists.
import table from '../service/table'

const paging = require('./paging')

module.exports = Behavior({
  behaviors: [paging],

  data: {
    free: [],
    booked: false
  },

  methods: {
    // The loading ends with the answer, and offline with its failure.
    onToday() {
      wx.showLoading({ title: '查询中' })
      wx.request({
        url: 'https://coffee.example.com/api/tables/today',
        success: (res) => {
          wx.hideLoading()
          if (res.statusCode === 200) this.setData({ free: res.data })
        },
        fail: () => {
          wx.hideLoading()
          this.setData({ free: [] })
        }
      })
    },

    onTomorrow() {
      wx.showLoading({ title: '查询中' }) // ok (unpaired-loading): both callbacks hide it
      wx.request({
        url: 'https://coffee.example.com/api/tables/tomorrow',
        success: (res) => {
          wx.hideLoading()
          if (res.statusCode === 200) this.setData({ free: res.data })
        },
        fail: () => {
          wx.hideLoading()
          this.tell('查询失败')
        }
      })
    },

    // Two taps reserve one table.
    onBook(e) {
      if (this.booking) return
      this.booking = true
      table
        .book({ id: e.currentTarget.dataset.id, people: 2 })
        .then(() => this.setData({ booked: true }))
        .catch(() => this.tell('预订失败'))
        .finally(() => {
          this.booking = false
        })
    },

    onMove(e) { // ok (missing-double-tap-guard): the flag is tested and set before the request
      if (this.moving) return
      this.moving = true // ok (unreleased-guard): both functions of then put it back
      table.move(e.currentTarget.dataset.id, { people: 4 }).then(
        () => {
          this.moving = false
          this.tell('已换桌')
        },
        () => {
          this.moving = false
          this.tell('换桌失败')
        }
      )
    }
  }
})
