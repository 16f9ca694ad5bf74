"""The pages that are open, as `getCurrentPages()` tells of them."""

from __future__ import annotations

from wxlint.link.engine.heap import Sym, Term, There, Val
from wxlint.model.place import Place

#: What the term of the open pages begins with.
PAGES = "pages"


class Pages(There):
    """The pages that are open, as `getCurrentPages()` gives them. What they can do is not known."""

    __slots__ = ()

    def member(self, name: str, place: Place | None = None) -> Sym:
        """One of the pages, how many they are, or a method of the list."""
        if name == "length":
            return Sym(("get", self.term, name), "number", place)
        if name == "*" or name.isdigit():
            return OpenPage(("get", self.term, name), "unknown", place, True)
        return Sym(("get", self.term, name), "unknown", place, True)

    def at(self, index: Val, fresh: Term, place: Place | None) -> Sym:
        """The page at an index that is not known; `fresh`: a term that nothing else has."""
        at = index.term if isinstance(index, Sym) else fresh
        return OpenPage(("page", self.term, at), "unknown", place, True)


class OpenPage(Sym):
    """One of the pages that are open: what it is, and was opened with, is data; its methods do anything."""

    __slots__ = ()

    def member(self, name: str, place: Place | None = None) -> Sym:
        """A member of the page."""
        return Sym(("get", self.term, name), "unknown", place, name not in _OF_A_PAGE)


#: The members of any page that are texts or data.
_OF_A_PAGE = frozenset(("route", "__route__", "is", "options", "data", "id", "$page"))


def is_doubtful(value: Sym) -> bool:
    """Whether it is not known what a test of the value says: it is of code that is not at hand. That a page
    is there, or is not, says no more than that.
    """
    return value.foreign and not isinstance(value, OpenPage)
