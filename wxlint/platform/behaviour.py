"""What the platform's other members do, as far as requests, loadings and taps are concerned."""

from __future__ import annotations

from functools import cache

from wxlint.regexps import regexp

TRANSFERS = frozenset(("request", "uploadFile", "downloadFile", "connectSocket"))

#: The status by which a server says that nobody is logged in, or not any more.
UNAUTHORIZED = 401
#: Members that requests, and what is shown around them, are made of.
INTERESTING = TRANSFERS | {
    "showLoading", "hideLoading", "showToast", "showNavigationBarLoading", "stopPullDownRefresh",
}  # fmt: skip

#: Members of options by which the platform calls back.
CALLBACKS = ("success", "fail", "complete")

#: Members that ask the user something; a request that starts from the answer cannot be sent by tapping twice.
DIALOGS = frozenset((
    "showModal", "showActionSheet", "chooseImage", "chooseMedia", "chooseVideo", "chooseMessageFile",
    "chooseLocation", "chooseAddress", "chooseInvoice", "chooseInvoiceTitle", "chooseContact", "choosePoi",
    "chooseLicensePlate", "scanCode", "getUserProfile", "requestSubscribeMessage", "requestPayment",
    "requestVirtualPayment", "openSetting", "authorize", "startSoterAuthentication",
    "openCustomerServiceChat", "requirePrivacyAuthorize", "chooseFile",
))  # fmt: skip

_WINDOW = ("pixelRatio", "screenWidth", "screenHeight", "windowWidth", "windowHeight", "statusBarHeight")

#: Members whose result tells the phone's `platform`, and what that is in the developer tools alone.
TELLING_PLATFORM = frozenset(("getSystemInfo", "getSystemInfoSync", "getSystemInfoAsync", "getDeviceInfo"))
SIMULATOR = "devtools"

#: What members whose result has numbers give, or hand to `success`: the names of these. [each member's page]
NUMBERS = {
    "getLocation": ("latitude", "longitude", "speed", "accuracy", "altitude"),
    "getFuzzyLocation": ("latitude", "longitude"),
    "chooseLocation": ("latitude", "longitude"),
    "choosePoi": ("latitude", "longitude"),
    "getImageInfo": ("width", "height"),
    "showActionSheet": ("tapIndex",),
    "getSystemInfo": _WINDOW,
    "getSystemInfoSync": _WINDOW,
    "getSystemInfoAsync": _WINDOW,
    "getWindowInfo": _WINDOW,
}

#: Members that leave the page, or cover it with another.
NAVIGATIONS = frozenset(("navigateTo", "redirectTo", "switchTab", "reLaunch", "navigateBack"))

#: Of these, the ones that leave the page that called; a page of the tab bar stays behind the next one.
LEAVING = frozenset(("redirectTo", "switchTab", "reLaunch", "navigateBack"))
DESTROYING = LEAVING - {"switchTab"}

#: Members that open a viewer over the whole page, which the user closes.
#: [https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.previewImage.html]
VIEWERS = frozenset(("previewImage", "previewMedia"))

#: Members whose call cannot fail in a way that programs handle: no outcome "fail" is played for them.
SURE = frozenset((
    "showToast", "hideToast", "showLoading", "hideLoading", "showNavigationBarLoading",
    "hideNavigationBarLoading", "setNavigationBarTitle", "setNavigationBarColor", "stopPullDownRefresh",
    "startPullDownRefresh", "pageScrollTo", "vibrateShort", "vibrateLong", "setStorage", "removeStorage",
    "clearStorage", "hideKeyboard", "showTabBar", "hideTabBar", "setTabBarBadge", "removeTabBarBadge",
    "setTabBarItem", "setBackgroundColor", "hideHomeButton", "previewImage", "setClipboardData",
    "showShareMenu", "hideShareMenu", "updateShareMenu", "nextTick", "getSystemInfo", "setKeepScreenOn",
    "setScreenBrightness", "makePhoneCall", "reportAnalytics", "reportEvent", "getNetworkType",
    *NAVIGATIONS,
))  # fmt: skip

