// Tiles and pins of the map; pages of the main package fetch this with require.async.
const TILES = 'http://tiles.coffee.example.com' // ! non-https-url
const PINS = 'https://pins.coffee.example.com' // ok: https

export function loadTiles(id) {
  wx.downloadFile({
    url: TILES + '/' + id + '.png',
    success(res) {
      if (res.statusCode === 200) wx.previewImage({ urls: [res.tempFilePath] })
    },
    fail() {
      wx.showToast({ title: '地图加载失败', icon: 'none' })
    }
  })
  wx.downloadFile({
    url: `${PINS}/${id}.png`,
    success(res) {
      if (res.statusCode === 200) wx.previewImage({ urls: [res.tempFilePath] })
    },
    fail() {
      wx.showToast({ title: '门店位置加载失败', icon: 'none' })
    }
  })
}
