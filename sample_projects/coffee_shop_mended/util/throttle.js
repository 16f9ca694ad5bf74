// Two small brakes: throttle drops calls that come too soon, debounce waits for the last one.
function throttle(fn, wait) {
  let last = 0
  return function (...args) {
    const now = Date.now()
    if (now - last < wait) return undefined
    last = now
    return fn.apply(this, args)
  }
}

function debounce(fn, wait) {
  let timer = null
  return function (...args) {
    clearTimeout(timer)
    timer = setTimeout(() => fn.apply(this, args), wait)
  }
}

module.exports = { throttle, debounce }
