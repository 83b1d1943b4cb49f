"""Words of the steps turned into values, in one place."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from harness.errors import InputError

__all__ = ["column", "count", "facts", "file_name", "language", "moment", "quoted_names", "records", "rows_by_table"]

_TIMES = {
    "once": 1,
    "twice": 2,
    "never": 0,
    "no": 0,
    "three times": 3,
    "four times": 4,
    "five times": 5,
    "零": 0,
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
}
_LANGUAGES = {"English": "en", "Chinese": "zh", "英语": "en", "英文": "en", "中文": "zh", "汉语": "zh", "普通话": "zh"}
_HEADINGS = {"表": "table", "变化": "change"}
_QUOTED = re.compile('["“「]([^"“”「」]*)["”」]')


def count(words: str) -> int:
    """ "once", "twice", "3 times" as a number. Raises InputError for anything else."""
    plain = words.strip().removesuffix("次").strip()
    if plain in _TIMES:
        return _TIMES[plain]
    match = re.fullmatch(r"(\d+)(?: times?)?", plain)
    if match is None:
        raise InputError(f'"{words}" is not a number of times. Write once, twice, or for example "3 times".')
    return int(match[1])


def language(words: str) -> str:
    """A language's code by its name, in English or Chinese. Raises InputError for one that is not known here."""
    if words.strip() not in _LANGUAGES:
        raise InputError(f'"{words}" is not a language known here. Known: {", ".join(_LANGUAGES)}.')
    return _LANGUAGES[words.strip()]


def quoted_names(words: str) -> tuple[str, ...]:
    """Every name between quotation marks: `"Reception", then "Kitchen"`."""
    return tuple(_QUOTED.findall(words))


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
    rows = [{_HEADINGS.get(name, name): cell for name, cell in row.items()} for row in records(datatable)]
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
