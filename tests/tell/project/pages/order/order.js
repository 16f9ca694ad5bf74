const { BASE } = require('../../utils/config')

Page({
	submit() {
		wx.showLoading({ title: '提交中' })
		wx.request({
			url: BASE + '/order',
			method: 'post',
			success: () => wx.hideLoading()
		})
	},

	cancel() {
		wx.request({ url: BASE + '/order/cancel', method: 'put' })
	}
})
