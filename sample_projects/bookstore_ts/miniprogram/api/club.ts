// Reading clubs: a client of its own, with one path for all of its calls.
import { HttpClient } from '../http/client'
import { Method } from '../models/types'

export interface Club {
  id: string
  name: string
}

class ClubApi extends HttpClient {
  static readonly root: string = '/clubs'

  list(): Promise<Club[]> {
    return this.get<Club[]>(ClubApi.root)
  }

  detail(id: string): Promise<Club> {
    return super.get<Club>(`${ClubApi.root}/${id}`)
  }

  join(id: string): Promise<void> {
    return super.post<void>(`${ClubApi.root}/${id}/members`, { since: Date.now() }) // ok: post knows its method
  }

  // The enum has no Delete, and "as" makes it one.
  leave(id: string): Promise<void> {
    return super.request<void>({ url: `${ClubApi.root}/${id}/members`, method: 'Delete' as Method, data: {} }) // ! lowercase-method
  }
}

export const clubs = new ClubApi()
