// Tastings and workshops. Half of the file was moved to ES modules, the other half was not.
import { get, post } from '../util/request'

const prefix = '/events'

exports.listEvents = () => get(prefix)
exports.eventDetail = (id) => get(`${prefix}/${id}`)
exports.joinEvent = (id) => post(`${prefix}/${id}/join`) // ! post-without-data
exports.leaveEvent = (id) => post(`${prefix}/${id}/leave`, { reason: 'busy' }) // ok: a body
