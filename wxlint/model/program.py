"""The program that rules judge: its requests, its handlers, what happens on each outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Literal, TypeVar, cast

import msgspec

from wxlint.model.document import Document
from wxlint.model.finding import Confidence, Fix, Related
from wxlint.model.place import Place
from wxlint.model.refusal import Refusal
from wxlint.model.url import Url
from wxlint.model.values import Constant, Record, Text, Value, absent, alternatives, kinds
from wxlint.platform.apis import Api

OutcomeKind = Literal["success", "status", "fail", "return", "throw", "api-fail", "unsent", "any"]


class Handler(msgspec.Struct, frozen=True):
    """A method that WXML binds to a user's event, or that the platform calls (`event` is then the hook)."""

    page: str
    method: str
    event: str
    place: Place
    """The method's name where it is defined."""
    binding: Place | None = None
    """The attribute's value in WXML."""
    certain: bool = True


class Wrapper(msgspec.Struct, frozen=True):
    """A function on the way from an effective site to its request."""

    name: str
    place: Place


class Request(msgspec.Struct, frozen=True, dict=True):
    """A request site: direct, or effective (the call of a wrapper, seen as the request that it makes)."""

    api: Api
    kind: Literal["direct", "effective"]
    place: Place
    """The call (its callee up to the closing parenthesis)."""
    name: Place
    """What a finding about the call as a whole marks: the callee's text."""
    site: Place
    """The direct call on the API object (the same as `place` where this is direct)."""
    options: Value
    wrappers: tuple[Wrapper, ...] = ()
    handlers: tuple[Handler, ...] = ()
    confidence: Confidence = "certain"
    sender: Place | None = None
    """What a finding about a body that is missing marks, where it is not `name`: the callee of the call, of
    those on the way from here to the site, that could have given one."""

    @property
    def record(self) -> Record | None:
        """The options object, where it is one that is known at least in part."""
        return self.options if isinstance(self.options, Record) else None

    def option(self, name: str) -> tuple[Value, ...]:
        """Every alternative of an option's value; empty where the option is, or may be, missing."""
        record = self.record
        return () if record is None else tuple(alternatives(record.get(name)))

    def lacks(self, name: str) -> bool:
        """Whether the option certainly does not reach the request (`undefined` and `null` are no value)."""
        record = self.record
        if record is None:
            # `wx.request()`: there are no options at all.
            return all(absent(value) for value in alternatives(self.options))
        if name not in record.members:
            return not record.open
        return all(absent(value) for value in alternatives(record.members[name].value))

    @cached_property
    def urls(self) -> tuple[Url, ...]:
        """Every alternative of the URL that is text."""
        return tuple(Url(value) for value in self.option("url") if isinstance(value, Text))

    @property
    def methods(self) -> tuple[Text, ...]:
        """Every alternative of the method that is wholly known text (none where it is left out: then GET)."""
        texts = (value for value in self.option("method") if isinstance(value, Text))
        return tuple(text for text in texts if text.known is not None)

    def always(self, method: str) -> bool:
        """Whether the request is certainly made with a method (given in upper case, written in any)."""
        if "method" not in self.api.options or self.lacks("method"):
            return self.api.default_method == method
        values = self.option("method")
        known = [value.known for value in values if isinstance(value, Text) and value.known is not None]
        return bool(values) and len(known) == len(values) and all(text.upper() == method for text in known)

    @property
    def timeouts(self) -> Iterator[tuple[float, Place, Confidence]]:
        """The alternatives of the `timeout` option that are known numbers: milliseconds, place, how sure."""
        values = self.option("timeout")
        for value in values:
            if isinstance(value, Constant) and "number" in kinds(value):
                yield cast("float", value.value), value.place or self.name, self._sure(len(values) == 1)

    def wrong_urls(self, wrong: Callable[[Url], bool]) -> Iterator[tuple[Url, Confidence]]:
        """The alternatives of the URL that are wrong, each as sure as it is that this one is sent."""
        found = [url for url in self.urls if wrong(url)]
        sure = self._sure(len(found) == len(self.option("url")))
        return ((url, sure) for url in found)

    def wrong_texts(self, name: str, wrong: Callable[[str], bool]) -> Iterator[tuple[Text, Confidence]]:
        """The alternatives of an option that are wholly known text and wrong, likewise."""
        values = self.option(name)
        found = [
            value
            for value in values
            if isinstance(value, Text) and value.known is not None and wrong(value.known)
        ]
        sure = self._sure(len(found) == len(values))
        return ((value, sure) for value in found)

    def _sure(self, every: bool) -> Confidence:
        return self.confidence if every else "likely"

    def holds(self, place: Place) -> bool:
        """Whether something is written inside the call itself."""
        call = self.place
        return place.path == call.path and call.start <= place.start and place.end <= call.end

    def sent_from(self, place: Place) -> tuple[Related, ...]:
        """The site, as the related place of a finding that stands outside the call; else nothing."""
        if self.holds(place):
            return ()
        return (Related(self.name, "请求从这里发出", "the request is sent from here"),)


