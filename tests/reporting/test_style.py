"""Colours can be told from what they stand on, by day and by night."""

import re
from importlib.resources import files

import pytest

CSS = (files("harness.reporting") / "templates" / "style.css").read_text("utf-8")
DAY, NIGHT = (
    dict(re.findall(r"--([\w-]+):#(\w+)", block))
    for block in re.findall(r":root\{(?:color-scheme[^;]*;)?(--page[^}]*)\}", CSS)[:2]
)
PAIRS = [
    *(
        ("ink", ground)
        for ground in ("page", "card", "wash", "caller", "agent", "good-wash", "bad-wash", "warn-wash", "none-wash")
    ),
    *(("soft", ground) for ground in ("page", "card", "wash", "good-wash", "bad-wash", "warn-wash", "none-wash")),
    *((name, ground) for name in ("good", "bad", "warn", "none") for ground in ("card", f"{name}-wash")),
    ("link", "card"),
    ("card", "bad"),
    ("card", "soft"),
    ("link", "bad-wash"),
]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    full = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    channels = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_has_the_contrast_of_wcag_aa(palette: dict[str, str], ink: str, ground: str) -> None:
    lighter, darker = sorted((luminance(palette[ink]), luminance(palette[ground])), reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_night_changes_every_colour_of_the_day() -> None:
    assert DAY.keys() == NIGHT.keys()
    assert not [name for name in DAY if DAY[name] == NIGHT[name]]
