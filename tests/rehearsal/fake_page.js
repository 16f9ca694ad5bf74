// Pages and components as the user meets them: what the markup shows of them now, and what a tap on it calls.

'use strict'

const NATIVE = /^(view|text|button|form|input|textarea|image|scroll-view|switch|block|picker|label|navigator)$/
const CAN_BE_DISABLED = /^(button|input|textarea|switch|picker)$/
const LEAVING = ['redirectTo', 'switchTab', 'reLaunch', 'navigateBack']

// -- instances --------------------------------------------------------------------------------------------------

function copy(value) {
  return value === undefined ? {} : JSON.parse(JSON.stringify(value))
}

function instantiate(path) {
  const { kind, options } = world.declared[path]
  const made = { path, data: {}, children: {}, listeners: {} }
  for (const part of [...(options.behaviors || []), options]) take(made, part, kind)
  made.data = { ...made.data, ...copy(options.data) }
  made.properties = made.data
  made.setData = (changes, done) => {
    world.effects.push(`setData ${Object.keys(changes).sort()}`)
    for (const key of Object.keys(changes)) put(made.data, key.match(/[^.[\]]+/g), changes[key])
    if (done) done.call(made)
  }
  made.triggerEvent = (name, detail) => {
    world.effects.push(`triggerEvent ${name}`)
    for (const { owner, method } of made.listeners[name] || []) invoke(owner, method, { type: name, detail })
  }
  return made
}

function take(made, part, kind) {
  Object.assign(made.data, copy(part.data))
  const members = kind === 'component' ? { ...part.lifetimes, ...part.methods } : part
  for (const name of Object.keys(members)) {
    if (name !== 'data') made[name] = members[name]
  }
}

function put(target, [first, ...rest], value) {
  if (!rest.length) target[first] = value
  else put((target[first] = target[first] ?? {}), rest, value)
}

/** Opens a page as `navigateTo` does: its module is loaded, its hooks run. */
function open(path, options) {
  if (!(path + '.js' in files)) {
    world.stack.push({ path, data: {} })
    return
  }
  load(path + '.js')
  const page = instantiate(path)
  world.stack.push(page)
  for (const name of ['created', 'attached', 'onLoad', 'onShow', 'ready', 'onReady']) hook(page, name, options)
  // Its components are made with it.
  actions(page)
}

function hook(page, name, argument) {
  if (typeof page[name] === 'function') guarded(() => page[name](argument))
}

function navigate(name, options) {
  const page = world.stack[world.stack.length - 1]
  if (name === 'navigateTo') {
    world.covered = true
  } else if (LEAVING.includes(name)) {
    world.left = true
  } else {
    return
  }
  if (page) hook(page, name === 'navigateTo' ? 'onHide' : 'onUnload')
  if (name === 'navigateBack') return
  const target = resolvePath(page ? page.path : '', (options.url || '').split('?')[0])
  open(target, {})
}

/** The user is on the page again: back from the one that covered it, or come in anew. */
function comeBack(path) {
  if (world.left) {
    world.stack = []
    open(path, {})
  } else if (world.covered) {
    world.stack = world.stack.filter((page) => page.path === path)
    hook(world.stack[0], 'onShow')
  }
  world.left = world.covered = false
  world.view = null
}

// -- markup -----------------------------------------------------------------------------------------------------

const trees = {}

function treeOf(path) {
  const text = files[path] || ''
  if (!(text in trees)) trees[text] = parse(text)
  return trees[text]
}