class Outcome(msgspec.Struct, frozen=True):
    """How a request, or the code before it, ended on one way through."""

    kind: OutcomeKind
    place: Place | None = None
    """The early `return` or `throw`, the API that failed, or the request."""
    api: str = ""
    partly: bool = False
    """Only on a branch of what is done then; on others not."""
    branch: Place | None = None
    """The test by which that branch is taken, where it is known."""

    @property
    def where(self) -> Place | None:
        """What to look at: the test, or else how it ended."""
        return self.branch or self.place

    @property
    def zh(self) -> str:
        """When it happens, as the beginning of a sentence."""
        return _OUTCOMES[self.kind][0].format(api=self.api) + ("的某个分支上" if self.partly else "")

    @property
    def en(self) -> str:
        """When it happens, as the end of a sentence."""
        text = _OUTCOMES[self.kind][1].format(api=self.api)
        if not self.partly:
            return text
        return f"{text[:-1]}, on one branch)" if text.endswith(")") else f"{text} (on one branch)"


_OUTCOMES: dict[OutcomeKind, tuple[str, str]] = {
    "success": ("请求成功时", "when the request succeeds"),
    "status": ("状态码非 2xx 时（仍进 success）", "on a non-2xx status (`success` still runs)"),
    "fail": ("请求失败（fail）时", "when the request fails"),
    "return": ("提前 return 时", "on the early return"),
    "throw": ("抛出异常时", "when an exception is thrown"),
    "api-fail": ("{api} 失败时", "when {api} fails"),
    "unsent": ("没有发出请求时", "when no request is sent"),
    "any": ("无论结果如何", "whatever the outcome"),
}


class Step(msgspec.Struct, frozen=True):
    """One step of the way that shows a behaviour, in both languages."""

    place: Place
    zh: str
    en: str


class Leak(msgspec.Struct, frozen=True):
    """Something that is shown and, on some outcome, never hidden."""

    indicator: Literal["loading", "navigation-bar", "pull-down"]
    place: Place
    outcome: Outcome
    closed: tuple[Place, ...]
    """Where it is closed on other outcomes."""
    steps: tuple[Step, ...] = ()
    confidence: Confidence = "certain"
    elsewhere: bool = False
    """Whether other ways, which were not played, close it: then `closed` being empty says nothing."""
    site: Place | None = None
    """The platform's call, where `place` is the call of a helper that makes it."""


class DoubleTap(msgspec.Struct, frozen=True):
    """A handler that sends its request again when tapped again before the answer."""

    handler: Handler
    requests: tuple[Request, ...]
    steps: tuple[Step, ...] = ()
    confidence: Confidence = "certain"


class StuckGuard(msgspec.Struct, frozen=True):
    """A flag that is set with a request and, on some outcome, never reset."""

    flag: str
    place: Place
    """The statement that sets it."""
    tested: Place
    """The condition that keeps the request from being sent while it is set; `place` where it is not known."""
    outcome: Outcome
    released: tuple[Place, ...]
    steps: tuple[Step, ...] = ()
    confidence: Confidence = "certain"
    survives: bool = False
    """It outlives the page: whoever opens it again finds it set."""


Behaviour = TypeVar("Behaviour", Leak, StuckGuard)


def once(records: Iterable[Behaviour]) -> Iterator[Behaviour]:
    """One record a place, the first that is certain where there is one: a place is told once."""
    chosen: dict[Place, Behaviour] = {}
    for record in records:
        told = chosen.setdefault(record.place, record)
        if told.confidence == "likely" and record.confidence == "certain":
            chosen[record.place] = record
    yield from chosen.values()


class HiddenToast(msgspec.Struct, frozen=True):
    """A toast that a `hideLoading` of the same turn takes away before anybody can read it."""

    place: Place
    hidden_by: Place
    outcome: Outcome


class UnsettledPromise(msgspec.Struct, frozen=True):
    """A `new Promise` that some outcome neither resolves nor rejects.

    `place`: the first words of the `new` expression, and `whole`: all of it.
    """

    place: Place
    whole: Place
    outcome: Outcome

    @property
    def wrapped(self) -> Place | None:
        """The request that stands in it, whose answer it is for."""
        request, whole = self.outcome.place, self.whole
        if request is None or request.path != whole.path:
            return None
        return request if whole.start <= request.start and request.end <= whole.end else None


