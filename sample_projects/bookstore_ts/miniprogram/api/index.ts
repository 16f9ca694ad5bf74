// All that the reading clubs ask the server for, in one import.
export * from './club'
export { default as Letters } from './letter'
export { vote as voteFor, votes as votesFor } from './vote'
