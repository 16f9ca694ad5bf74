// The part of the platform that this sample uses. A real project installs the vendor's typings instead.
type EnvVersion = 'develop' | 'trial' | 'release'

interface Failure {
  errMsg: string
}

interface Answer {
  data: unknown
  statusCode: number
}

interface UploadAnswer {
  data: string
  statusCode: number
}

interface RequestOption {
  url: string
  method?: string
  data?: object | string
  header?: Record<string, string>
  timeout?: number
  dataType?: string
  success?: (res: Answer) => void
  fail?: (err: Failure) => void
  complete?: () => void
}

interface UploadOption {
  url: string
  filePath: string
  name: string
  success?: (res: UploadAnswer) => void
  fail?: (err: Failure) => void
  complete?: () => void
}

interface RequestTask {
  abort(): void
}

interface TapEvent {
  currentTarget: { dataset: Record<string, string | undefined> }
  detail: { value: string; id?: string }
}

declare const wx: {
  request(option: RequestOption): RequestTask
  uploadFile(option: UploadOption): RequestTask
  showLoading(option: { title: string; mask?: boolean }): void
  hideLoading(option?: { noConflict?: boolean }): void
  showToast(option: { title: string; icon?: 'success' | 'none' }): void
  navigateTo(option: { url: string }): void
  redirectTo(option: { url: string }): void
  chooseMedia(option: { count: number; mediaType: string[] }): Promise<{ tempFiles: { tempFilePath: string }[] }>
  getAccountInfoSync(): { miniProgram: { appId: string; envVersion: EnvVersion } }
  getStorageSync(key: string): unknown
  setStorageSync(key: string, value: unknown): void
  setClipboardData(option: { data: string }): void
}

interface Instance<D> {
  data: D
  setData(patch: Partial<D>): void
  triggerEvent(name: string, detail?: object): void
}

declare function getApp<T extends object>(): T

declare function App<T extends object>(options: T & ThisType<T>): void

declare function Page<D extends object, C extends object>(options: { data: D } & C & ThisType<C & Instance<D>>): void

declare function Component<P extends object, M extends object>(options: {
  properties: P
  methods: M & ThisType<M & Instance<Record<string, any>>>
}): void
