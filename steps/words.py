"""Words of the steps turned into values, in one place."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from pytest_bdd import parsers

from harness.errors import InputError

__all__ = ["column", "count", "facts", "file_name", "moment", "pattern", "records", "rows_by_table"]

_PLACE = re.compile(r'("\{\w+\}"|<\w+>|\[\w*(?:\|\w*)+\])')
_FREE = '[^"]+?'
_SHAPES = {"speaker": f"{_FREE}(?<! never)", "status": r"\d{3}", "seconds": r"\d+(?:\.\d+)?"}
"""Free places that are narrower than words, so that "Sarah never says …" has one meaning."""
_TIMES = {"once": 1, "twice": 2, "never": 0, "no": 0, "three times": 3, "four times": 4, "five times": 5}


def pattern(text: str) -> parsers.StepParser:
    """A step text with `{quoted}` places between double quotes and `<free>` ones without; it matches the whole step only.

    Free places are words without a quotation mark, so that no two steps of this vocabulary match one sentence.
    """
    return parsers.re("^" + "".join(_piece(piece) for piece in _PLACE.split(text)) + "$")


def _piece(piece: str) -> str:
    if piece.startswith('"{'):
        return f'"(?P<{piece[2:-2]}>[^"]*)"'
    if piece.startswith("<"):
        return f"(?P{piece}{_SHAPES.get(piece[1:-1], _FREE)})"
    if piece.startswith("["):
        return f"(?:{piece[1:-1]})"
    return re.escape(piece)


def count(words: str) -> int:
    """ "once", "twice", "3 times" as a number. Raises InputError for anything else."""
    if words in _TIMES:
        return _TIMES[words]
    match = re.fullmatch(r"(\d+)(?: times?)?", words.strip())
    if match is None:
        raise InputError(f'"{words}" is not a number of times. Write once, twice, or for example "3 times".')
    return int(match[1])


def facts(datatable: Sequence[Sequence[str]]) -> dict[str, str]:
    """A table of two columns, name and value. Raises InputError for another shape, or a name twice."""
    if any(len(row) != 2 for row in datatable):
        raise InputError("a table of facts has two columns: the fact and its value.")
    found: dict[str, str] = {}
    for name, value in datatable:
        if name.strip() in found:
            raise InputError(f"the table says two things about one fact: '{name.strip()}' is there twice.")
        found[name.strip()] = value.strip()
    return found


def records(datatable: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """A table with a heading row, as one mapping a row. Raises InputError when there is no row or a heading twice."""
    heading, *rows = datatable
    if not rows:
        raise InputError("the table has a heading but no row, so it says nothing.")
    if len(set(heading)) != len(heading):
        raise InputError(f"the table names a column twice: {', '.join(heading)}.")
    return [dict(zip(heading, row, strict=True)) for row in rows]


def column(rows: Sequence[Mapping[str, str]], name: str) -> str:
    """The value every row must have under `name`. Raises InputError when the column is missing."""
    if any(name not in row for row in rows):
        raise InputError(f'the table needs a column "{name}".')
    return rows[0][name]


def rows_by_table(datatable: Sequence[Sequence[str]]) -> list[tuple[str, dict[str, str]]]:
    """A table whose column `table` says where each row belongs."""
    rows = records(datatable)
    column(rows, "table")
    return [(row["table"], {name: cell for name, cell in row.items() if name != "table"}) for row in rows]


def file_name(name: str) -> str:
    """A name as its file spells it, without the suffix: "Sunrise known patients" is in sunrise-known-patients."""
    return "-".join(name.lower().split())


def moment(text: str, now: datetime) -> datetime:
    """ "2026-01-20 14:00" in the zone of `now`. Raises InputError for another layout."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=now.tzinfo)
    except ValueError as error:
        raise InputError(f'"{text}" is not a date and time. Write it like 2026-01-20 14:00.') from error
