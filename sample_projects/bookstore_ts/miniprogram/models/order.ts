// Orders and coupons.
import { HttpClient } from '../http/client'
import type { Order } from './types'

export class OrderModel extends HttpClient {
  create(bookId: string): Promise<Order> {
    return this.post<Order>('/orders', { bookId })
  }

  createGift(bookId: string): Promise<Order> {
    return this.post<Order>('/orders/gifts', { bookId })
  }

  redeem(code: string): Promise<void> {
    return this.post<void>('/coupons', { code })
  }

  subscribe(code: string): Promise<void> {
    return this.post<void>('/subscriptions', { code })
  }
}
