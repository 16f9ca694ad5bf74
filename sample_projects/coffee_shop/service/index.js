// Everything that the pages ask the server for, under one roof.
export * from './event'
export { default as table } from './table'
export { invite as inviteFriend, thank as thankFriend } from './friend'
