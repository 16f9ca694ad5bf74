// The shop's story: a page that asks nobody for anything.
Page({
  data: {
    since: 2016
  }
})
