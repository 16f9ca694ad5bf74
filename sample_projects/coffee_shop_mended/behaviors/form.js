// What every form of the shop can do: keep the typed values, and forget them.
module.exports = Behavior({
  data: {
    values: {}
  },

  methods: {
    onFieldInput(e) {
      this.setData({ ['values.' + e.currentTarget.dataset.field]: e.detail.value })
    },

    onReset() {
      this.setData({ values: {} })
    }
  }
})
