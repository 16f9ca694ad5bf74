// The platform as one mini-program sees it, on a virtual clock: modules, `wx`, timers, promises.
//
// Everything that may turn out one way or another is decided by a tape: `choose(n)` takes the tape's next entry
// (0 where it has ended) and writes down what it took, so that the judge can play every way. 0 is always the
// outcome that one hopes for.

'use strict'

/** Lines that the n-th module is moved down by, so that a line of a stack says which module it is in. */
const SHIFT = 10000
/** Lines that `Function` itself puts before a body. */
const HEAD = 2
/** The outcome of a request that is never answered; so many turns in a row that send again are endless. */
Error.stackTraceLimit = 60
const NEVER = 9
const ENDLESS = 30
const APPEARS = 200
const MOMENTS = { answer: 300, quick: 30, human: 2000 }

const TRANSFERS = ['request', 'uploadFile', 'downloadFile']
const DIALOGS = [
  'showModal', 'showActionSheet', 'chooseImage', 'chooseMedia', 'chooseAddress', 'getUserProfile',
  'requestPayment', 'requestSubscribeMessage', 'scanCode',
]
const NEVER_FAIL = [
  'showToast', 'hideToast', 'showLoading', 'hideLoading', 'showNavigationBarLoading', 'hideNavigationBarLoading',
  'setNavigationBarTitle', 'stopPullDownRefresh', 'vibrateShort', 'setStorage', 'navigateTo', 'redirectTo',
  'switchTab', 'reLaunch', 'navigateBack', 'nextTick', 'pageScrollTo',
]
const SHOWING = ['showLoading', 'showToast', 'showNavigationBarLoading']
const WRITING = ['POST', 'PUT', 'DELETE']
const CALLBACKS = ['success', 'fail', 'complete']

const items = (count) => Array.from({ length: count }, (_, at) => ({ id: at + 1 }))
const GOOD = { code: 0, ok: true, message: '', token: 't', id: 7, data: { id: 7, list: items(20) }, list: items(20) }
const BAD = { code: 1, ok: false, message: 'no', token: '', id: 0, data: { id: 0, list: [] }, list: [] }

/** All went well, and there is nothing. */
const EMPTY = { ...GOOD, data: { id: 7, list: [] }, list: [] }

/** Whether the mini-program looks at a list that it is answered. */
let mayBeEmpty = false
let files = {}
let compiled = {}
let world = null

/** Takes the files of a mini-program, by path; `world` is then made by `begin`. */
function prepare(given) {
  files = given
  mayBeEmpty = Object.keys(files).some((path) => /\bres\.data\.[\w.]*list\b/.test(files[path]))
  compiled = {}
}

const NAMES = [
  'require', 'module', 'exports', 'wx', 'Page', 'Component', 'App', 'Behavior', 'getApp', 'getCurrentPages',
  'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'console', 'Promise', 'Date',
]

function compile(path) {
  if (!(path in compiled)) {
    const shift = Object.keys(compiled).length + 1
    const source = '\n'.repeat(SHIFT * shift) + files[path] + '\n;return (__code) => eval(__code)'
    const found = [...files[path].matchAll(/^(let|var|const)\s+([\w$]+)/gm)]
    const names = found.map(([, kind, name]) => ({ name, fixed: kind === 'const' }))
    compiled[path] = { shift, names, run: new Function(...NAMES, source) }
  }
  return compiled[path]
}

/** The calls of the project that led to the function that asks, the innermost first: `path:line`. */
function callers() {
  const lines = [...new Error().stack.matchAll(/:(\d+):\d+\)/g)].map((found) => Number(found[1]))
  return lines.filter((line) => line > SHIFT).map((line) => {
    const path = Object.keys(compiled).find((one) => compiled[one].shift === Math.floor((line - HEAD) / SHIFT))
    return `${path}:${(line - HEAD) % SHIFT}`
  })
}

/** Where the project called the function that asks. */
function caller() {
  return callers()[0] || '?'
}

/** A fresh start of the mini-program: no module has run, the clock stands at its beginning. */
function begin(tape) {
  world = {
    tape,
    taken: [],
    now: 1700000000000,
    turn: 0,
    modules: {},
    app: {},
    declared: {},
    pending: [],
    timers: 0,
    view: null,
    bar: null,
    pulled: false,
    shows: [],
    sends: [],
    busyTurns: [],
    outcomes: [],
    promises: [],
    executors: [],
    invoked: [],
    hidden: [],
    effects: [],
    forced: {},
    stacks: [],
    again: {},
    endless: [],
    asked: false,
    stack: [],
    left: false,
    covered: false,
    signedIn: true,
    loading: null,
  }
  if ('app.js' in files) load('app.js')
}

function choose(count) {
  const at = world.taken.length
  const pick = at < world.tape.length ? world.tape[at] : 0
  world.taken.push([pick, count])
  return pick
}

// -- modules ----------------------------------------------------------------------------------------------------

