"""A pattern with marks finds what the pattern alone would find."""

import pytest

from harness.language.chinese import claims, dates, times
from harness.language.chinese.heard import heard
from harness.language.chinese.marked import Marked
from tests.language.chinese.tables import FURTHER, HELD_OUT, HELD_OUT_REPLIES

SAID = [sentence for _, sentence, _, _ in (*HELD_OUT, *FURTHER)] + [reply for reply, _ in HELD_OUT_REPLIES]
# Cuts of sentences hold few characters, so that a mark that is not in every match shows.
CUTS = sorted({heard(text)[at : at + size] for text in SAID for size in (3, 6, 12) for at in range(0, len(text), 2)})
MARKED = {
    f"{module.__name__}.{name}": value
    for module in (claims, dates, times)
    for name, value in vars(module).items()
    if isinstance(value, Marked)
}


@pytest.mark.parametrize("marked", MARKED.values(), ids=MARKED)
def test_no_match_is_without_a_mark(marked: Marked) -> None:
    missed = [text for text in CUTS if (marked.search(text) is None) != (marked.pattern.search(text) is None)]

    assert missed == []
