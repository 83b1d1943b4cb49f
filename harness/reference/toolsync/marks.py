"""How a thing at the platform is known again as ours when the answer that would have told its id was lost.

A tool carries its mark in a header of its server, for tools have no metadata; an assistant in its metadata. The platform sends
the header with each tool call and makes nothing else of it.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["assistant_mark", "marked_assistant", "marked_tool", "tool_mark"]

_HEADER = "X-Callproof-Registration"
_KEY = "callproofAgent"


def marked_tool(body: Mapping[str, Any], mark: str) -> dict[str, Any]:
    """The tool's body with its mark."""
    server = body["server"]
    return {**body, "server": {**server, "headers": {**(server.get("headers") or {}), _HEADER: mark}}}


def tool_mark(tool: Mapping[str, Any]) -> str | None:
    """The mark of a tool the platform shows; None for one that is not ours."""
    return _text(_within(_within(tool, "server"), "headers"), _HEADER)


def marked_assistant(body: Mapping[str, Any], mark: str) -> dict[str, Any]:
    """The assistant's body with its mark."""
    return {**body, "metadata": {**(body.get("metadata") or {}), _KEY: mark}}


def assistant_mark(assistant: Mapping[str, Any]) -> str | None:
    """The mark of an assistant the platform shows; None for one that is not ours."""
    return _text(_within(assistant, "metadata"), _KEY)


def _within(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = value.get(key)
    return found if isinstance(found, Mapping) else {}


def _text(value: Mapping[str, Any], key: str) -> str | None:
    found = value.get(key)
    return found if isinstance(found, str) else None
