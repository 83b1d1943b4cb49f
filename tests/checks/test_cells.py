"""One expected value against one actual value, and which expected thing is which actual one."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checks.cells import MISSING, Absent, Alike, Anything, Written, agrees, cell
from harness.checks.count import Count, at_least, at_most, exactly
from harness.checks.matching import pairing
from harness.errors import InputError


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (25, 25.0),
        ("25", "25"),
        ({"a": [1, None]}, {"a": [1.0, None]}),
        (Written("25"), 25),
        (Written("25"), 25.0),
        (Written("25"), "25"),
        (Written("true"), True),
        (Written("null"), None),
        (Written('{"a": 1}'), {"a": 1}),
        (Written("2026-01-20T14:00"), "2026-01-20 14:00:00"),
        (Written("2026-01-20T14:00"), "2026-01-20T14:00:00-08:00"),
        (Alike("(604) 555-0123"), "+16045550123"),
        (Alike("jane doe"), "Jane  Doe"),
        (Anything(), None),
        (Absent(), MISSING),
    ],
)
def test_values_that_agree(expected: Any, actual: Any) -> None:
    assert agrees(expected, actual)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("25", 25),
        (1, True),
        (0, False),
        (0, None),
        ({"a": 1}, {}),
        ({}, {"a": 1}),
        ([1, 2], [2, 1]),
        (Written("25"), "25.0"),
        (Written("Jane"), "jane"),
        (Written("+16045550123"), "604-555-0123"),
        (Written("1"), None),
        (Written("2026-01-20T14:00"), "2026-01-20T14:00:30"),
        (Alike("604-555-0123"), "+16045550124"),
        (Alike("0123"), "+16045550123"),
        (Anything(), MISSING),
        (Absent(), ""),
        (Absent(), None),
    ],
)
def test_values_that_do_not_agree(expected: Any, actual: Any) -> None:
    assert not agrees(expected, actual)


def test_a_cell_is_read_as_what_it_expects() -> None:
    assert [cell(text) for text in (" * ", "any", "", "~604 555", " 14:00 ")] == [
        Anything(),
        Anything(),
        Absent(),
        Alike("604 555"),
        Written("14:00"),
    ]


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), max_size=4))
def test_as_many_pairs_are_found_as_any_assignment_has(rows: list[list[bool]]) -> None:
    found = pairing(rows, range(4), lambda row, j: row[j])

    best = max(sum(row[j] for row, j in zip(rows, order, strict=False)) for order in permutations(range(4)))
    assert len(found) == best
    assert len(set(found.values())) == len(found)
    assert all(rows[i][j] for i, j in found.items())


def test_a_loose_expectation_leaves_the_only_fit_to_a_strict_one() -> None:
    assert pairing(["*", "a"], ["a", "b"], lambda want, have: want in ("*", have)) == {0: 1, 1: 0}


@pytest.mark.parametrize(
    ("count", "right", "wrong", "words"),
    [
        (exactly(0), 0, 1, "never"),
        (exactly(2), 2, 3, "twice"),
        (at_least(1), 5, 0, "at least once"),
        (at_most(3), 0, 4, "at most 3 times"),
        (Count(least=2, most=4), 3, 5, "between 2 and 4 times"),
    ],
)
def test_a_count_allows_its_range_and_says_it(count: Count, right: int, wrong: int, words: str) -> None:
    assert count.allows(right)
    assert not count.allows(wrong)
    assert count.in_words() == words


def test_an_impossible_count_is_refused() -> None:
    with pytest.raises(InputError, match="at least 3 and at most 2"):
        Count(least=3, most=2)
