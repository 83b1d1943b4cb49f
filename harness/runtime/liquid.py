"""Variables in prompts, tool messages and URLs: Liquid first, plain `{{name}}` substitution when Liquid does not parse.

Source: https://docs.vapi.ai/assistants/dynamic-variables. `{{"now" | date: format, zone}}` works; `{{ now | date: … }}` gets the
already formatted text, which does not parse again, and is left as it is. Templates are hostile input: no includes, bounded loops
and output.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from liquid import BoundTemplate, Environment, Undefined
from liquid.exceptions import LiquidError

__all__ = ["default_variables", "render"]

_SECRET = re.compile(r"secret|token|password|api_?key|credential", re.IGNORECASE)
_PLAIN = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_ROOT = re.compile(r"\$(?=[\s.\[}|])")
_ROOT_NAME = "result_root"


class _LiteralUndefined(Undefined):
    """Leaves the variable as it was written."""

    def __str__(self) -> str:
        return "{{" + self.name + "}}"


class _Bounded(Environment):
    loop_iteration_limit = 10_000
    output_stream_limit = 1_000_000
    local_namespace_limit = 100_000
    context_depth_limit = 30


def render(
    template: str,
    variables: Mapping[str, Any],
    *,
    now: datetime,
    undefined: Literal["empty", "literal"] = "empty",
) -> str:
    """`template` with its variables filled in; `now` is the moment `"now"` stands for. Never raises for a bad template."""
    if "{{" not in template and "{%" not in template:
        return template
    bag = {name: "[REDACTED]" if _SECRET.search(name) else value for name, value in variables.items()}
    bag[_NOW] = now
    if "$" in template:
        template = _ROOT.sub(_ROOT_NAME, template)
        bag[_ROOT_NAME] = variables.get("$")
    try:
        return _parse(template, undefined).render(**bag)
    except LiquidError:
        return _PLAIN.sub(lambda match: str(_dig(bag, match[1], match[0] if undefined == "literal" else "")), template)


_NOW = "__now"


def default_variables(
    *,
    now: datetime,
    call_id: str,
    assistant_name: str,
    assistant_id: str | None,
    customer_number: str | None,
    phone_number: str,
) -> dict[str, Any]:
    """What every call knows without being told; times are UTC."""
    moment = now.astimezone(UTC)
    clock = f"{moment.hour % 12 or 12}:{moment:%M %p}"
    day = f"{moment:%b} {moment.day}, {moment.year}"
    return {
        "now": f"{day}, {clock} UTC",
        "date": day,
        "time": clock,
        "month": f"{moment:%B}",
        "day": f"{moment.day}",
        "year": f"{moment.year}",
        "currentDateTime": f"{day}, {clock} UTC",
        "customer": {"number": customer_number} if customer_number else {},
        "phoneNumber": {"number": phone_number},
        "call": {"id": call_id, "type": "inboundPhoneCall", "startedAt": moment.isoformat()},
        "assistant": {"id": assistant_id or "", "name": assistant_name},
        "transport": {"provider": "twilio", "conversationType": "voice"},
    }


@lru_cache(maxsize=2)
def _environment(undefined: str) -> Environment:
    environment = _Bounded(undefined=_LiteralUndefined if undefined == "literal" else Undefined)
    environment.filters["date"] = _date
    environment.filters["date"].with_context = True  # type: ignore[attr-defined]
    return environment


@lru_cache(maxsize=1024)
def _parse(template: str, undefined: str) -> BoundTemplate:
    return _environment(undefined).from_string(template)


def _date(value: object, pattern: object = "%b %d, %Y", zone: object = "UTC", *, context: Any) -> str:
    """LiquidJS's `date`: the word "now" is this moment; what is no date is handed through."""
    moment: datetime
    if value in ("now", "today"):
        moment = context.resolve(_NOW)
    else:
        try:
            moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        except ValueError:
            return str(value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        moment = moment.astimezone(ZoneInfo(str(zone)))
    except (ZoneInfoNotFoundError, ValueError):
        moment = moment.astimezone(UTC)
    return moment.strftime(str(pattern))


def _dig(bag: Mapping[str, Any], path: str, default: str) -> object:
    value: Any = bag
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return default
        value = value[name]
    return value
