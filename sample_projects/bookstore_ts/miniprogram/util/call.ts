// The gift desk's calls: whoever wrote them liked another order of arguments each time.
const host = 'https://gifts.books.example.com'

interface CallOptions extends Partial<RequestOption> {
  path: string
}

// Options are the platform's own, but for the path; the caller's win over the defaults.
export const send = <T>({ path, ...rest }: CallOptions): Promise<T> =>
  new Promise<T>((resolve, reject) => { // ok: a bad status rejects, and so does fail
    wx.request({
      timeout: 8000,
      ...rest,
      url: host + path,
      success: ({ statusCode, data }) => (statusCode === 200 ? resolve(data as T) : reject(new Error(String(statusCode)))),
      fail: (err) => reject(new Error(err.errMsg))
    })
  })

// (method, path, body)
export function call<T>(method: string, path: string, body?: object): Promise<T> {
  return send<T>({ path, method, data: body })
}

// Verbs: a function makes each.
const verb =
  (method: string) =>
  <T>(path: string, body?: object): Promise<T> =>
    call<T>(method, path, body)

export const get = verb('GET')
export const put = verb('PUT') // ok: upper case
export const remove = verb('delete') // ! lowercase-method

// Endpoints: a table, and a function for each line of it.
const endpoints = {
  wrap: ['POST', '/wraps'], // ok: upper case
  card: ['Post', '/cards'] // ! lowercase-method
} as const

type Name = keyof typeof endpoints

export const gifts = {} as Record<Name, (body: object) => Promise<void>>

for (const name in endpoints) {
  const [method, path] = endpoints[name as Name]
  gifts[name as Name] = (body) => call<void>(method, path, body)
}

// What wx.request is not: a promise.
export const promisify =
  (api: (option: RequestOption) => RequestTask) =>
  (option: RequestOption): Promise<Answer> =>
    new Promise((resolve, reject) => {
      api({ ...option, success: resolve, fail: (err) => reject(new Error(err.errMsg)) })
    })

// Interceptors: each makes new options of the old ones.
type Change = (option: RequestOption) => RequestOption

const changes: Change[] = [
  (option) => ({ ...option, url: `https://desk.books.example.com${option.url}` }), // ok: the host comes first
  (option) => ({ ...option, timeout: option.timeout ?? 9000 }) // ok: nine seconds where nothing is said
]

export function desk(option: RequestOption): void {
  wx.request(changes.reduce((made, change) => change(made), option))
}

// Pages of a list, one after the other, until one is the last.
export function pages(path: string, from: number, most: number, done: (last: number) => void): void {
  wx.request({
    url: `${host}${path}?page=${from}`, // ok: a number needs no encoding
    success: ({ statusCode }) => {
      if (statusCode === 200 && from < most) pages(path, from + 1, most, done)
      else done(from)
    },
    fail: () => done(from)
  })
}
