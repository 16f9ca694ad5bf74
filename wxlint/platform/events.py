"""Events and hooks of the platform: which a user can repeat, which bubble, which come in floods.

Sources are pages of the platform's documentation: [events] the guide 事件系统, [components] the component
reference (each event's row), [page] the reference of `Page()`, [component] of `Component()`, [app] of
`App()`. Names are compared as they are written: events are case-sensitive.
"""

from __future__ import annotations

from typing import Literal

#: Events that a user's finger or mouse makes on any element. [events]
GESTURES = frozenset({"tap", "longpress", "longtap", "touchstart", "touchmove", "touchend", "touchcancel"})

#: Events that travel from the element where they happen to those around it, until one catches them; every
#: other native event stays on its element, and a custom event bubbles only if its `triggerEvent` says so.
#: [events]
BUBBLING = GESTURES | {
    "transitionend",
    "animationstart",
    "animationiteration",
    "animationend",
    "touchforcechange",
}

#: Events that one person may cause again at once, before an answer is there. [events] [components]
USER_REPEATABLE = frozenset(
    {
        "tap",
        "longpress",
        "longtap",
        "touchstart",
        "touchend",
        # form, input, textarea
        "submit",
        "reset",
        "submitToGroup",
        "confirm",
        "input",
        "blur",
        "focus",
        # switch, slider, picker, picker-view, checkbox-group, radio-group, swiper
        "change",
        "columnchange",
        "changing",
        # scroll-view
        "scroll",
        "scrolltolower",
        "scrolltoupper",
        "refresherrefresh",
        # map
        "markertap",
        "callouttap",
        "labeltap",
        "poitap",
        "controltap",
        # button with open-type; the platform spells some both ways
        "getuserinfo",
        "getphonenumber",
        "getPhoneNumber",
        "getrealtimephonenumber",
        "getRealTimePhoneNumber",
        "contact",
        "opensetting",
        "launchapp",
        "chooseavatar",
        "agreeprivacyauthorization",
    }
)

#: Of these, the ones that repeat the same wish when a finger comes down twice. The others bring another value
#: (`change`, `input`; `chooseavatar`, behind a sheet of pictures), come by themselves while a list is moved
#: (`scrolltolower`), or cannot come twice without another one between them (`focus`, `blur`; a list that is
#: pulled down stays so until it is told).
WISHES = USER_REPEATABLE - {
    "input",
    "blur",
    "focus",
    "change",
    "columnchange",
    "changing",
    "scroll",
    "scrolltolower",
    "scrolltoupper",
    "refresherrefresh",
    "chooseavatar",
}

#: Values of a button's `open-type` with which the tap itself opens a sheet or another page. [components]
SHEETS = frozenset(
    {
        "share",
        "contact",
        "getPhoneNumber",
        "getRealtimePhoneNumber",
        "getUserInfo",
        "launchApp",
        "openSetting",
        "feedback",
        "chooseAvatar",
        "agreePrivacyAuthorization",
    }
)

#: Events that come many times a second, or once a letter: what they start needs a debounce or throttle.
#: `changing` is the slider's, while it is dragged; `input` that of input, textarea and editor. [components]
FLOODING = frozenset(
    {"input", "scroll", "touchmove", "changing", "mousemove", "dragging", "refresherpulling", "regionchange"}
)

#: Events by which an element tells that what it shows is there, or cannot be had: an image, a web page, a
#: video, a map, an editor. [components]
ARRIVALS = frozenset({"load", "error", "loadedmetadata", "updated", "ready"})

#: Words that nobody names a method: `catchtap="true"` is how many write that the event goes no further.
#: [in the field]
NO_METHOD_NAMES = frozenset({"true", "false", "null", "undefined", "return", "void", "0", "1"})

#: Custom events that are taken for a user's when nothing is known of the component that emits them.
USER_LIKE_NAMES = frozenset({"click", "tap", "submit", "confirm"})

#: What `detail.value` of an element's event is: a truth, a number, or a text of digits, `-` and `:` (an
#: index, a date, a time). A picker's depends on its `mode`, which is `selector` if left out. [components]
DETAIL_VALUES: dict[tuple[str, str, str], Literal["boolean", "number", "encoded"]] = {
    ("switch", "change", ""): "boolean",
    ("slider", "change", ""): "number",
    ("slider", "changing", ""): "number",
    ("picker", "change", ""): "encoded",
    ("picker", "change", "selector"): "encoded",
    ("picker", "change", "date"): "encoded",
    ("picker", "change", "time"): "encoded",
}

#: Page hooks that a user can cause again. `onReachBottom` fires once while the page stays near its end.
#: [page]
REPEATABLE_PAGE_HOOKS = frozenset(
    {
        "onPullDownRefresh",
        "onReachBottom",
        "onTabItemTap",
        "onShow",
        "onPageScroll",
        "onShareAppMessage",
        "onShareTimeline",
        "onAddToFavorites",
    }
)

#: Page hooks that come in floods. [page]
FLOODING_PAGE_HOOKS = frozenset({"onPageScroll"})

#: What the platform itself calls on a page. [page]
PAGE_HOOKS = REPEATABLE_PAGE_HOOKS | {
    "onLoad",
    "onReady",
    "onHide",
    "onUnload",
    "onRouteDone",
    "onResize",
    "onSaveExitState",
}

#: What the platform itself calls on the app. [app]
APP_HOOKS = frozenset(
    {"onLaunch", "onShow", "onHide", "onError", "onPageNotFound", "onUnhandledRejection", "onThemeChange"}
)

#: What the platform itself calls on a component, in `lifetimes` or, older, at its top level. [component]
COMPONENT_LIFETIMES = frozenset({"created", "attached", "ready", "moved", "detached", "error"})

#: What it calls on a component when the page around it does something, in `pageLifetimes`. [component]
COMPONENT_PAGE_LIFETIMES = frozenset({"show", "hide", "resize", "routeDone"})

#: Components of the platform that have a `disabled` attribute. On any other of its components (`view`,
#: `image`) it does nothing, and `loading` of `button` only draws an icon. [components]
WITH_DISABLED = frozenset({"button", "checkbox", "input", "picker", "radio", "slider", "switch", "textarea"})

#: Of these, the ones that take no tap while disabled. The others only keep their own events (`change`,
#: `input`) to themselves: a disabled `input` with a tap handler is how many pages open a picker.
#: [components, and in the field]
DISABLED_TAKES_NO_TAP = frozenset({"button"})

_NATIVE = """
    block import include slot template wxs
    cover-image cover-view match-media movable-area movable-view page-container root-portal scroll-view
    swiper swiper-item view draggable-sheet grid-builder grid-view list-builder list-view
    nested-scroll-body nested-scroll-header open-container share-element snapshot span
    sticky-header sticky-section
    icon progress rich-text selection text
    button checkbox checkbox-group editor editor-portal form input keyboard-accessory label picker
    picker-view picker-view-column radio radio-group slider switch textarea
    functional-page-navigator navigator
    animation-video audio camera channel-live channel-video image live-player live-pusher video voip-room
    map canvas web-view xr-frame
    ad ad-custom official-account official-account-publish open-data open-data-item open-data-list
    store-coupon store-gift store-home store-product navigation-bar page-meta
    double-tap-gesture-handler force-press-gesture-handler horizontal-drag-gesture-handler
    long-press-gesture-handler pan-gesture-handler scale-gesture-handler tap-gesture-handler
    vertical-drag-gesture-handler
"""

#: The platform's own elements. Whatever is not here is the project's, or a library's. [components]
NATIVE_ELEMENTS = frozenset(_NATIVE.split())
