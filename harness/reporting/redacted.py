"""A run, a call or any value of one, with everything secret taken out of it; what every report that is written starts from."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from harness.reporting.redaction import MASK, is_phone_name, is_secret_name, mask_digits, redact_text
from harness.reporting.run import PlayedCall, Run, ScenarioResult, StepResult
from harness.trace.trace import Trace

__all__ = ["redacted_call", "redacted_run", "redacted_trace", "redacted_value"]

_FEWEST_LOCAL_DIGITS = 7
_LARGEST_PLAIN_INTEGER = 10**9
S = TypeVar("S", bound=Struct)

# Made by the harness, never by a person; masking them would break the links between events, and the replay command.
_KEPT_FIELDS = frozenset({"call_id", "n", "at", "until", "started_at", "seed", "replay", "squad", "file", "feature_file"})


def redacted_run(run: Run, *, keep: frozenset[str] = frozenset()) -> Run:
    """The same run, safe to write to a file. `keep` as in `redact_text`. Replay commands and event numbers are untouched."""
    return replace(
        run,
        scenarios=tuple(_scenario(scenario, keep) for scenario in run.scenarios),
        problems=tuple(redact_text(problem, keep) for problem in run.problems),
    )


def redacted_call(call: PlayedCall, *, keep: frozenset[str] = frozenset()) -> PlayedCall:
    """The same call; its squad is passed through, because no report shows more of it than names."""
    return _struct(call, keep)


def redacted_trace(trace: Trace, *, keep: frozenset[str] = frozenset()) -> Trace:
    """The same events, in the same order, with the same numbers and call ids."""
    return _struct(trace, keep)


def redacted_value(value: Any, *, keep: frozenset[str] = frozenset(), name: str = "") -> Any:
    """Any JSON-like value or Struct; `name` is the field it stands in, which may say that it is a secret or a phone number."""
    if name and value is not None and not isinstance(value, bool):
        if is_secret_name(name):
            return MASK
        if isinstance(value, str | int) and is_phone_name(name):
            return _phone(str(value), keep) if isinstance(value, str) or value >= 10**_FEWEST_LOCAL_DIGITS else value
    match value:
        case str():
            return redact_text(_whole(value), keep)
        case bool():
            return value
        case int():
            return value if abs(value) < _LARGEST_PLAIN_INTEGER else _integer(value, keep)
        case Mapping():
            return {redact_text(str(k), keep): redacted_value(v, keep=keep, name=str(k)) for k, v in value.items()}
        case list() | tuple():
            return type(value)(redacted_value(item, keep=keep) for item in value)
        case Struct():
            return _struct(value, keep)
    return value


def _scenario(scenario: ScenarioResult, keep: frozenset[str]) -> ScenarioResult:
    clean = _struct(scenario, keep, except_for=("steps", "example", "verdict", "owner", "tags"))
    return replace(
        clean,
        steps=tuple(_step(step, keep) for step in scenario.steps),
        example=tuple((name, redacted_value(value, keep=keep, name=name)) for name, value in scenario.example),
    )


def _step(step: StepResult, keep: frozenset[str]) -> StepResult:
    return replace(_struct(step, keep, except_for=("table",)), table=_table(step.table, keep))


def _table(table: tuple[tuple[str, ...], ...], keep: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """A cell is named by the first cell of its row where rows are name and value, and by its column's heading otherwise."""
    if not table:
        return table
    heading = table[0]

    def cell(row: int, column: int, text: str) -> str:
        names = [table[row][0]] if len(heading) == 2 and column == 1 else []
        if row > 0 and column < len(heading):
            names.append(heading[column])
        sensitive = next((name for name in names if is_secret_name(name) or is_phone_name(name)), "")
        shown: str = redacted_value(text, keep=keep, name=sensitive)
        return shown

    return tuple(tuple(cell(r, c, text) for c, text in enumerate(row)) for r, row in enumerate(table))


def _struct(value: S, keep: frozenset[str], except_for: Iterable[str] = ()) -> S:
    unchanged = _KEPT_FIELDS.union(except_for)
    read: Callable[[str], Any] = value.__getattribute__
    fresh = {f: redacted_value(read(f), keep=keep, name=f) for f in value.__struct_fields__ if f not in unchanged}
    return replace(value, **fresh)


def _phone(text: str, keep: frozenset[str]) -> str:
    clean = redact_text(text, keep)
    digits = sum(character.isdecimal() for character in clean)
    if clean != text or not _FEWEST_LOCAL_DIGITS <= digits < _FEWEST_LOCAL_DIGITS + 3 or text in keep:
        return clean
    return clean if _is_reserved_local(text) else mask_digits(clean)


def _is_reserved_local(text: str) -> bool:
    digits = "".join(character for character in text if character.isdecimal())
    return len(digits) == _FEWEST_LOCAL_DIGITS and digits.startswith("55501")


def _whole(text: str) -> str:
    """Half of a surrogate pair, which a JSON answer may hold and no file can, becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _integer(value: int, keep: frozenset[str]) -> int | str:
    clean = redact_text(str(value), keep)
    return value if clean == str(value) else clean
