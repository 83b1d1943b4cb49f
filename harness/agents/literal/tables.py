"""A Markdown table of things to ask for, row by row."""

import re

from msgspec import Struct

__all__ = ["Item", "Table"]

_RULE = re.compile(r"^\|?[\s:|-]+\|?$")
_ASKED = re.compile(
    r"\b(?:fields?|information|info|details?|data|ask|questions?|collect|parameters?|slots?|items?)\b", re.IGNORECASE
)
_NEEDED = re.compile(r"\b(?:required|needed|mandatory|must|optional)\b", re.IGNORECASE)
_NOT = re.compile(r"^(?:no|optional|nice to have|if any|not required)\b", re.IGNORECASE)


class Item(Struct, frozen=True, kw_only=True):
    """One row as a line of text."""

    text: str
    header: bool = False


class Table:
    """Remembers the columns from one row to the next."""

    def __init__(self) -> None:
        self._columns: list[str] | None = None

    def end(self) -> None:
        """The table is over."""
        self._columns = None

    def item(self, row: str) -> Item | None:
        """A row as an item of a list: its first cell, "(optional)" when it says so. None for the rule below the header.

        A table whose header does not speak of things to ask for keeps its rows as they are written, which is prose.
        """
        if _RULE.match(row):
            return None
        cells = [re.sub(r"[*`_]", "", cell).strip() for cell in row.strip("|").split("|")]
        if self._columns is None:
            self._columns = cells
            asked = bool(_ASKED.search(cells[0]))
            return Item(text=f"Collect: {' | '.join(cells)}" if asked else " | ".join(cells), header=True)
        needed = next((n for n, name in enumerate(self._columns) if _NEEDED.search(name)), None)
        if not _ASKED.search(self._columns[0]):
            return Item(text=" | ".join(cells))
        spare = needed is not None and needed < len(cells) and _NOT.match(cells[needed])
        if (
            spare is not None
            and spare
            and "optional" in self._columns[needed or 0].lower()
            and cells[needed or 0].lower() == "no"
        ):
            spare = None
        return Item(text=f"{cells[0]} (optional)" if spare else cells[0])
