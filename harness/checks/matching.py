"""Which expected thing is which actual thing, when several could be."""

from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["pairing"]

E = TypeVar("E")
A = TypeVar("A")


def pairing(expected: Sequence[E], actual: Sequence[A], agrees: Callable[[E, A], bool]) -> dict[int, int]:
    """As many pairs as possible (index of expected → index of actual), each index in one pair at most.

    Maximum bipartite matching by augmenting paths (Kuhn). Taking the first fit instead would fail expected `f(*)`, `f(a=1)`
    against calls `f(a=1)`, `f(a=2)`, though both can be matched.
    """
    edges = [[j for j, candidate in enumerate(actual) if agrees(wanted, candidate)] for wanted in expected]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in owner or place(owner[j], seen):
                owner[j] = i
                return True
        return False

    for i in range(len(expected)):
        place(i, set())
    return {i: j for j, i in owner.items()}
