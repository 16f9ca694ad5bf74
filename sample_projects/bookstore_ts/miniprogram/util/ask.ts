// A promise for the few requests that need no model.
export const ask = <T>(url: string): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    wx.request({
      url,
      success: ({ statusCode, data }) => {
        if (statusCode === 200) resolve(data as T)
        else reject(new Error(`HTTP ${statusCode}`))
      },
      fail: (err) => reject(new Error(err.errMsg))
    })
  })
