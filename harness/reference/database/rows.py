"""Rows as a scenario writes them: checked and turned into what the columns hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Boolean, Column, Connection, CursorResult, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import DataError, IntegrityError

from harness.errors import InputError

__all__ = ["all_rows", "check_columns", "insert_rows", "inserted_id", "table_named"]

_YES = frozenset({"true", "yes", "1"})
_NO = frozenset({"false", "no", "0"})
_SHAPES = {
    "phone": (re.compile(r"\+[1-9][0-9]{6,14}"), 'an international number such as "+16045550123"'),
    "local time": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"), 'a local time such as "2026-01-20T14:00"'),
    "region": (re.compile(r"[A-Z]{2}"), 'a two-letter country code such as "CA"'),
}


def table_named(metadata: MetaData, name: str) -> Table:
    """The table of that name; InputError lists the ones there are."""
    if name in metadata.tables:
        return metadata.tables[name]
    raise InputError(f"there is no table {name!r}; {_candidates(name, metadata.tables)}")


def check_columns(metadata: MetaData, name: str, columns: Iterable[str]) -> None:
    """Nothing when changes of this table can have these columns, labels included; else InputError lists the ones there are."""
    table = table_named(metadata, name)
    known = [*table.c.keys(), *(column.info["label"][0] for column in table.c if "label" in column.info)]
    for column in columns:
        if column not in known:
            raise InputError(f"the table {name!r} has no column {column!r}; {_candidates(column, known)}")


def all_rows(connection: Connection, metadata: MetaData, name: str) -> list[dict[str, Any]]:
    """Every row of a table in the order of its keys, as plain values."""
    table = table_named(metadata, name)
    return [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]


def insert_rows(connection: Connection, metadata: MetaData, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows; cells may be text, as a table in a feature file holds them, and an empty cell is no value.

    InputError for an unknown table or column, a missing or malformed value, and a row that clashes with another.
    """
    table = table_named(metadata, name)
    ready = [_read_row(table, row) for row in rows]
    for row in ready:
        try:
            connection.execute(insert(table), row)
        except (DataError, IntegrityError) as clash:
            why = str(clash.orig).partition("\n")[0]
            raise InputError(f"{name}: this row cannot be added: {why}; the row is {row}") from clash


def inserted_id(result: CursorResult[Any]) -> int:
    """The number the database gave to the row that was just added."""
    key = result.inserted_primary_key
    if key is None:
        raise ValueError("the statement added no single row")
    return int(key[0])


def _read_row(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    for name in row:
        if name not in table.c:
            raise InputError(f"the table {table.name!r} has no column {name!r}; {_candidates(name, table.c.keys())}")
    given = {name: _read_cell(table, table.c[name], cell) for name, cell in row.items() if cell is not None and cell != ""}
    missing = [column.name for column in table.c if _is_needed(column) and column.name not in given]
    if missing:
        raise InputError(f"a row of {table.name!r} needs {', '.join(missing)}; got {', '.join(given) or 'nothing'}")
    return given


def _is_needed(column: Column[Any]) -> bool:
    numbered = column.primary_key and isinstance(column.type, Integer)
    return not column.nullable and column.default is None and not numbered


def _read_cell(table: Table, column: Column[Any], cell: Any) -> Any:
    where = f"{table.name}.{column.name}"
    text = str(cell)
    if isinstance(column.type, Boolean):
        if text.lower() not in _YES | _NO:
            raise InputError(f"{where} must be yes or no; got {text!r}")
        return text.lower() in _YES
    if isinstance(column.type, Integer):
        if not re.fullmatch(r"-?[0-9]{1,18}", text):
            raise InputError(f"{where} must be a whole number; got {text!r}")
        return int(text)
    _check_format(where, column.info.get("format"), text)
    return text


def _check_format(where: str, form: str | None, text: str) -> None:
    if form == "timezone":
        try:
            ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
            raise InputError(f'{where} must be a time zone such as "America/Vancouver"; got {text!r}') from unknown
    if form not in _SHAPES:
        return
    pattern, wanted = _SHAPES[form]
    if not pattern.fullmatch(text) or (form == "local time" and not _is_real_time(text)):
        raise InputError(f"{where} must be {wanted}; got {text!r}")


def _is_real_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _candidates(name: str, known: Iterable[str]) -> str:
    names = list(known)
    close = get_close_matches(name, names, n=1)
    return f"{f'did you mean {close[0]!r}? ' if close else ''}there are: {', '.join(names)}"
