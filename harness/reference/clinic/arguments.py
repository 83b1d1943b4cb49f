"""A tool call's arguments as its handler declares them, or every reason why they are not."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from harness.reference.clinic.formats import FORMATS, Unfit
from harness.reference.clinic.results import Refused
from harness.reference.clinic.wording import Said
from harness.reference.declaration import Parameter

__all__ = ["Arguments", "invalid", "read_arguments"]

_LONGEST = 500
"""Characters; a note that is longer is a letter."""
_MOST_ITEMS = 100
_MISSING = Unfit("is missing", "缺少")
_TYPES = {"integer": ("a whole number", "整数"), "boolean": ("true or false", "true或false"), "array": ("a list", "列表")}


class Arguments:
    """What was told, by the declared names: read, typed, and in the clinic's own terms. What was not told is None."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str) -> str:
        """Text that was told; empty when it was not."""
        return str(self._values.get(name) or "")

    def number(self, name: str) -> int | None:
        """A whole number, or the number of a provider; None also for any provider."""
        found: int | None = self._values.get(name)
        return found

    def flag(self, name: str, *, default: bool) -> bool:
        """Yes or no."""
        return bool(self._values.get(name, default))

    def day(self, name: str) -> date | None:
        """A day of the calendar."""
        found: date | None = self._values.get(name)
        return found

    def the_moment(self, name: str) -> datetime:
        """A date and time that the declaration requires."""
        found: datetime = self._values[name]
        return found

    def the_day(self, name: str) -> date:
        """A day of the calendar that the declaration requires."""
        found: date = self._values[name]
        return found

    def the_number(self, name: str) -> int:
        """A whole number that the declaration requires."""
        found: int = self._values[name]
        return found

    def days(self, name: str) -> tuple[date, ...]:
        """Days of the calendar."""
        return tuple(self._values.get(name, ()))

    @property
    def language(self) -> str:
        """What the caller speaks as far as this call says, "en" or "zh"."""
        return "zh" if self._values.get("language") == "zh" else "en"


def read_arguments(declared: Sequence[Parameter], told: Mapping[str, Any] | None) -> Arguments | Refused:
    """The arguments; a refusal names every one that is missing or wrong, at once. What is not declared is not looked at.

    Spaces around a text do not count; a number may come as text and an identifier as a number, as models send them.
    """
    if told is None:
        return Refused(reason="invalid_argument", message="arguments must be a JSON object")
    values: dict[str, Any] = {}
    problems: dict[str, Unfit] = {}
    for parameter in declared:
        names = (parameter.name, *parameter.aliases)
        value = next((told[name] for name in names if told.get(name) is not None), None)
        if isinstance(value, str):
            value = " ".join(value.split())
        try:
            if value is not None and value != "":
                values[parameter.name] = _read(parameter, value)
            elif parameter.required:
                raise _MISSING
        except Unfit as wrong:
            problems[parameter.name] = wrong
    return invalid(problems, told.get("language")) if problems else Arguments(values)


def invalid(problems: Mapping[str, Unfit], language: Any) -> Refused:
    """The refusal that names each argument with what is wrong with it."""
    en = "; ".join(f"{name} {wrong}" for name, wrong in problems.items())
    zh = "，".join(f"{wrong.zh} {name}" if wrong is _MISSING else f"{name} {wrong.zh}" for name, wrong in problems.items())
    message = Said(en=en, zh=zh).spoken("zh" if language == "zh" else "en")
    return Refused(reason="invalid_argument", message=message, parameters=tuple(problems))


def _read(parameter: Parameter, value: Any) -> Any:
    match parameter.type:
        case "integer":
            return _whole_number(value)
        case "boolean":
            return _yes_or_no(value)
        case "array":
            return _items(parameter, value)
        case "string":
            return _text(parameter, value)


def _whole_number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31:
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**31:
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    raise _wrong_type("integer", value)


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise _wrong_type("boolean", value)


def _items(parameter: Parameter, value: Any) -> tuple[Any, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        raise _wrong_type("array", value)
    return tuple(_text(parameter, item) for item in value)


def _text(parameter: Parameter, value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise Unfit(f"must be text; got {_kind_of(value)}", f"必须是文字，收到的是{_kind_of(value)}")
    if len(value) > _LONGEST:
        raise Unfit(f"must be at most {_LONGEST} characters; got {len(value)}", f"最多{_LONGEST}个字符，收到{len(value)}个")
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in value):
        raise Unfit("must not contain control characters", "不能含有控制字符")
    if parameter.enum:
        return _choice(parameter, value)
    return FORMATS[parameter.format](value) if parameter.format else value


def _choice(parameter: Parameter, value: str) -> str:
    found = next((choice for choice in parameter.enum if choice.lower() == value.lower()), None)
    if found is None:
        known = ", ".join(parameter.enum)
        raise Unfit(f'must be one of {known}; got "{value}"', f'必须是其中之一：{known}，收到的是"{value}"')
    return found


def _wrong_type(kind: str, value: Any) -> Unfit:
    en, zh = _TYPES[kind]
    return Unfit(f"must be {en}; got {_kind_of(value)}", f"必须是{zh}，收到的是{_kind_of(value)}")


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, list) else "a number"
