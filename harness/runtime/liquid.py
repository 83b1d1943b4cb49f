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
from msgspec import Struct

__all__ = ["is_liquid", "names_in", "render"]

_NOW = "__now"
_ROOT_NAME = "__root"
_SECRET = re.compile(r"secret|token|password|api_?key|credential", re.IGNORECASE)
_PLAIN = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_PATH = re.compile(r"""[\w.\[\]"'$-]+""")
_MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ROOT = re.compile(r"\$(?=[\s.\[}|])")


class _LiteralUndefined(Undefined):
    """Leaves the variable as it was written."""

    def __str__(self) -> str:
        token = self.token
        path = _PATH.match(token.source, token.start_index) if token is not None else None
        return "{{" + (path[0] if path else self.name) + "}}"


class _Bounded(Environment):
    loop_iteration_limit = 10_000
    output_stream_limit = 1_000_000
    local_namespace_limit = 100_000
    context_depth_limit = 30


class _Compiled(Struct, frozen=True, kw_only=True):
    """A template that was read once."""

    template: BoundTemplate | None
    """None when it is no Liquid; then only plain names are filled in."""
    names: tuple[str, ...]
    """The variables it looks up."""


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
    compiled = _compile(template, undefined)
    found = [
        (name, _shown(name, variables["$" if name == _ROOT_NAME else name]))
        for name in compiled.names
        if ("$" if name == _ROOT_NAME else name) in variables
    ]
    if all(isinstance(value, str) for _, value in found):
        return _render_again(template, undefined, now, tuple(found))
    return _render(template, undefined, now, dict(found))


def is_liquid(template: str) -> bool:
    """Whether a template parses, as text without any markup does; one that does not gets plain `{{name}}` substitution only."""
    return ("{{" not in template and "{%" not in template) or _compile(template, "empty").template is not None


def names_in(template: str) -> tuple[str, ...]:
    """The variables a template looks up; nothing for one that is no Liquid."""
    return _compile(template, "empty").names if "{{" in template or "{%" in template else ()


def _shown(name: str, value: Any) -> Any:
    return "[REDACTED]" if _SECRET.search(name) else value


@lru_cache(maxsize=512)
def _render_again(template: str, undefined: str, now: datetime, found: tuple[tuple[str, str], ...]) -> str:
    """Prompts are long and the same in every call; only strings are looked up here, because 1 and True are one key."""
    return _render(template, undefined, now, dict(found))


def _render(template: str, undefined: str, now: datetime, bag: dict[str, Any]) -> str:
    compiled = _compile(template, undefined)
    bag[_NOW] = now
    try:
        if compiled.template is not None:
            return compiled.template.render(bag)
    except (LiquidError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        pass  # a filter met a value it cannot work with; what follows is what is left to do with it
    return _PLAIN.sub(lambda match: str(_dig(bag, match[1], match[0] if undefined == "literal" else "")), template)


@lru_cache(maxsize=1024)
def _compile(template: str, undefined: str) -> _Compiled:
    source = _MARKUP.sub(lambda match: _ROOT.sub(_ROOT_NAME, match[0]), template) if "$" in template else template
    try:
        parsed = _environment(undefined).from_string(source)
        names = tuple(parsed.analyze(include_partials=False).globals)
    except (LiquidError, RecursionError):
        return _Compiled(template=None, names=tuple({match[1].split(".")[0]: None for match in _PLAIN.finditer(template)}))
    return _Compiled(template=parsed, names=names)


@lru_cache(maxsize=2)
def _environment(undefined: str) -> Environment:
    environment = _Bounded(undefined=_LiteralUndefined if undefined == "literal" else Undefined)
    environment.filters["date"] = _date
    environment.filters["date"].with_context = True  # type: ignore[attr-defined]
    return environment


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
    except (ZoneInfoNotFoundError, ValueError, OSError):
        moment = moment.astimezone(UTC)
    return moment.strftime(str(pattern))


def _dig(bag: Mapping[str, Any], path: str, default: str) -> object:
    value: Any = bag
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return default
        value = value[name]
    return value
