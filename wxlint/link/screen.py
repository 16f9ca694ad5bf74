"""The screen of a rehearsal: what covers the page, which call brought it there, and which took it away."""

from __future__ import annotations

from wxlint.link.engine.heap import Obj, Val, truth
from wxlint.link.engine.kinds import TEXT
from wxlint.link.engine.machine import Frame, Machine
from wxlint.link.played import Ended, Shown
from wxlint.model.place import Place
from wxlint.model.program import Outcome
from wxlint.platform.behaviour import CLOSES_LOADING, DESTROYING, VIEWERS


class Screen:
    """What the user sees. A loading and a toast share one view: the later one replaces the earlier one."""

    def __init__(self, machine: Machine) -> None:
        self.m = machine
        Screen.reset(self)

    def reset(self) -> None:
        """Nothing is shown."""
        self.turn = 0
        self.view: Shown | None = None
        self.bar: Shown | None = None
        #: A viewer of the platform's is open, which lies over the page as another page would.
        self.viewing = False
        #: The page is pulled down, and its three dots run.
        self.pulled = False
        self.shows: list[Shown] = []
        #: What was closed, by which call, and what it closed.
        self.closes: list[tuple[str, Place, Shown | None]] = []
        #: Toasts that were to be read, and the `hideLoading` that took each away, in which turn.
        self.hidden: list[tuple[Place, Place, int]] = []
        #: What was asked of the platform and came to an end; the turns in which a timer ran, and those in
        #: which a loading would be closed.
        self.ended: list[Ended] = []
        self.ticks: set[int] = set()
        self.closing: set[int] = set()

    # -- of interest to the survey alone ---------------------------------------------------------------------

    def constructed(self, m: Machine, made: Obj) -> None:
        """An instance was made."""

    def put_off(self, m: Machine, function: Val) -> None:
        """A timer was started, which is played in time."""

    def awaited(self, value: Val, place: Place) -> None:
        """Somebody waits for a value."""

    # -- what is seen ----------------------------------------------------------------------------------------

    def end(self, outcome: Outcome, frame: Frame | None) -> None:
        """Something that the platform was asked for comes to an end."""
        taken = self.m.taken
        decided = len(taken) - 1 if taken and taken[-1][2] else -1
        self.ended.append(Ended(outcome, frame, self.turn, decided))

    def see(self, name: str, options: Val, place: Place, site: Place) -> None:
        """A member of the platform is called, which may change what is seen. `site`: that call; `place`: it,
        or the call of a helper that makes it.
        """
        if name in ("showLoading", "showToast", "hideLoading", "hideToast"):
            self._show(name, options, place, site)
        elif name in ("showNavigationBarLoading", "hideNavigationBarLoading"):
            self._show_bar(name, place, site)
        elif name == "stopPullDownRefresh":
            self.pulled = False
            self.closes.append(("pull-down", place, None))
        elif name in VIEWERS:
            self.viewing = True
        elif name in DESTROYING:
            # They are the page's own and go with it, unlike the view of loadings and toasts.
            self.bar, self.pulled = None, False

    def _show(self, name: str, options: Val, place: Place, site: Place) -> None:
        if name == "showLoading":
            self.view = Shown(place, self.turn, self._masked(options), toast=False, site=site)
            self.shows.append(self.view)
            return
        if name in CLOSES_LOADING:
            self.closing.add(self.turn)
            if self.view is not None and not self.view.toast:
                self.closes.append(("loading", place, self.view))
            elif name == "hideLoading" and self.view is not None and self._takes_away(self.view, options):
                self.hidden.append((self.view.place, place, self.turn))
            self.view = self._toast(options, place) if name == "showToast" else None

    def _toast(self, options: Val, place: Place) -> Shown:
        shown = Shown(place, self.turn, self._masked(options), toast=True, site=place)
        icon = options.props.get("icon") if isinstance(options, Obj) else None
        shown.read = not (type(icon) is TEXT and icon.known == "loading")
        return shown

    def _takes_away(self, toast: Shown, options: Val) -> bool:
        """Whether a `hideLoading` takes a toast away that was shown in the same turn, to be read."""
        kept = options.props.get("noConflict") if isinstance(options, Obj) else None
        return toast.read and toast.turn == self.turn and (kept is None or truth(kept) is False)

    def _masked(self, options: Val) -> bool:
        mask = options.props.get("mask") if isinstance(options, Obj) else None
        return mask is not None and self.m.decide(mask)

    def _show_bar(self, name: str, place: Place, site: Place) -> None:
        if name.startswith("show"):
            self.bar = Shown(place, self.turn, mask=False, toast=False, site=site)
            self.shows.append(self.bar)
        else:
            if self.bar is not None:
                self.closes.append(("navigation-bar", place, self.bar))
            self.bar = None
