// A package that was built into miniprogram_npm: it asks nobody for anything.
function kilometres(metres) {
  return metres < 1000 ? metres + 'm' : (metres / 1000).toFixed(1) + 'km'
}

module.exports = { kilometres }
