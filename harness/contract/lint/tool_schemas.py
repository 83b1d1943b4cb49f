"""Rules about what a tool tells the model: its name, its description, its arguments."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject, ToolAt

__all__ = ["RULES"]

_LONGEST_API_NAME = 40
_LONGEST_DESCRIPTION = 1000
_LONG_DESCRIPTION = 800
_DESCRIBED_TYPES = frozenset(("function", "transferCall", "handoff"))
_NOT_STRICT = frozenset(("apiRequest", "code", "transferCall", "endCall", "handoff"))
_TRUSTED = re.compile(
    r"(?:caller|from)[_-]?(?:phone|number|id|phone[_-]?number)|customer[_-]?(?:phone[_-]?)?number|call[_-]?id"
    r"|(?:is[_-]?)?(?:caller[_-]?)?(?:verified|authenticated)",
    re.IGNORECASE,
)


def _api_name(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        name = tool.entry.at("name")
        if tool.type == "apiRequest" and len(name.text()) > _LONGEST_API_NAME:
            yield hit(
                name, f"The name '{name.text()}' has {len(name.text())} characters; at most {_LONGEST_API_NAME} are allowed."
            )


def _descriptions(subject: Subject) -> Iterator[tuple[ToolAt, Entry]]:
    for tool in subject.tools:
        written = tool.entry.at("function", "description")
        yield tool, written if written.present else tool.entry.at("description")


def _description_too_long(subject: Subject) -> Iterable[Hit]:
    for tool, description in _descriptions(subject):
        if len(description.text()) >= _LONGEST_DESCRIPTION:
            yield hit(description, f"The description of '{tool.label}' has {len(description.text())} characters.")


def _description_long(subject: Subject) -> Iterable[Hit]:
    for tool, description in _descriptions(subject):
        if _LONG_DESCRIPTION < len(description.text()) < _LONGEST_DESCRIPTION:
            yield hit(description, f"The description of '{tool.label}' has {len(description.text())} characters.")


def _no_description(subject: Subject) -> Iterable[Hit]:
    for tool, description in _descriptions(subject):
        if tool.type in _DESCRIBED_TYPES and not description.text().strip() and not _describes_its_destinations(tool):
            yield hit(tool.entry.at("function"), f"'{tool.label}' has no description.")


def _describes_its_destinations(tool: ToolAt) -> bool:
    destinations = tuple(tool.entry.at("destinations").objects())
    return bool(destinations) and all(one.at("description").text().strip() for one in destinations)


def _arguments(subject: Subject) -> Iterator[tuple[ToolAt, str, Entry]]:
    for tool in subject.tools:
        for name, schema in tool.properties.items():
            if isinstance(schema, dict):
                yield tool, name, tool.schema.at("properties", name)


def _untyped(subject: Subject) -> Iterable[Hit]:
    for tool, name, schema in _arguments(subject):
        if not any(key in schema.value for key in ("type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref")):
            yield hit(schema, f"The argument '{name}' of '{tool.label}' has no type.")


def _undescribed(subject: Subject) -> Iterable[Hit]:
    for tool, name, schema in _arguments(subject):
        if name != "destination" and not schema.at("description").text().strip():
            yield hit(schema, f"The argument '{name}' of '{tool.label}' has no description.")


def _strict_disabled(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        strict = tool.entry.at("function", "strict")
        if strict.value is True and tool.type not in _NOT_STRICT and (reason := _not_strict(tool.schema.value)):
            yield hit(strict, f"'{tool.label}' asks for strict arguments, but {reason}.")


def _not_strict(schema: Any) -> str:
    """Why Vapi switches `strict` off for this schema; empty when it does not."""
    if isinstance(schema, list):
        return next(filter(None, map(_not_strict, schema)), "")
    if not isinstance(schema, dict):
        return ""
    properties = schema.get("properties")
    if schema.get("type") == "object" or isinstance(properties, dict):
        if schema.get("additionalProperties") is not False:
            return "an object of its schema does not say `additionalProperties: false`"
        required = schema.get("required")
        missing = [name for name in properties or () if not isinstance(required, list) or name not in required]
        if missing:
            return f"'{missing[0]}' is not among `required`"
    return next(filter(None, map(_not_strict, (properties or {}).values())), "") or _not_strict(schema.get("items"))


def _strict_without_effect(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        strict = tool.entry.at("function", "strict")
        if strict.value is True and tool.type in _NOT_STRICT:
            yield hit(strict, f"`strict` is removed from tools of type {tool.type}.")


def _trusted(subject: Subject) -> Iterable[Hit]:
    for tool, name, schema in _arguments(subject):
        if tool.type in ("function", "apiRequest") and _TRUSTED.fullmatch(name):
            yield hit(schema, f"The model fills '{name}' of '{tool.label}', which only the platform knows for certain.")


def _shadowed(subject: Subject) -> Iterable[Hit]:
    for tool in subject.tools:
        for pair in _static(tool):
            if pair.at("key").text() in tool.properties:
                yield hit(
                    pair.at("key"), f"'{pair.at('key').text()}' is both a static parameter and an argument of '{tool.label}'."
                )


def _static(tool: ToolAt) -> tuple[Entry, ...]:
    return tuple(tool.entry.at("parameters").objects()) if isinstance(tool.entry.at("parameters").value, list) else ()


RULES = (
    Rule(
        id="tools/api-name-too-long",
        severity="error",
        what="an apiRequest tool whose name has more than 40 characters",
        why="Vapi's API refuses it.",
        mend="Shorten the name.",
        check=_api_name,
    ),
    Rule(
        id="tools/description-too-long",
        severity="warning",
        what="a tool description of 1000 characters or more",
        why="Models call such tools at the wrong time or cut the text.",
        mend="Say when to call it and when not; move the procedure to the prompt.",
        check=_description_too_long,
    ),
    Rule(
        id="tools/description-long",
        severity="info",
        what="a tool description of more than 800 characters",
        why="It comes close to the 1000 characters from which on calling gets worse.",
        mend="Shorten it.",
        check=_description_long,
    ),
    Rule(
        id="tools/no-description",
        severity="warning",
        what="a function, transferCall or handoff tool without a description",
        why="The model has only the name to go by and is reluctant to call it.",
        mend="Say in one or two sentences when to call it.",
        check=_no_description,
    ),
    Rule(
        id="tools/argument-untyped",
        severity="warning",
        what="an argument without a type",
        why="The model guesses whether to send text, a number or a list.",
        mend="Add a `type`.",
        check=_untyped,
    ),
    Rule(
        id="tools/argument-undescribed",
        severity="warning",
        what="an argument without a description",
        why="The model has only its name to go by, for meaning and for format.",
        mend="Add a `description` with the form the server expects.",
        check=_undescribed,
    ),
    Rule(
        id="tools/strict-disabled",
        severity="warning",
        what="`strict: true` over a schema that is not strict",
        why="Vapi switches strict off without a word, and arguments may break the schema.",
        mend="Add `additionalProperties: false` and require every property, or drop `strict`.",
        check=_strict_disabled,
    ),
    Rule(
        id="tools/strict-without-effect",
        severity="info",
        what="`strict: true` on a type of tool that has none",
        why="It has no effect.",
        mend="Remove it.",
        check=_strict_without_effect,
    ),
    Rule(
        id="tools/trusted-argument",
        severity="warning",
        what="a fact the platform vouches for (caller's number, call id, verified) as an argument of the model",
        why="Whoever talks to the model can talk it into another value.",
        mend="Send it as a static parameter (`parameters: - {key, value: '{{ customer.number }}'}`), and trust only that.",
        check=_trusted,
    ),
    Rule(
        id="tools/static-shadows-argument",
        severity="warning",
        what="a static parameter with the name of an argument",
        why="The static value always wins, so that what the model asked the caller for is lost.",
        mend="Remove one of the two.",
        check=_shadowed,
    ),
)