function resolvePath(from, name) {
  const steps = name.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of name.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

function load(path) {
  if (path in world.modules) return world.modules[path].module.exports
  const module = { exports: {} }
  const record = { module, peek: () => undefined }
  world.modules[path] = record
  const outer = world.loading
  world.loading = path
  const require = (name) => {
    const file = resolvePath(path, name).replace(/(\.js)?$/, '.js')
    return load(file in files ? file : `miniprogram_npm/${name}/index.js`)
  }
  record.peek = compile(path).run(
    require, module, module.exports, wx, declarePage, declareComponent, declareApp, (options) => options,
    () => world.app, () => world.stack,
    (run, wait, ...args) => schedule(run, wait, args, 1), cancel,
    (run, wait, ...args) => schedule(run, wait, args, 90), cancel,
    { log() {}, error() {}, warn() {}, info() {} }, WatchedPromise, FakeDate,
  )
  world.loading = outer
  return module.exports
}

function declareApp(options) {
  Object.assign(world.app, options)
}

function declarePage(options) {
  world.declared[world.loading.replace(/\.js$/, '')] = { kind: 'page', options }
}

function declareComponent(options) {
  world.declared[world.loading.replace(/\.js$/, '')] = { kind: 'component', options }
}

// -- time -------------------------------------------------------------------------------------------------------

class FakeDate extends Date {
  constructor(...args) {
    super(...(args.length ? args : [world.now]))
  }

  static now() {
    return world.now
  }
}

/**
 * A promise that knows whether somebody waits for it although nobody settles it. `place`: of the `new Promise`
 * that the project wrote; `sent`: whether its executor, or what goes on from it, sent a request.
 */
class WatchedPromise extends Promise {
  constructor(executor) {
    const written = !/\[native code\]/.test(executor)
    const state = { settled: false, awaited: false, sent: false, place: written ? caller() : null }
    super((resolve, reject) => {
      const settle = (how) => (value) => {
        state.settled = true
        how(value)
      }
      try {
        within([...world.executors, state], () => executor(settle(resolve), settle(reject)))
      } catch (error) {
        settle(reject)(error)
      }
    })
    this.state = state
    world.promises.push(state)
  }

  then(onValue, onError) {
    this.state.awaited = true
    const executors = world.executors
    const keep = (run) => (typeof run === 'function' ? (value) => within(executors, () => run(value)) : run)
    return super.then(keep(onValue), keep(onError))
  }
}

/** Runs something that goes on from these executors. */
function within(executors, run) {
  const outer = world.executors
  world.executors = executors
  try {
    return run()
  } finally {
    world.executors = outer
  }
}

function enqueue(kind, name, wait, run) {
  world.timers += 1
  const executors = world.executors
  const go = () => within(executors, run)
  world.pending.push({ id: world.timers, kind, name, due: world.now + wait, run: go })
}

function schedule(run, wait, args, times) {
  world.timers += 1
  const id = world.timers
  const executors = world.executors
  const next = (left) => {
    const due = world.now + (Number(wait) || 0)
    const fire = () => {
      if (left > 1) next(left - 1)
      guarded(() => within(executors, () => run(...args)))
    }
    world.pending.push({ id, kind: 'timer', name: '', due, run: fire })
  }
  next(times)
  return id
}

function cancel(id) {
  world.pending = world.pending.filter((one) => one.id !== id)
}

/** Runs what the platform calls: an exception ends this call and nothing else. */
function guarded(run) {
  try {
    run()
  } catch (error) {
    world.outcomes.push('throw')
  }
}

/** Lets the next thing happen that is due by `until`; requests are answered only where `answers` says so. */
function step(until, answers) {
  const due = world.pending.filter((one) => (answers || one.kind !== 'request') && one.due <= until)
  if (!due.length) {
    world.now = Math.max(world.now, until === Infinity ? 0 : until)
    return false
  }
  const first = due.reduce((a, b) => (b.due < a.due ? b : a))
  world.pending = world.pending.filter((one) => one !== first)
  world.now = Math.max(world.now, first.due)
  world.turn += 1
  // A pause, or a user who was asked: what starts after it is not started again at once.
  if (first.kind === 'timer' || first.kind === 'dialog') world.again = {}
  if (first.kind === 'dialog') world.asked = true
  first.run()
  return true
}

// -- wx ---------------------------------------------------------------------------------------------------------

const wx = new Proxy({}, {
  get(own, name) {
    if (name in own) return own[name]
    if (typeof name === 'symbol') return undefined
    return (options) => called(name, options)
  },
})

function called(name, options) {
  world.effects.push(name)
  if (/Sync$/.test(name)) return storage(name)
  if (/^(on|off|create|canIUse)/.test(name)) return {}
  const place = SHOWING.includes(name) || TRANSFERS.includes(name) ? caller() : '?'
  if (TRANSFERS.includes(name)) return send(name, options || {}, place)
  if (!NEVER_FAIL.includes(name)) world.busyTurns.push(world.turn)
  show(name, options || {}, place)
  if (name === 'nextTick') return schedule(options, 1, [], 1)
  navigate(name, options || {})
  return start(name, options || {})
}

/** What the storage holds depends on what the user did elsewhere: `signedIn` says it. */
function storage(name) {
  return name === 'getStorageSync' && world.signedIn ? 'token' : ''
}

function show(name, options, place) {
  const shown = { place, kind: 'loading', mask: Boolean(options.mask), turn: world.turn, until: Infinity }
  if (name === 'showLoading') world.shows.push((world.view = shown))
  else if (name === 'hideLoading' && options.noConflict && world.view && world.view.kind === 'toast') {
    // It takes away loadings alone.
  } else if (['hideLoading', 'hideToast', 'showToast'].includes(name)) {
    if (name === 'hideLoading' && world.view && world.view.read && world.view.turn === world.turn) {
      world.hidden.push(world.view.place)
    }
    world.view = null
    if (name === 'showToast') {
      world.view = { ...shown, kind: 'toast', until: world.now + (options.duration || 1500), read: options.icon !== 'loading' }
    }
  } else if (name === 'showNavigationBarLoading') {
    world.shows.push((world.bar = { ...shown, kind: 'navigation-bar' }))
  } else if (name === 'hideNavigationBarLoading') {
    world.bar = null
  } else if (name === 'stopPullDownRefresh') {
    world.pulled = false
  }
}

function send(name, options, place) {
  const writes = name === 'uploadFile' || (name === 'request' && WRITING.includes(options.method))
  const { forced } = world
  const given = forced.every ?? forced[world.sends.length]
  world.sends.push([place, writes])
  world.stacks.push(callers())
  world.busyTurns.push(world.turn)
  sendAgain(place)
  for (const state of world.executors) state.sent = true
  enqueue('request', name, MOMENTS.answer, () => {
    const pick = given ?? choose(mayBeEmpty ? 5 : 4)
    if (pick === NEVER) return
    world.outcomes.push(['success', 'refused', 'status', 'fail', 'success'][pick])
    const body = pick === 0 ? GOOD : pick === 4 ? EMPTY : BAD
    const answer = {
      statusCode: pick === 2 ? 500 : 200,
      data: name === 'uploadFile' ? JSON.stringify(body) : JSON.parse(JSON.stringify(body)),
      tempFilePath: 'tmp',
      errMsg: name + ':ok',
    }
    reply(options, pick !== 3, pick !== 3 ? answer : { errMsg: name + ':fail timeout' })
  })
  return { abort() {}, onProgressUpdate() {}, onHeadersReceived() {} }
}

/** Counts the turns in which a request is sent from here, since there was a pause or the user was asked. */
function sendAgain(place) {
  const known = (world.again[place] = world.again[place] || { turn: -1, count: 0 })
  if (known.turn !== world.turn) known.count += 1
  known.turn = world.turn
  if (known.count === ENDLESS) world.endless.push(place)
}

/** `complete` runs although `success` threw: each callback is a call of its own. */
function reply(options, good, value) {
  for (const name of [good ? 'success' : 'fail', 'complete']) {
    if (typeof options[name] === 'function') guarded(() => options[name](value))
  }
}

const RESULTS = {
  login: { code: 'c' },
  getUserProfile: { userInfo: {}, encryptedData: 'e', iv: 'i' },
  getSetting: { authSetting: {} },
  chooseImage: { tempFilePaths: ['a.png'], tempFiles: [{ path: 'a.png' }] },
  chooseMedia: { tempFiles: [{ tempFilePath: 'a.png' }] },
  showActionSheet: { tapIndex: 0 },
  getStorage: { data: 'token' },
}

function start(name, options) {
  const wanted = CALLBACKS.some((one) => typeof options[one] === 'function')
  const promise = wanted ? null : Promise.withResolvers()
  if (promise) promise.promise.catch(() => {})
  const kind = DIALOGS.includes(name) ? 'dialog' : 'quick'
  const wait = kind === 'dialog' ? MOMENTS.human : MOMENTS.quick
  // The user answers one dialog: another takes the place of one that has not come up yet.
  const stays = (one) => kind !== 'dialog' || one.kind !== 'dialog' || one.due - MOMENTS.human + APPEARS < world.now
  world.pending = world.pending.filter(stays)
  enqueue(kind, name, wait, () => {
    const failed = NEVER_FAIL.includes(name) ? 0 : choose(2)
    const refused = name === 'showModal' && failed === 1
    const good = failed === 0 || refused
    if (!good) world.outcomes.push('api-fail')
    const value = good ? { errMsg: name + ':ok', ...RESULTS[name] } : { errMsg: name + ':fail' }
    if (name === 'showModal' && good) Object.assign(value, { confirm: !refused, cancel: refused })
    reply(options, good, value)
    if (promise) (good ? promise.resolve : promise.reject)(value)
  })
  return promise ? promise.promise : undefined
}
