// Books, as the pages ask for them.
import { HttpClient } from '../http/client'
import { Book, Method, Paged, Review, Shelf } from './types'

export class BookModel extends HttpClient {
  latest(page: number): Promise<Paged<Book>> {
    return this.get<Paged<Book>>(`/books?page=${page}`) // ok: every caller gives a number
  }

  detail(id: string): Promise<Book> {
    return this.get<Book>(`/books/${id}`)
  }

  reviews(id: string): Promise<Review[]> {
    return this.get<Review[]>(`/books/${id}/reviews`)
  }

  // "C++" arrives as "C  ": a plus sign in a query is a space.
  search(keyword: string): Promise<Book[]> {
    return this.get<Book[]>(`/books/search?q=${keyword}`) // ! unencoded-query
  }

  searchAuthor(name: string): Promise<Book[]> {
    return this.get<Book[]>(`/authors/search?q=${encodeURIComponent(name)}`) // ok: encoded
  }

  favor(id: string): Promise<void> {
    return this.post<void>('/favors', { id })
  }

  rate(id: string, score: number): Promise<void> {
    return this.request<void>({ url: `/books/${id}/score`, method: Method.Put, data: { score } })
  }

  putOn(id: string, shelf: Shelf): Promise<void> {
    return this.post<void>('/shelf', { id, shelf })
  }

  // data is optional in post(), and here nobody gives any.
  checkIn(): Promise<void> {
    return this.post<void>('/check-ins') // ! post-without-data
  }

  checkOut(): Promise<void> {
    return this.post<void>('/check-outs', {}) // ok: an empty object is a body
  }
}

// A model of its own server. The shop's address is https; the covers were forgotten.
export class CoverModel extends HttpClient {
  readonly homepage: string = 'http://covers.example.com' // ok: copied as text, never requested
  protected readonly baseURL: string = 'http://covers.example.com/v1' // ! non-https-url

  today(): Promise<{ src: string }> {
    return this.get<{ src: string }>('/today')
  }
}

// Hints should be quick. On a train they never come.
export class HintModel extends HttpClient {
  protected readonly timeout: number = 1500 // ! short-timeout

  popular(): Promise<string[]> {
    return this.get<string[]>('/hints/popular')
  }
}
