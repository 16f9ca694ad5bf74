// Looks for beans while somebody types: by name, and by the farm they come from.
const { debounce } = require('../../util/throttle')

const BASE = 'https://coffee.example.com/api/beans'

Component({
  data: {
    names: [],
    farms: []
  },

  methods: {
    // One request once the fingers rest.
    onName: debounce(function (e) {
      wx.request({
        url: BASE + '/names',
        data: { q: e.detail.value },
        success: (res) => {
          if (res.statusCode === 200) this.setData({ names: res.data })
        },
        fail: () => this.setData({ names: [] })
      })
    }, 300),

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
