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
    offline: false
  },

  onLoad: function () {
    this.loadCategories();
    this.loadTags();
    this.loadMore();
  },

  // The three dots keep jumping when the phone is offline or the server says 500.
  onPullDownRefresh: function () { // ! unpaired-loading (callback)
    var that = this;
    wx.request({
      url: app.globalData.baseUrl + '/menu',
      success: function (res) {
        if (res.statusCode === 200) {
          that.setData({ goods: res.data.list, page: 2, finished: false });
          wx.stopPullDownRefresh();
        }
      },
      fail: function () {
        that.setData({ offline: true });
      }
    });
  },

  onReachBottom: function () {
    this.loadMore();
  },

  // One failed page, and the list never loads another: nobody opens the lock again.
  loadMore: function () {
    var that = this;
    if (that.data.loading || that.data.finished) {
      return;
    }
    that.setData({ loading: true }); // ! unreleased-guard (callback)
    wx.request({
      url: app.globalData.baseUrl + '/menu?page=' + that.data.page, // ok: a page number needs no encoding
      success: function (res) {
        if (res.statusCode === 200) {
          that.setData({
            goods: that.data.goods.concat(res.data.list),
            page: that.data.page + 1,
            finished: res.data.last,
            loading: false
          });
        }
      },
      fail: function () {
        that.setData({ offline: true });
      }
    });
  },

  // As many requests as there are categories, all at once.
  loadCategories: function () {
    var that = this;
    wx.request({
      url: app.globalData.baseUrl + '/categories',
      success: function (res) {
        if (res.statusCode !== 200) {
          return;
        }
        that.setData({ categories: res.data });
        res.data.forEach(function (category) {
          wx.request({ // ! request-in-loop (callback)
            url: app.globalData.baseUrl + '/categories/' + category.id + '/count',
            success: function (answer) {
              if (answer.statusCode === 200) {
                that.setData({ ['counts.' + category.id]: answer.data });
              }
            },
            fail: function () {
              that.setData({ offline: true });
            }
          });
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

  // Bound to the card's own event "pick", which hangs on a tap. Two taps, two cups.
  onPick: function (e) { // ! missing-double-tap-guard (component, callback)
    wx.request({
      url: app.globalData.baseUrl + '/cart',
      method: 'POST',
      data: { id: e.detail.id, count: 1 },
      success: function (res) {
        wx.showToast({ title: res.statusCode === 200 ? '已加入' : '加入失败', icon: 'none' });
      },
      fail: function () {
        wx.showToast({ title: '网络不给力', icon: 'none' });
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
