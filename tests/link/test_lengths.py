"""How a list's length compares to a number is what JavaScript says for every length that there may be."""

from math import inf, nan
from operator import eq, ge, gt, le, lt, ne

import pytest

from wxlint.link.engine.heap import Sym, Val, truth
from wxlint.link.engine.lengths import compared
from wxlint.link.engine.numbers import LENGTH
from wxlint.model.values import Constant

OPS = {"<": lt, ">": gt, "<=": le, ">=": ge, "==": eq, "===": eq, "!=": ne, "!==": ne}
BOUNDS = (-inf, -2, -0.5, 0, 0.5, 1, 1.5, 3, inf, nan)
LIST = Sym((LENGTH, ("atom", 1)), "number")


def answer(said: Val, length: int) -> bool:
    """What an answer comes to for one length: a constant, or whether the length is more than 0."""
    plain = truth(said)
    if plain is not None:
        return plain
    assert isinstance(said, Sym)
    return (length > 0) == (said.term == LIST.term)


@pytest.mark.parametrize("op", OPS)
@pytest.mark.parametrize("bound", BOUNDS)
def test_a_comparison_says_what_is_so_of_every_length(op: str, bound: float) -> None:
    for turned in (False, True):
        sides: tuple[Val, Val] = (Constant(bound), LIST) if turned else (LIST, Constant(bound))
        said = compared(op, *sides)
        if said is None:
            continue
        for length in range(5):
            so = OPS[op](bound, length) if turned else OPS[op](length, bound)
            assert answer(said, length) == so


@pytest.mark.parametrize("op", ["-", "*", "/", "%", "in", "instanceof"])
def test_what_is_reckoned_from_a_length_is_no_answer(op: str) -> None:
    assert all(compared(op, LIST, Constant(bound)) is None for bound in BOUNDS)
