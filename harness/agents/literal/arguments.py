"""Values as a tool's schema wants them written."""

import re
from collections.abc import Mapping
from typing import Any

from harness.language.slot import Kind, Slot

__all__ = ["argument"]


def argument(value: str, slot: Slot, schema: Mapping[str, Any]) -> Any:
    """A heard value in the parameter's type and documented format. What does not fit is handed on as it was heard."""
    kind = schema.get("type", "string")
    for choice in schema.get("enum", ()):
        if str(choice).casefold() == value.casefold():
            return choice
    if kind == "integer" and re.fullmatch(r"-?\d+", value):
        return int(value)
    if kind == "number" and re.fullmatch(r"-?\d+(?:\.\d+)?", value):
        return float(value) if "." in value else int(value)
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if kind == "array":
        inner = schema.get("items")
        return [argument(value, slot, inner if isinstance(inner, Mapping) else {})]
    return _formatted(value, slot, str(schema.get("description", "")))


def _formatted(value: str, slot: Slot, description: str) -> str:
    lowered = description.lower()
    if slot.kind is Kind.PHONE:
        digits = re.sub(r"\D", "", value)
        if re.search(r"\b10[- ]digit|without (?:the )?country code|ten digits", lowered):
            return digits[-10:]
        return value
    if slot.kind is Kind.DATETIME and re.search(r"hh:mm:(?:ss|00)", lowered) and re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", value):
        return f"{value}:00"
    if slot.kind is Kind.DATE and (match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)):
        year, month, day = match.groups()
        if "mm/dd/yyyy" in lowered:
            return f"{month}/{day}/{year}"
        if "dd/mm/yyyy" in lowered:
            return f"{day}/{month}/{year}"
    return value
