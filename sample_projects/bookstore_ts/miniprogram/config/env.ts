// Which server answers: the platform says whether this is a developer's, a trial or a released copy.
const addresses: Record<EnvVersion, string> = {
  develop: 'http://localhost:3000/v1', // ok: a released copy never takes this one
  trial: 'https://trial.books.example.com/v1',
  release: 'https://books.example.com/v1'
}

const { envVersion } = wx.getAccountInfoSync().miniProgram

export const baseURL: string = addresses[envVersion]
