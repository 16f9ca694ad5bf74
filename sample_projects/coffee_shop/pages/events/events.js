// Tastings and workshops. What it teaches: the many ways by which a module comes to a page.
import { listEvents, eventDetail, joinEvent, leaveEvent, inviteFriend, thankFriend } from '@service/index'
const createPage = require('../../util/page')
const Feedback = require('../../service/feedback')
const session = require('../../service/session')

const app = getApp()
const feedback = new Feedback('hangzhou')

// What only a bundler finds: a path from the root, a folder, a JSON file. The vendor's tools find none of
// them, and take the other addresses.
let places = { near: app.shopUrl('/near'), far: app.shopUrl('/far') }
let local = { mirror: app.shopUrl('/events'), calendar: app.shopUrl('/calendar') }
try {
  places = require('/config/region')
  local = require('../../config/local.json')
} catch (err) {
  console.info('built without a bundler')
}

Page(
  createPage({
    name: 'events',

    data: {
      events: [],
      details: [],
      banner: '',
      near: [],
      joined: false,
      stars: 0
    },

    onLoad() {
      this.loadEvents()
      app.ask('/events/banner', (banner) => this.setData({ banner })) // ok: app.ask looks at the status, and at fail
      this.list(places.near)
      this.list(places.far)
      this.list(local.mirror)
      this.list(local.calendar)
      session.check().catch(() => this.tell('登录已过期'))
      session.renew().catch(() => this.tell('登录已过期'))
    },

    loadEvents() {
      listEvents()
        .then((events) => this.setData({ events }))
        .catch(() => this.tell('活动加载失败'))
    },

    list(url) {
      wx.request({
        url,
        success: (res) => {
          if (res.statusCode === 200) this.setData({ near: res.data })
        },
        fail: () => this.tell('附近活动加载失败')
      })
    },

    // The shop's own path, and nothing before it: app.shopUrl was forgotten.
    onCalendar() {
      this.list('/shop/calendar') // ! relative-url
    },

    onWeek() {
      this.list(app.shopUrl('/week')) // ok: a member of the app puts the host before
    },

    // Thirty events, thirty requests.
    onDetails() {
      Promise.all(this.data.events.map((event) => eventDetail(event.id))) // ! request-in-loop (promise, wrapper)
        .then((details) => this.setData({ details }))
        .catch(() => this.tell('详情加载失败'))
    },

    onTopThree() {
      Promise.all(['today', 'week', 'month'].map((id) => eventDetail(id))) // ok (request-in-loop): three, and that is known
        .then((details) => this.setData({ details }))
        .catch(() => this.tell('详情加载失败'))
    },

    // "then" hides it, and a rejection goes past "then".
    onJoin(e) { // ok (missing-double-tap-guard): the mask takes the second tap
      wx.showLoading({ title: '报名中', mask: true }) // ! unpaired-loading (promise, wrapper)
      joinEvent(e.currentTarget.dataset.id)
        .then(() => {
          wx.hideLoading()
          this.setData({ joined: true })
        })
        .catch(() => this.setData({ joined: false }))
    },

    onLeave(e) { // ok (missing-double-tap-guard): likewise
      wx.showLoading({ title: '取消中', mask: true }) // ok (unpaired-loading): finally is on both ways
      leaveEvent(e.currentTarget.dataset.id)
        .then(() => this.setData({ joined: false }))
        .catch(() => this.setData({ joined: true }))
        .finally(() => wx.hideLoading())
    },

    onInvite() { // ok (missing-double-tap-guard): a dialog stands before it
      wx.showModal({ title: '邀请朋友' }).then(({ confirm }) => {
        if (confirm) inviteFriend('朋友').then(() => this.tell('已邀请'))
      })
    },

    onThank() { // ok (missing-double-tap-guard): likewise
      wx.showModal({ title: '感谢朋友' }).then(({ confirm }) => {
        if (confirm) thankFriend('朋友').then(() => this.tell('已感谢'), () => this.tell('网络不给力'))
      })
    },

    // One refused rating, and the stars are dead: only "then" puts the flag back.
    onRate(e) { // ok (missing-double-tap-guard): the flag keeps the second tap out
      if (this.rating) return
      this.rating = true // ! unreleased-guard (promise, wrapper)
      feedback
        .rate(e.currentTarget.dataset.stars)
        .then(() => {
          this.rating = false
          this.tell('谢谢评分')
        })
        .catch(() => this.tell('评分失败'))
    },

    onComplain() { // ok (missing-double-tap-guard): the flag keeps the second tap out
      if (this.complaining) return
      this.complaining = true // ok (unreleased-guard): finally puts it back
      feedback
        .complain('太苦')
        .then(() => this.tell('已收到'))
        .catch(() => this.tell('提交失败'))
        .finally(() => {
          this.complaining = false
        })
    },

    tell(title) {
      wx.showToast({ title, icon: 'none' })
    }
  })
)
