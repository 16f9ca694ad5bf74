// The base of all models: one promise a request, settled on every outcome.
import { baseURL } from '../config/env'
import { Method } from '../models/types'

type Data = Record<string, unknown>

interface Options {
  url: string
  method?: Method
  data?: Data
}

export class HttpError extends Error {
  constructor(readonly status: number, message?: string) {
    super(message ?? `HTTP ${status}`)
  }
}

export class HttpClient {
  protected readonly baseURL: string = baseURL
  protected readonly timeout: number = 10000 // ok: ten seconds

  protected request<T>({ url, method = Method.Get, data }: Options): Promise<T> {
    return new Promise<T>((resolve, reject) => { // ok: a bad status rejects, and so does fail
      wx.request({
        url: this.baseURL + url,
        method,
        data,
        timeout: this.timeout,
        header: { Authorization: `Bearer ${wx.getStorageSync('token') as string}` },
        success: (res) => {
          if (res.statusCode >= 200 && res.statusCode < 300) resolve(res.data as T)
          else reject(new HttpError(res.statusCode))
        },
        fail: (err) => reject(new HttpError(0, err.errMsg))
      })
    })
  }

  protected get<T>(url: string): Promise<T> {
    return this.request<T>({ url })
  }

  protected post<T>(url: string, data?: Data): Promise<T> {
    return this.request<T>({ url, method: Method.Post, data })
  }
}
