// One drink of the menu. A tap on "+" tells the page; the page sends the request.
Component({
  properties: {
    goods: { type: Object, value: {} }
  },

  methods: {
    onTapCard() {
      wx.navigateTo({ url: '/pages/goods/goods?id=' + this.data.goods.id })
    },

    onTapAdd() {
      this.triggerEvent('pick', { id: this.data.goods.id })
    }
  }
})
