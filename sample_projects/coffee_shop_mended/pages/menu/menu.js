// The menu, written as in 2017. What it teaches: paging locks, pull-down, requests in loops.
var app = getApp();
var throttle = require('../../util/throttle').throttle;

Page({
  data: {
    categories: [],
    counts: {},
    tags: {},
    goods: [],
    page: 1,
    loading: false,
    finished: false,
    offline: false,
    picking: false
  },

  onLoad: function () {
    this.loadCategories();
    this.loadTags();
    this.loadMore();
  },

  // complete runs on every outcome: the three dots stop, whatever the server says.
  onPullDownRefresh: function () {
    var that = this;
    wx.request({
      url: app.globalData.baseUrl + '/menu',
      success: function (res) {
        if (res.statusCode === 200) {
          that.setData({ goods: res.data.list, page: 2, finished: false });
        }
      },
      fail: function () {
        that.setData({ offline: true });
      },
      complete: function () {
        wx.stopPullDownRefresh();
      }
    });
  },

  onReachBottom: function () {
    this.loadMore();
  },

  // One failed page, and the next scroll tries again: complete opens the lock.
  loadMore: function () {
    var that = this;
    if (that.data.loading || that.data.finished) {
      return;
    }
    that.setData({ loading: true });
    wx.request({
      url: app.globalData.baseUrl + '/menu?page=' + that.data.page, // ok: a page number needs no encoding
      success: function (res) {
        if (res.statusCode === 200) {
          that.setData({
            goods: that.data.goods.concat(res.data.list),
            page: that.data.page + 1,
            finished: res.data.last
          });
        }
      },
      fail: function () {
        that.setData({ offline: true });
      },
      complete: function () {
        that.setData({ loading: false });
      }
    });
  },

  // One request brings the counts of all categories.
  loadCategories: function () {
    var that = this;
    wx.request({
      url: app.globalData.baseUrl + '/categories',
      success: function (res) {
        if (res.statusCode !== 200) {
          return;
        }
        that.setData({ categories: res.data });
        wx.request({
          url: app.globalData.baseUrl + '/categories/counts',
          success: function (answer) {
            if (answer.statusCode === 200) {
              that.setData({ counts: answer.data });
            }
          },
          fail: function () {
            that.setData({ offline: true });
          }
        });
      },
      fail: function () {
        that.setData({ offline: true });
      }
    });
  },

  loadTags: function () {
    var that = this;
    ['hot', 'new', 'cold'].forEach(function (tag) {
      wx.request({ // ok (request-in-loop): three turns, and that is known
        url: app.globalData.baseUrl + '/tags/' + tag,
        success: function (res) {
          if (res.statusCode === 200) {
            that.setData({ ['tags.' + tag]: res.data });
          }
        },
        fail: function () {
          that.setData({ offline: true });
        }
      });
    });
  },

  // Bound to the card's own event "pick", which hangs on a tap. Two taps, one cup.
  onPick: function (e) {
    var that = this;
    if (that.data.picking) {
      return;
    }
    that.setData({ picking: true });
    wx.request({
      url: app.globalData.baseUrl + '/cart',
      method: 'POST',
      data: { id: e.detail.id, count: 1 },
      success: function (res) {
        wx.showToast({ title: res.statusCode === 200 ? '已加入' : '加入失败', icon: 'none' });
      },
      fail: function () {
        wx.showToast({ title: '网络不给力', icon: 'none' });
      },
      complete: function () {
        that.setData({ picking: false });
      }
    });
  },

  onPickSet: throttle(function (e) { // ok (missing-double-tap-guard): the second tap is dropped by throttle
    wx.request({
      url: app.globalData.baseUrl + '/cart/sets',
      method: 'POST',
      data: { id: e.currentTarget.dataset.id },
      success: function (res) {
        wx.showToast({ title: res.statusCode === 200 ? '已加入' : '加入失败', icon: 'none' });
      },
      fail: function () {
        wx.showToast({ title: '网络不给力', icon: 'none' });
      }
    });
  }, 1000)
});