class Flood(msgspec.Struct, frozen=True):
    """A handler of an event that comes many times a second, and that sends a request each time."""

    handler: Handler
    requests: tuple[Request, ...]
    confidence: Confidence = "certain"


class EndlessRetry(msgspec.Struct, frozen=True):
    """A request that on some outcome is sent again and again at once. `place`: the call of it, or of a
    wrapper, in the function that runs again.
    """

    place: Place
    outcome: Outcome


class LoopedRequest(msgspec.Struct, frozen=True):
    """A call in a loop of many turns that sends a request in each, without waiting. `place`: its callee.
    `loop`: where the loop begins.
    """

    place: Place
    site: Place
    loop: Place | None = None


class Misuse(msgspec.Struct, frozen=True):
    """Something done with what a request gives that it is not made for. `site`: the request's call."""

    place: Place
    site: Place


class UnboundHandler(msgspec.Struct, frozen=True):
    """An event that WXML binds to a method that is not there. `place`: the method's name in WXML."""

    page: str
    method: str
    event: str
    place: Place
    certain: bool = True
    opening: Place | None = None
    """Where the method can be written: behind the brace that opens the page's methods."""


class ConfiguredTimeout(msgspec.Struct, frozen=True):
    """A timeout in app.json's networkTimeout."""

    api: str
    milliseconds: float
    place: Place


class Problem(msgspec.Struct, frozen=True):
    """A file that cannot be read or parsed as it should: the place, and one sentence in each language."""

    kind: Literal["json", "script", "markup", "file"]
    place: Place
    zh: str
    en: str
    fix: Fix | None = None


class Comment(msgspec.Struct, frozen=True):
    """A comment of a script or of markup that names wxlint; `text` is what stands between its delimiters."""

    place: Place
    text: str


class IdleSuppression(msgspec.Struct, frozen=True):
    """A `wxlint-disable` comment that does nothing, or one name in it.

    `name`: the rule, or the comment's own first word (`kind` "comment"), as written; "" where it names none.
    `near`: the legal name that was probably meant, or "".
    """

    kind: Literal["unused", "unknown-rule", "comment"]
    place: Place
    name: str = ""
    near: str = ""


class Program(msgspec.Struct, frozen=True):
    """One mini-program (an app.json and what hangs on it)."""

    root: str
    """The folder of app.json, relative to the checked folder, without a trailing `/` ('' for itself)."""
    requests: tuple[Request, ...] = ()
    handlers: tuple[Handler, ...] = ()
    leaks: tuple[Leak, ...] = ()
    double_taps: tuple[DoubleTap, ...] = ()
    stuck_guards: tuple[StuckGuard, ...] = ()
    hidden_toasts: tuple[HiddenToast, ...] = ()
    unsettled_promises: tuple[UnsettledPromise, ...] = ()
    floods: tuple[Flood, ...] = ()
    endless_retries: tuple[EndlessRetry, ...] = ()
    looped_requests: tuple[LoopedRequest, ...] = ()
    awaited_tasks: tuple[Misuse, ...] = ()
    """Where a request task is awaited, as if it were a promise."""
    unchecked_statuses: tuple[Misuse, ...] = ()
    """Where a body is used as a success, and the status is read nowhere."""
    unhandled_failures: tuple[Misuse, ...] = ()
    """Where nothing at all happens when the request fails."""
    unparsed_bodies: tuple[Misuse, ...] = ()
    """Where the body of an upload's answer, a text, is used as an object."""
    unbound_handlers: tuple[UnboundHandler, ...] = ()
    unchecked_urls: tuple[Place, ...] = ()
    """`setting.urlCheck: false` in the developer tools' configuration that is in force."""
    listed_domains: dict[str, tuple[str, ...]] = {}
    """API -> the domains that the admin console lists for it, where the project says so (lower case)."""
    timeouts: tuple[ConfiguredTimeout, ...] = ()
    documents: tuple[Document, ...] = ()
    """The configuration documents that could be read."""
    refusals: tuple[Refusal, ...] = ()
    """What app.json and the JSON of pages name that is not there, or that the platform's tools refuse."""
    problems: tuple[Problem, ...] = ()
    comments: tuple[Comment, ...] = ()
    files: tuple[str, ...] = ()
    """Every file that was read, relative to the checked folder."""
    left_out: dict[str, int] = {}
    """Reason -> number of files that stayed outside."""
    idle_wrappers: tuple[str, ...] = ()
    """Of the wrappers that the configuration declares, those of which no call is written in any script."""
    request_is_replaced: bool = False
    """A script that was left out puts its own `request` in the place of the API's, as a mock does."""
    idle_suppressions: tuple[IdleSuppression, ...] = ()
    """Known last: only to the rule that judges them, when all others have spoken."""
