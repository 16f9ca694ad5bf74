// The address form: half of its handlers come from a behavior.
const form = require('../../behaviors/form')

Component({
  behaviors: [form],

  properties: {
    busy: { type: Boolean, value: false }
  },

  methods: {
    onFormSubmit() {
      this.triggerEvent('save', this.data.values)
    }
  }
})
