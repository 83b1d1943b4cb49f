"""Values as a tool's schema wants them written."""

import re
from collections.abc import Mapping
from typing import Any

from harness.language.slot import Kind, Slot

__all__ = ["argument", "fits"]

_FORMATS = {"date": r"\d{4}-\d{2}-\d{2}", "time": r"\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?", "email": r"[^@\s]+@[^@\s]+"}
_CLOCK_12 = re.compile(r"\b12[- ]?h(?:ou)?r|\bh{1,2}:mm\s*(?:am|a|tt)|\d\s*(?:am|pm)\b|\bam/pm\b", re.IGNORECASE)
_CLOCK_24 = re.compile(r"\b24[- ]?h", re.IGNORECASE)


def argument(value: Any, slot: Slot, schema: Mapping[str, Any]) -> Any:
    """A heard value in the parameter's type and documented format. What does not fit is handed on as it was heard."""
    kind = schema.get("type", "string")
    if kind == "array" or isinstance(value, tuple):
        inner = schema.get("items")
        items = value if isinstance(value, tuple) else (value,)
        return [argument(item, slot, inner if isinstance(inner, Mapping) else {}) for item in items]
    if not isinstance(value, str):
        return str(value) if kind == "string" and isinstance(value, int) and not isinstance(value, bool) else value
    for choice in schema.get("enum") or ():
        if str(choice).casefold() == value.casefold():
            return choice
    if kind == "boolean" and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if kind in ("integer", "number") and re.fullmatch(r"-?\d+(?:\.\d+)?", value):
        return float(value) if "." in value and kind == "number" else int(float(value))
    return _patterned(_formatted(value, slot, schema), schema)


def fits(value: Any, slot: Slot, schema: Mapping[str, Any]) -> bool:
    """Whether the schema would take the value; what it does not restrict, it takes."""
    written = argument(value, slot, schema)
    if isinstance(written, list):
        inner = schema.get("items")
        return bool(written) and all(fits(item, slot, inner) for item in written if isinstance(inner, Mapping))
    kind = schema.get("type", "string")
    if kind in ("integer", "number"):
        if isinstance(written, bool) or not isinstance(written, int | float):
            return False
        return bool(schema.get("minimum", written) <= written <= schema.get("maximum", written))
    if kind == "boolean":
        return isinstance(written, bool)
    if isinstance(written, str):
        short, long = schema.get("minLength", 0), schema.get("maxLength", len(written))
        form = _FORMATS.get(schema.get("format", ""))
        return (
            short <= len(written) <= long
            and _matches(written, schema)
            and (form is None or re.fullmatch(form, written) is not None)
        )
    return True


def _matches(value: str, schema: Mapping[str, Any]) -> bool:
    pattern = schema.get("pattern")
    if not isinstance(pattern, str):
        return True
    try:
        return re.search(pattern, value) is not None
    except re.error:  # a pattern of another dialect restricts nothing here
        return True


def _patterned(value: str, schema: Mapping[str, Any]) -> str:
    """The value in the first spelling that the schema's pattern takes: without spaces, in capitals, its digits alone."""
    if "pattern" not in schema or _matches(value, schema):
        return value
    tight = re.sub(r"[\s.-]", "", value)
    digits = re.sub(r"\D", "", value)
    dashed = f"{digits[-10:-7]}-{digits[-7:-4]}-{digits[-4:]}" if len(digits) >= 10 else digits
    spellings = (tight, value.upper(), tight.upper(), tight.lower(), digits, digits[-10:], f"+{digits}", dashed)
    return next((spelling for spelling in spellings if _matches(spelling, schema)), value)


def _formatted(value: str, slot: Slot, schema: Mapping[str, Any]) -> str:
    described = f"{schema.get('description', '')} {schema.get('format', '')}".lower()
    match slot.kind:
        case Kind.PHONE:
            return _phone(value, described)
        case Kind.DATE:
            return _date(value, described)
        case Kind.TIME:
            return _time(value, described)
        case Kind.DATETIME if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", value):
            return f"{value}:00" if re.search(r"hh:mm:(?:ss|00)|\d\d:\d\d:\d\d", described) else value
        case _:
            return value


def _phone(value: str, described: str) -> str:
    digits = re.sub(r"\D", "", value)[-10:]
    if len(digits) < 10:
        return value
    if re.search(r"\(\w{3}\) ?\w{3}-\w{4}", described):
        return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    if re.search(r"\b[xn\d]{3}-[xn\d]{3}-[xn\d]{4}\b", described):
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    if re.search(r"\b(?:10|ten)[- ]digits?\b|without (?:the )?country code|\bdigits only\b", described):
        return digits
    return value


def _date(value: str, described: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)
    if match is None:
        return value
    year, month, day = match.groups()
    form = re.search(r"\b(mm|dd)([/.-])(mm|dd)\2yyyy\b", described)
    if form:
        return form[2].join((month, day, year) if form[1] == "mm" else (day, month, year))
    if re.search(r"\byyyy/mm/dd\b", described):
        return f"{year}/{month}/{day}"
    return f"{year}{month}{day}" if re.search(r"\byyyymmdd\b", described) else value


def _time(value: str, described: str) -> str:
    match = re.fullmatch(r"(\d{2}):(\d{2})", value)
    if match is None:
        return value
    hour, minute = int(match[1]), match[2]
    if _CLOCK_12.search(described) and not _CLOCK_24.search(described):
        return f"{(hour - 1) % 12 + 1}:{minute} {'PM' if hour >= 12 else 'AM'}"
    return f"{value}:00" if "hh:mm:ss" in described else value
