// Every page counts its views: createPage adds that, and gives the page back.
const track = require('./track')

module.exports = function createPage(options) {
  const { onLoad, ...others } = options
  return {
    ...others,

    onLoad(query) {
      track(options.name)
      onLoad.call(this, query)
    }
  }
}
