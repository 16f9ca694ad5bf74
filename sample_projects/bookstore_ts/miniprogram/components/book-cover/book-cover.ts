// A book in a list; a tap opens it.
Component({
  properties: {
    book: { type: Object, value: {} }
  },

  methods: {
    onTap(): void {
      this.triggerEvent('open', { id: this.data.book?.id })
    }
  }
})
