// A counter whose taps are throttled here, so that no page has to think of it.
const { throttle } = require('../../util/throttle')

Component({
  properties: {
    count: { type: Number, value: 1 }
  },

  methods: {
    onMinus: throttle(function () {
      if (this.data.count > 1) this.triggerEvent('step', { count: this.data.count - 1 })
    }, 800),

    onPlus: throttle(function () {
      this.triggerEvent('step', { count: this.data.count + 1 })
    }, 800)
  }
})
