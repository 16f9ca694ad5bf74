// Who votes: a phone that has signed in, or anybody.
import { server } from './vote'

interface Voter {
  send(path: string, method: string, data?: object): Promise<void>
}

export function voter(): Voter {
  return {
    send: (path, method, data) =>
      new Promise<void>((resolve, reject) => { // ok: every outcome settles it
        wx.request({
          url: server + path, // ok: by the time of the call both modules are loaded
          method,
          data,
          header: { Authorization: wx.getStorageSync('token') as string },
          success: ({ statusCode }) => (statusCode === 200 ? resolve() : reject(new Error(String(statusCode)))),
          fail: (err) => reject(new Error(err.errMsg))
        })
      })
  }
}
