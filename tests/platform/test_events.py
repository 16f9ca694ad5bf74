"""The tables of events agree with each other and with what the rules say of them."""

from wxlint.platform import events


def test_what_bubbles_holds_every_gesture() -> None:
    assert events.GESTURES <= events.BUBBLING


def test_what_a_user_repeats_is_not_what_the_platform_does_by_itself() -> None:
    assert {"tap", "submit", "confirm", "getphonenumber", "longpress"} <= events.USER_REPEATABLE
    assert (
        not {"load", "error", "ready", "timeupdate", "transitionend", "play", "ended"}
        & events.USER_REPEATABLE
    )


def test_floods_are_those_that_the_rule_names() -> None:
    assert {"input", "scroll", "touchmove"} <= events.FLOODING
    assert "onPageScroll" in events.FLOODING_PAGE_HOOKS
    assert not {"tap", "change", "blur", "confirm", "scrolltolower"} & events.FLOODING


def test_hooks_that_a_user_repeats_are_hooks_of_pages() -> None:
    assert events.REPEATABLE_PAGE_HOOKS < events.PAGE_HOOKS
    assert not {"onLoad", "onReady", "onUnload"} & events.REPEATABLE_PAGE_HOOKS


def test_only_some_native_elements_can_be_disabled() -> None:
    assert events.DISABLED_TAKES_NO_TAP <= events.WITH_DISABLED < events.NATIVE_ELEMENTS
    assert not {"view", "image", "text", "form"} & events.WITH_DISABLED


def test_no_library_is_taken_for_native() -> None:
    assert not {"van-button", "t-button", "my-item", "tap"} & events.NATIVE_ELEMENTS
