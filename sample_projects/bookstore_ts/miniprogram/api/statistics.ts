// Charts and totals, fetched by the page that shows them.
const charts = 'https://charts.books.example.com:8443' // ! explicit-port
const totals = 'https://totals.books.example.com' // ok: no port

export function loadCharts(failed: () => void): void {
  wx.request({
    url: charts + '/clubs',
    success: ({ statusCode, data }) => {
      if (statusCode === 200) wx.setStorageSync('charts', data)
    },
    fail: failed
  })
}

export function loadTotals(failed: () => void): void {
  wx.request({
    url: totals + '/clubs',
    success: ({ statusCode, data }) => {
      if (statusCode === 200) wx.setStorageSync('totals', data)
    },
    fail: failed
  })
}