function parse(text) {
  const root = { name: '', attributes: {}, children: [] }
  const open = [root]
  const pattern = /<!--[^]*?-->|<wxs[^]*?<\/wxs>|<(\/?)([\w-]+)((?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>/g
  for (const [, closes, name, inside, alone] of text.matchAll(pattern)) {
    if (name === undefined) continue
    if (closes) {
      open.pop()
      continue
    }
    const attributes = {}
    for (const found of inside.matchAll(/([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)) {
      attributes[found[1]] = found[2] ?? found[3] ?? true
    }
    const element = { name, attributes, children: [] }
    open[open.length - 1].children.push(element)
    if (!alone) open.push(element)
  }
  return root
}

const computed = {}

function compute(expression, scope) {
  const names = new Proxy(scope, { has: (_, name) => typeof name === 'string' })
  try {
    computed[expression] = computed[expression] || new Function('$', `with ($) { return (${expression}) }`)
    return computed[expression](names)
  } catch (error) {
    return undefined
  }
}

function valueOf(value, scope) {
  if (typeof value !== 'string') return value
  const whole = /^\{\{([^]*)\}\}$/.exec(value)
  if (whole && !whole[1].includes('{{')) return compute(whole[1], scope)
  return value.replace(/\{\{([^]*?)\}\}/g, (_, expression) => String(compute(expression, scope)))
}

/** Everything of a page that the user may tap, each with what it calls, and whether it can be used now. */
function actions(page) {
  const found = []
  const tree = treeOf(page.path + '.wxml')
  walk(tree.children, {
    found, owner: page, scope: page.data, file: page.path, live: true, above: [], form: null, key: '',
    templates: templatesOf(page.path + '.wxml'),
  })
  return found
}

function templatesOf(path) {
  const known = {}
  for (const element of treeOf(path).children) {
    if (element.name === 'template' && element.attributes.name) known[element.attributes.name] = element
    if (element.name === 'import') Object.assign(known, templatesOf(resolvePath(path, element.attributes.src)))
  }
  return known
}

function walk(elements, at) {
  let taken = false
  elements.forEach((element, number) => {
    const condition = element.attributes['wx:if'] ?? element.attributes['wx:elif']
    if ('wx:if' in element.attributes) taken = false
    let holds = true
    if (condition !== undefined) holds = !taken && Boolean(valueOf(condition, at.scope))
    else if ('wx:else' in element.attributes) holds = !taken
    if (condition !== undefined && holds) taken = true
    visit(element, { ...at, key: `${at.key}/${number}`, live: at.live && holds })
  })
}

function visit(element, at) {
  const { attributes } = element
  if (element.name === 'template') {
    if (attributes.is) useTemplate(element, at)
    return
  }
  if (element.name === 'include') {
    walk(treeOf(resolvePath(at.file, attributes.src)).children, at)
    return
  }
  if (attributes['wx:for'] !== undefined) {
    const list = valueOf(attributes['wx:for'], at.scope)
    const some = Array.isArray(list) && list.length > 0
    const item = { [attributes['wx:for-item'] || 'item']: some ? list[0] : {}, index: 0 }
    at = { ...at, scope: { ...at.scope, ...item }, live: at.live && some }
  }
  const disabled = CAN_BE_DISABLED.test(element.name) && isSet(attributes.disabled, at.scope)
  const hidden = isSet(attributes.hidden, at.scope)
  at = { ...at, live: at.live && !hidden }
  const bound = boundBy(element, at)
  const component = componentOf(element, at)
  if (component) return visitComponent(component, bound, at)
  const usable = at.live && !disabled
  for (const [event, method, stops] of bound) {
    const above = event === 'tap' && !stops ? at.above : []
    if (element.name === 'form' && event === 'submit') continue
    at.found.push({ key: `${at.key}:${event}`, event, live: usable, dataset: datasetOf(element, at), calls: [method, ...above] })
  }
  const submits = /^(submit)$/.test(attributes['form-type'] || attributes.formType || '')
  if (submits && at.form) {
    at.found.push({ key: `${at.key}:submit`, event: 'submit', live: usable, dataset: {}, calls: at.form })
  }
  const taps = bound.filter(([event]) => event === 'tap')
  const stops = taps.some((one) => one[2])
  const above = [...taps.map((one) => one[1]), ...(stops ? [] : at.above)]
  const form = element.name === 'form' ? bound.filter(([event]) => event === 'submit').map((one) => one[1]) : at.form
  walk(element.children, { ...at, above, form })
  return undefined
}

function isSet(value, scope) {
  return value === true || Boolean(value !== undefined && valueOf(value, scope))
}

function boundBy(element, at) {
  const found = []
  for (const name of Object.keys(element.attributes)) {
    const match = /^(?:capture-)?(bind|catch|mut-bind):?([\w-]+)$/.exec(name)
    const method = match && valueOf(element.attributes[name], at.scope)
    if (match && typeof method === 'string' && method) {
      found.push([match[2], { owner: at.owner, method }, match[1] === 'catch'])
    }
  }
  return found
}

function datasetOf(element, at) {
  const found = {}
  for (const name of Object.keys(element.attributes)) {
    if (name.startsWith('data-')) {
      const key = name.slice(5).replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
      found[key] = valueOf(element.attributes[name], at.scope)
    }
  }
  return found
}

function useTemplate(element, at) {
  const template = at.templates[valueOf(element.attributes.is, at.scope)]
  if (!template) return
  const data = /^\{\{([^]*)\}\}$/.exec(element.attributes.data || '')
  const scope = data ? compute(`{${data[1]}}`, at.scope) : {}
  walk(template.children, { ...at, scope: scope || {} })
}

function componentOf(element, at) {
  if (NATIVE.test(element.name)) return null
  const config = JSON.parse(files[at.owner.path + '.json'] || '{}')
  const named = (config.usingComponents || {})[element.name]
  if (!named) return null
  const path = resolvePath(at.owner.path, named)
  if (!(at.key in at.owner.children)) {
    load(path + '.js')
    at.owner.children[at.key] = instantiate(path)
    hook(at.owner.children[at.key], 'attached')
  }
  const child = at.owner.children[at.key]
  const { properties } = world.declared[path].options
  for (const name of Object.keys(properties || {})) {
    const given = element.attributes[name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase())]
    if (given !== undefined) child.data[name] = valueOf(given, at.scope)
  }
  return child
}

function visitComponent(child, bound, at) {
  child.listeners = {}
  for (const [event, handler] of bound) child.listeners[event] = [...(child.listeners[event] || []), handler]
  const taps = bound.filter(([event]) => event === 'tap').map((one) => one[1])
  walk(treeOf(child.path + '.wxml').children, {
    ...at, owner: child, scope: child.data, file: child.path, above: [...taps, ...at.above],
    templates: templatesOf(child.path + '.wxml'),
  })
}

// -- the user ---------------------------------------------------------------------------------------------------

function invoke(owner, method, event) {
  world.invoked.push(`${owner.path}:${method}`)
  if (typeof owner[method] === 'function') guarded(() => owner[method](event))
}

const DETAILS = {
  full: { value: { name: 'n', phone: '1' }, id: 1, code: 'c', userInfo: {}, errMsg: 'getPhoneNumber:ok' },
  empty: { value: { name: '', phone: '' }, id: 0, code: '', errMsg: 'getPhoneNumber:fail' },
}
const INPUTS = { full: { value: 'n', items: [{ id: 1 }] }, empty: { value: '', items: [] } }

/** The user does something; false where there is nothing to do it to. `kind`: whether what they give is there. */
function act(path, key, kind, signedIn) {
  world.signedIn = signedIn
  const page = world.stack[world.stack.length - 1]
  if (!page || page.path !== path || world.left) return false
  const action = actions(page).find((one) => one.key === key)
  if (!action || !action.live) return false
  // A mask keeps fingers away, not what a keyboard types or a scroll that goes on.
  const covered = world.view && world.view.mask && world.view.until > world.now
  if (covered && !/^(input|scroll|touchmove)$/.test(action.event)) return false
  // A dialog comes up within a moment; a second tap is sooner.
  if (world.pending.some((one) => one.kind === 'dialog' && world.now >= one.due - MOMENTS.human + APPEARS)) return false
  world.turn += 1
  const dataset = kind === 'full' ? { id: 1, name: 'n', ...action.dataset } : {}
  const detail = /^(input|change|confirm|blur)$/.test(action.event) ? INPUTS[kind] : DETAILS[kind]
  const event = { type: action.event, detail, currentTarget: { dataset }, target: { dataset } }
  for (const { owner, method } of action.calls) invoke(owner, method, event)
  return true
}

/** A hook of the page that the user causes (pulling down, reaching the bottom). */
function pull(path, name, signedIn) {
  world.signedIn = signedIn
  const page = world.stack[world.stack.length - 1]
  if (!page || page.path !== path || world.left) return false
  world.turn += 1
  world.pulled = name === 'onPullDownRefresh'
  world.invoked.push(`${path}:${name}`)
  hook(page, name)
  return true
}

// -- what lasts -------------------------------------------------------------------------------------------------

const isPlain = (value) => value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
const isSimple = (value) => value === null || !/^(object|function)$/.test(typeof value)

/** Every simple value that outlives a tap, by its name: the page's fields and data, globalData, module variables. */
function lasting() {
  const found = {}
  const note = (label, value, deep) => {
    if (isSimple(value)) found[label] = value === undefined ? null : value
    else if (deep && isPlain(value)) for (const name of Object.keys(value)) note(`${label}.${name}`, value[name], false)
  }
  const page = world.stack[0]
  for (const name of Object.keys(page)) {
    if (!['path', 'data', 'properties', 'children', 'listeners'].includes(name)) note(`this.${name}`, page[name], true)
  }
  for (const name of Object.keys(page.data)) note(`data.${name}`, page.data[name], true)
  for (const key of Object.keys(page.children || {})) {
    const child = page.children[key]
    for (const name of Object.keys(child.data)) note(`${key}@data.${name}`, child.data[name], true)
    for (const name of Object.keys(child)) {
      if (!['path', 'data', 'properties', 'children', 'listeners'].includes(name)) note(`${key}@this.${name}`, child[name], true)
    }
  }
  for (const name of Object.keys(world.app)) note(`app.${name}`, world.app[name], true)
  for (const path of Object.keys(world.modules)) {
    for (const { name, fixed } of compiled[path].names) {
      const value = world.modules[path].peek(name)
      if (!(fixed && isSimple(value))) note(`${path}:${name}`, value, true)
    }
  }
  return found
}

/** The data of a page or component, and of all components in it. */
function dataOf(made) {
  return [made.data, ...Object.values(made.children || {}).map(dataOf)]
}

/** Puts a lasting value back to what it was. */
function restore(label, value) {
  const page = world.stack[0]
  const [, child, rest] = /^(?:(\/[^@]*)@)?(.*)$/.exec(label)
  const owner = child ? page.children[child] : page
  const module = /^([^:]*\.js):(.*)$/.exec(rest)
  if (module) world.modules[module[1]].peek(`${module[2]} = ${JSON.stringify(value)}`)
  else if (rest.startsWith('this.')) put(owner, rest.slice(5).split('.'), value)
  else if (rest.startsWith('data.')) put(owner.data, rest.slice(5).split('.'), value)
  else put(world.app, rest.slice(4).split('.'), value)
}

// -- the judge's handle -----------------------------------------------------------------------------------------

function report() {
  return JSON.stringify({
    taken: world.taken,
    view: world.view && world.view.kind === 'loading' ? world.view.place : null,
    bar: world.bar && world.bar.place,
    pulled: world.pulled,
    shows: world.shows.map(({ place, turn }) => [place, turn]),
    sends: world.sends,
    busy: world.busyTurns,
    outcomes: world.outcomes,
    invoked: world.invoked,
    left: world.left,
    unsettled: world.promises.some((one) => one.awaited && !one.settled),
    promises: world.promises.filter((one) => one.place).map(({ place, settled, sent }) => [place, settled, sent]),
    hidden: world.hidden,
    effects: world.effects,
    stacks: world.stacks,
    endless: world.endless,
    asked: world.asked,
  })
}

const FORGOTTEN = [
  'sends', 'shows', 'outcomes', 'busyTurns', 'invoked', 'promises', 'hidden', 'effects', 'stacks', 'endless',
]

/** What was seen so far is of no interest; nothing is shown any more. */
function forget() {
  for (const name of FORGOTTEN) world[name] = []
  world.view = world.bar = null
  world.pulled = world.asked = false
  world.again = {}
}

/** How requests end, whatever the tape says: `every` one, or the n-th from now on. */
function force(outcomes) {
  world.forced = outcomes
}

Object.assign(globalThis, {
  judge_prepare: (text) => prepare(JSON.parse(text)),
  judge_begin: (tape) => begin(JSON.parse(tape)),
  judge_open: (path) => open(path, {}),
  judge_actions: () => JSON.stringify(actions(world.stack[0]).map(({ key, event }) => ({ key, event }))),
  judge_act: act,
  judge_pull: pull,
  judge_step: (until, answers) => step(until < 0 ? Infinity : until, answers),
  judge_now: () => world.now,
  judge_forget: forget,
  judge_sign: (signedIn) => { world.signedIn = signedIn },
  judge_force: (text) => force(JSON.parse(text)),
  judge_comeBack: comeBack,
  judge_lasting: () => JSON.stringify(lasting()),
  judge_state: () => JSON.stringify([lasting(), dataOf(world.stack[0]), world.app.globalData]),
  judge_restore: (label, value) => restore(label, JSON.parse(value)),
  judge_report: report,
})
