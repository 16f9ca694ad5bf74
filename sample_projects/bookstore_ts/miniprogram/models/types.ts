// What the server speaks of.
export enum Method {
  Get = 'GET',
  Post = 'POST', // ok: upper case
  Put = 'put' // ! lowercase-method
}

export enum Shelf {
  Wanted = 1,
  Reading,
  Finished
}

export interface Book {
  id: string
  title: string
  author: string
  price: number
}

export interface Review {
  text: string
  score: number
}

export interface Order {
  id: string
  amount: number
}

export interface Paged<T> {
  list: T[]
  last: boolean
}
