"""The rules that put behaviours into words: what the link found, and what people read."""

from typing import Literal

import msgspec
import pytest

from tests.rules.build import NAME, judged, site, texts
from wxlint.model.place import Place
from wxlint.model.program import (
    DoubleTap,
    Handler,
    IdleSuppression,
    Leak,
    Outcome,
    OutcomeKind,
    Problem,
    Program,
    Step,
    StuckGuard,
    UnboundHandler,
    UnsettledPromise,
)

SHOWN, CLOSED, ENDED, TESTED = (Place("page.js", at, at + 9) for at in (100, 200, 300, 400))
STEP = Step(ENDED, "失败", "it fails")


def leak(kind: OutcomeKind = "fail", place: Place | None = None, api: str = "") -> Leak:
    return Leak("loading", SHOWN, Outcome(kind, place, api), (CLOSED,), (STEP,))


@pytest.mark.parametrize(
    ("outcome", "en", "zh"),
    [
        (("success", ""), "when the request succeeds", "请求成功时"),
        (("status", ""), "on a non-2xx status (`success` still runs)", "非 2xx"),
        (("fail", ""), "when the request fails", "请求失败（fail）时"),
        (("return", ""), "on the early return", "提前 return 时"),
        (("throw", ""), "when an exception is thrown", "抛出异常时"),
        (("api-fail", "wx.login"), "when wx.login fails", "wx.login 失败时"),
        (("any", ""), "whatever the outcome", "无论结果如何"),
    ],
)
def test_a_leak_names_its_outcome(outcome: tuple[OutcomeKind, str], en: str, zh: str) -> None:
    (finding,) = judged("unpaired-loading", program=Program("", leaks=(leak(outcome[0], api=outcome[1]),)))
    assert finding.text("en") == f"the loading stays up {en}: wx.hideLoading is not reached"
    assert zh in finding.text("zh")


def test_a_leak_stands_where_it_is_shown_with_its_way() -> None:
    (finding,) = judged("unpaired-loading", program=Program("", leaks=(leak(place=ENDED),)))
    assert finding.place == SHOWN
    assert [related.place for related in finding.related] == [ENDED, CLOSED]
    assert [step.en for step in finding.steps] == ["it fails"]


def test_a_leak_of_a_helper_names_what_the_helper_calls() -> None:
    inside = Place("util.js", 5, 25)
    shown = Leak("loading", SHOWN, Outcome("fail"), (CLOSED,), site=inside)
    (finding,) = judged("unpaired-loading", program=Program("", leaks=(shown,)))
    assert finding.place == SHOWN
    assert [(one.place, one.en) for one in finding.related[:1]] == [(inside, "the loading is shown here")]
    (finding,) = judged(
        "unpaired-loading", program=Program("", leaks=(msgspec.structs.replace(shown, site=SHOWN),))
    )
    assert [related.place for related in finding.related] == [CLOSED]


def test_a_loading_that_nothing_closes_says_so() -> None:
    never = Leak("loading", SHOWN, Outcome("any"), ())
    assert texts(judged("unpaired-loading", program=Program("", leaks=(never,)))) == [
        "the loading is never hidden: nothing on this page calls wx.hideLoading"
    ]


def test_a_loading_that_ways_close_which_were_not_played_is_not_said_to_be_closed_nowhere() -> None:
    left = Leak("loading", SHOWN, Outcome("fail"), (), elsewhere=True)
    assert texts(judged("unpaired-loading", program=Program("", leaks=(left,)))) == [
        "the loading stays up when the request fails: wx.hideLoading is not reached"
    ]


@pytest.mark.parametrize(
    ("indicator", "words"),
    [("navigation-bar", "wx.hideNavigationBarLoading"), ("pull-down", "wx.stopPullDownRefresh")],
)
def test_the_other_indicators_name_their_own_api(
    indicator: Literal["navigation-bar", "pull-down"], words: str
) -> None:
    leaks = (Leak(indicator, SHOWN, Outcome("fail"), (CLOSED,)),)
    assert words in judged("unpaired-loading", program=Program("", leaks=leaks))[0].text("en")


def test_a_loading_is_told_once_for_its_surest_outcome() -> None:
    unsure = Leak("loading", SHOWN, Outcome("status"), (CLOSED,), confidence="likely")
    found = judged("unpaired-loading", program=Program("", leaks=(unsure, leak("fail"), leak("return"))))
    assert [finding.arguments["outcome_en"] for finding in found] == ["when the request fails"]


def test_a_handler_without_a_guard_is_told_at_its_name() -> None:
    name, binding = Place("page.js", 30, 38), Place("page.wxml", 20, 28)
    handler = Handler("pages/a", "onSubmit", "tap", name, binding)
    tap = DoubleTap(handler, (site(url="https://a.com"),), (STEP,), "likely")
    (finding,) = judged("missing-double-tap-guard", program=Program("", double_taps=(tap,)))
    assert (finding.place, finding.confidence) == (name, "likely")
    assert [related.place for related in finding.related] == [NAME, binding]
    assert finding.text("en") == "tapped twice, onSubmit sends its request twice"


def test_a_stuck_guard_names_its_flag_and_its_outcome() -> None:
    guard = StuckGuard("this.busy", SHOWN, TESTED, Outcome("fail", ENDED), (CLOSED,))
    (finding,) = judged("unreleased-guard", program=Program("", stuck_guards=(guard,)))
    assert finding.place == SHOWN
    assert [related.place for related in finding.related] == [TESTED, ENDED, CLOSED]
    assert finding.text("en").startswith("`this.busy` is not reset when the request fails")


