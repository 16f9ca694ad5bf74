// Reading clubs. What it teaches: whichever way a module comes to a page, what it sends is the page's.
import { clubs, Letters, voteFor, votesFor } from '@api/index'
import type { Club } from '@api/club'
import { definePage } from '../../util/page'

const app = getApp<{ globalData: { forum: string; archive: string } }>()
const old = new Letters('letters.books.example.com', false)
const letters = new Letters('letters.books.example.com') // ok: secure, since nothing else is said

Page(
  definePage({
    data: {
      list: [] as Club[],
      details: [] as Club[],
      letters: [] as string[],
      busy: false
    },

    onLoad(): void {
      clubs
        .list()
        .then((list) => this.setData({ list }))
        .catch(() => this.tell('读书会加载失败'))
      old.latest((found) => this.setData({ letters: found }), () => this.tell('来信加载失败'))
      letters.latest((found) => this.setData({ letters: found }), () => this.tell('来信加载失败'))
      this.loadForum(app.globalData.forum)
      this.loadForum(app.globalData.archive)
      this.loadStatistics()
    },

    loadForum(url: string): void {
      wx.request({
        url,
        success: ({ statusCode, data }) => {
          if (statusCode === 200) this.setData({ letters: data as string[] })
        },
        fail: () => this.tell('论坛加载失败')
      })
    },

    // Code that few people need is fetched when it is wanted.
    async loadStatistics(): Promise<void> {
      const { loadCharts, loadTotals } = await import('../../api/statistics')
      loadCharts(() => this.tell('统计加载失败'))
      loadTotals(() => this.tell('统计加载失败'))
    },

    // Thirty clubs, thirty requests at once.
    async onAll(): Promise<void> {
      try {
        const details = await Promise.all(this.data.list.map((club) => clubs.detail(club.id))) // ! request-in-loop
        this.setData({ details })
      } catch {
        this.tell('详情加载失败')
      }
    },

    async onNewest(): Promise<void> {
      try {
        const details = await Promise.all(['new', 'hot'].map((id) => clubs.detail(id))) // ok: two
        this.setData({ details })
      } catch {
        this.tell('详情加载失败')
      }
    },

    async onJoin(e: TapEvent): Promise<void> { // ! missing-double-tap-guard
      try {
        await clubs.join(e.currentTarget.dataset.id!)
        this.tell('已加入')
      } catch {
        this.tell('加入失败')
      }
    },

    async onLeave(e: TapEvent): Promise<void> { // ok: the flag is tested and set before anything is awaited
      if (this.data.busy) return
      this.setData({ busy: true }) // ok: finally
      try {
        await clubs.leave(e.currentTarget.dataset.id!)
        this.tell('已退出')
      } catch {
        this.tell('退出失败')
      } finally {
        this.setData({ busy: false })
      }
    },

    async onVote(e: TapEvent): Promise<void> { // ok: the mask stands until the answer
      wx.showLoading({ title: '投票中', mask: true }) // ! unpaired-loading
      try {
        await voteFor(e.currentTarget.dataset.id!)
        wx.hideLoading()
        await votesFor(e.currentTarget.dataset.id!)
      } catch {
        this.setData({ busy: false })
      }
    },

    async onVotes(e: TapEvent): Promise<void> {
      wx.showLoading({ title: '查询中', mask: true }) // ok: finally
      try {
        await votesFor(e.currentTarget.dataset.id!)
      } catch {
        this.setData({ busy: false })
      } finally {
        wx.hideLoading()
      }
    },

    tell(title: string): void {
      wx.showToast({ title, icon: 'none' })
    }
  })
)