#: Members that are gone through where a program goes through all members of the API object (`for (k in wx)`):
#: there are hundreds, and of the others nothing is looked at.
GONE_THROUGH = INTERESTING | DIALOGS | NAVIGATIONS | {
    "hideToast", "hideNavigationBarLoading", "login", "checkSession", "getUserInfo", "getSetting",
    "getLocation", "getSystemInfo", "getSystemInfoSync", "getStorage", "getStorageSync", "setStorage",
    "setStorageSync", "removeStorage", "removeStorageSync",
}  # fmt: skip

#: Beginnings of members whose promise nobody waits for: they change what is seen, and are done.
AT_ONCE = (
    "show", "hide", "set", "stop", "start", "page", "vibrate", "report", "navigate", "redirect", "switch",
    "reLaunch",
)  # fmt: skip

#: Members that give the files that the user chose.
CHOOSING = frozenset(("chooseImage", "chooseMedia", "chooseMessageFile"))

#: How many they may choose at most where the options do not say. [the members' own documents]
CHOSEN_BY_DEFAULT = {"chooseImage": 9, "chooseMedia": 9}

#: What the answer of a request has, and its failure has not: that has `errMsg`, `errno` and the network used.
#: [https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html]
BODY = "data"

#: Members that always succeed. `showModal` does, whatever the answer; other dialogs fail when cancelled.
NEVER_FAILING = SURE | {"showModal"}

#: Beginnings of members that answer at once and take no callbacks.
_SYNCHRONOUS = ("create", "on", "off", "get", "canIUse", "is")
_NOT_SYNCHRONOUS = frozenset((
    "getUserInfo", "getUserProfile", "getLocation", "getFuzzyLocation", "getSetting", "getStorage",
    "getStorageInfo", "getSystemInfo", "getSystemInfoAsync", "getNetworkType", "getImageInfo",
    "getVideoInfo", "getClipboardData", "getFileInfo", "getSavedFileList", "getScreenBrightness",
    "getWeRunData", "getShareInfo", "getExtConfig", "getConnectedWifi", "getBLEDeviceServices",
    "getBLEDeviceCharacteristics", "getBluetoothDevices", "getBluetoothAdapterState",
    "getBackgroundFetchData", "getGroupEnterInfo", "getChannelsLiveInfo", "getPhoneNumber",
))  # fmt: skip


@cache
def is_synchronous(name: str) -> bool:
    """Whether `wx.name()` answers at once."""
    if name.endswith("Sync") or name.rsplit(".", maxsplit=1)[-1].endswith("Sync"):
        return True
    return name not in _NOT_SYNCHRONOUS and name.startswith(_SYNCHRONOUS) and not name.startswith("open")


_LISTENING = regexp(r"on(?:[A-Z]\w*)?|addListener|addEventListener")


def is_listening(name: object) -> bool:
    """Whether a method registers a function that is called at times of its own (`onPlay`, `on`)."""
    return isinstance(name, str) and _LISTENING.fullmatch(name.rpartition(".")[2]) is not None


#: What closes a loading: `showLoading` and `showToast` share one view.
CLOSES_LOADING = frozenset(("hideLoading", "hideToast", "showToast"))

#: What shows that something is under way, and what takes that away.
SHOWS_LOADING = frozenset(("showLoading", "showNavigationBarLoading"))
HIDES_LOADING = frozenset(("hideLoading", "hideToast", "hideNavigationBarLoading"))

#: Members that every client has which still runs mini-programs. The latest are `showLoading`, `hideLoading`:
#: base library 1.1.0. [https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showLoading.html]
EVERYWHERE = INTERESTING | SHOWS_LOADING | HIDES_LOADING

#: What changes the view, or the page, in ways that outcomes are judged by.
SHAPING = CLOSES_LOADING | NAVIGATIONS | {
    "showLoading", "showNavigationBarLoading", "hideNavigationBarLoading", "stopPullDownRefresh",
}  # fmt: skip

#: Methods by which a request changes state on the server, so that sending it twice does harm.
WRITING_METHODS = frozenset(("POST", "PUT", "DELETE", "PATCH"))