def test_a_guard_that_nothing_releases_says_so() -> None:
    guard = StuckGuard("this.busy", SHOWN, TESTED, Outcome("any"), ())
    found = judged("unreleased-guard", program=Program("", stuck_guards=(guard, guard)))
    assert texts(found) == ["`this.busy` is set and never reset, so this works only once"]


@pytest.mark.parametrize(
    ("kind", "path", "rule"),
    [
        ("json", "app.json", "broken-json"),
        ("script", "app.js", "broken-script"),
        ("markup", "a.wxml", "broken-markup"),
        ("file", "app.json", "broken-json"),
        ("file", "a.wxml", "broken-markup"),
        ("file", "b.ts", "broken-script"),
        ("file", "odd", "broken-script"),
    ],
)
def test_each_problem_is_one_rules(
    kind: Literal["json", "script", "markup", "file"], path: str, rule: str
) -> None:
    problem = Problem(kind, Place(path, 1, 2), "错了", "it is wrong")
    program = Program("", problems=(problem,))
    for name in ("broken-json", "broken-script", "broken-markup"):
        found = judged(name, program=program)
        assert [finding.place for finding in found] == ([problem.place] if name == rule else [])
        assert all("it is wrong" in text for text in texts(found))


@pytest.mark.parametrize(
    ("idle", "text"),
    [
        (IdleSuppression("unused", SHOWN, "ip-host"), "this comment suppresses no ip-host finding"),
        (IdleSuppression("unused", SHOWN), "this wxlint-disable comment suppresses nothing"),
        (
            IdleSuppression("unknown-rule", SHOWN, "ip-hots", "ip-host"),
            "no rule ip-hots; did you mean ip-host?",
        ),
        (IdleSuppression("comment", SHOWN, "wxlint-of"), "there is no comment wxlint-of"),
    ],
)
def test_an_idle_suppression_is_put_into_words(idle: IdleSuppression, text: str) -> None:
    (finding,) = judged("unused-suppression", program=Program("", idle_suppressions=(idle,)))
    assert finding.place == SHOWN
    assert finding.text("en").endswith(text)


@pytest.mark.parametrize(
    ("outcome", "en", "zh"),
    [
        (Outcome("unsent"), "when no request is sent", "没有发出请求时"),
        (
            Outcome("success", partly=True),
            "when the request succeeds (on one branch)",
            "请求成功时的某个分支上",
        ),
        (
            Outcome("status", partly=True),
            "on a non-2xx status (`success` still runs, on one branch)",
            "状态码非 2xx 时（仍进 success）的某个分支上",
        ),
    ],
)
def test_an_outcome_may_be_a_branch_or_no_request_at_all(outcome: Outcome, en: str, zh: str) -> None:
    assert (outcome.en, outcome.zh) == (en, zh)


def test_a_branch_is_pointed_at() -> None:
    shown = Leak("loading", SHOWN, Outcome("success", ENDED, partly=True, branch=TESTED), (CLOSED,))
    (finding,) = judged("unpaired-loading", program=Program("", leaks=(shown,)))
    assert [related.place for related in finding.related] == [TESTED, CLOSED]


def test_a_guard_that_even_a_failure_leaves_set_says_so() -> None:
    guard = StuckGuard("busy", SHOWN, TESTED, Outcome("fail"), ())
    assert texts(judged("unreleased-guard", program=Program("", stuck_guards=(guard,)))) == [
        "`busy` is set and never reset, not even when the request fails, so this works only once"
    ]


@pytest.mark.parametrize("survives", [True, False])
def test_a_guard_that_outlives_the_page_does_not_send_people_away(survives: bool) -> None:
    guard = StuckGuard("busy", SHOWN, TESTED, Outcome("fail"), (CLOSED,), survives=survives)
    (finding,) = judged("unreleased-guard", program=Program("", stuck_guards=(guard,)))
    assert ("outlives the page" in finding.details("en")) is survives
    assert ("退出页面再进来也没用" in finding.details("zh")) is survives


def test_an_open_promise_names_who_waits_for_it() -> None:
    promise = UnsettledPromise(SHOWN, Place("page.js", 0, 900), Outcome("fail", ENDED))
    caller = msgspec.structs.replace(site(kind="effective"), site=ENDED)
    found = judged("unsettled-promise", caller, site(), program=Program("", unsettled_promises=(promise,)))
    assert [related.place for related in found[0].related] == [ENDED, caller.name]


def test_a_missing_method_is_told_once_and_written_once_in_each_page() -> None:
    first, again = Place("parts.wxml", 10, 14), Place("parts.wxml", 50, 54)
    one, two = Place("a.js", 6, 6), Place("b.js", 6, 6)
    unbound = [
        UnboundHandler("a", "open", "tap", again, opening=one),
        UnboundHandler("a", "open", "tap", first, certain=False, opening=one),
        UnboundHandler("b", "open", "longpress", again, opening=two),
    ]
    (finding,) = judged("missing-handler", program=Program("", unbound_handlers=tuple(unbound)))
    assert finding.place == again, "the surest"
    assert [related.place for related in finding.related] == [first]
    assert finding.fix is not None
    assert [edit.place for edit in finding.fix.edits] == [one, two]


def test_a_method_that_one_page_has_no_room_for_is_written_in_none() -> None:
    places = [Place("parts.wxml", at, at + 4) for at in (10, 50)]
    unbound = [UnboundHandler("a", "open", "tap", places[0], opening=Place("a.js", 6, 6))]
    unbound.append(UnboundHandler("b", "open", "tap", places[1]))
    (finding,) = judged("missing-handler", program=Program("", unbound_handlers=tuple(unbound)))
    assert finding.fix is None
