// Votes for the next book. voter.ts says who votes, and asks this module for the server.
import { voter } from './voter'

export const server = 'https://votes.books.example.com'

export const vote = (book: string): Promise<void> => voter().send('/votes', 'post', { book }) // ! lowercase-method

export const votes = (book: string): Promise<void> => voter().send(`/votes/${book}`, 'GET') // ok: upper case
