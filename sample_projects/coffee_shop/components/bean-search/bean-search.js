// Looks for beans while somebody types: by name, and by the farm they come from.
const { debounce } = require('../../util/throttle')

const BASE = 'https://coffee.example.com/api/beans'

Component({
  data: {
    names: [],
    farms: []
  },

  methods: {
    // Each letter is a request; on a slow network the answers come in any order.
    onName(e) { // ! undebounced-request (component, callback)
      wx.request({
        url: BASE + '/names',
        data: { q: e.detail.value },
        success: (res) => {
          if (res.statusCode === 200) this.setData({ names: res.data })
        },
        fail: () => this.setData({ names: [] })
      })
    },

    onFarm: debounce(function (e) { // ok (undebounced-request): the last letter asks
      wx.request({
        url: BASE + '/farms',
        data: { q: e.detail.value },
        success: (res) => {
          if (res.statusCode === 200) this.setData({ farms: res.data })
        },
        fail: () => this.setData({ farms: [] })
      })
    }, 300)
  }
})
