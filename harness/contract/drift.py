"""Where tools and the backend that answers them have drifted apart: what one side writes down and the other does not know.

    drift/never-read           sent, and the backend never looks at it
    drift/never-sent           the backend looks at it, and nothing sends it
    drift/required-here-only   the tool insists on it, the backend does without
    drift/required-there-only  the backend insists on it, the model may leave it out
    drift/type, drift/enum     the model may send what the backend does not take
    drift/no-handler           a tool that nothing answers
    drift/legacy-handler       a tool answered by what is kept for older callers only
    drift/no-tool              a handler that no tool calls

A static parameter counts as sent, and so does what the backend takes from the request around the call.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from harness.contract.counterpart import counterpart
from harness.contract.diagnostic import Diagnostic, Severity, in_order
from harness.contract.handlers import Handler
from harness.contract.model import Source, Tool
from harness.contract.problems import did_you_mean
from harness.contract.value_drift import value_drift

__all__ = ["RULES", "DriftRule", "answered_by", "drift"]


class DriftRule(Struct, frozen=True, kw_only=True):
    """One way in which the two sides can differ."""

    id: str
    severity: Severity
    """The usual one; a finding may be worse, when every call is refused because of it."""
    what: str
    """On one line, without a full stop."""


RULES = (
    DriftRule(id="drift/enum", severity="error", what="the model may send other values than the backend knows"),
    DriftRule(id="drift/legacy-handler", severity="warning", what="a tool is answered by what is kept for older callers only"),
    DriftRule(id="drift/never-read", severity="warning", what="a parameter is sent, and the backend never reads it"),
    DriftRule(id="drift/never-sent", severity="warning", what="the backend reads an argument that nothing sends"),
    DriftRule(id="drift/no-handler", severity="error", what="the backend has no handler for a tool"),
    DriftRule(id="drift/no-tool", severity="info", what="no tool calls a handler of the backend"),
    DriftRule(id="drift/required-here-only", severity="info", what="a tool requires what its backend does without"),
    DriftRule(id="drift/required-there-only", severity="error", what="the backend insists on what a tool leaves optional"),
    DriftRule(id="drift/type", severity="error", what="the model may send another type than the backend reads"),
)

_ANSWERED_BY_A_BACKEND = ("function", "apiRequest")
"""Tool types whose calls leave the platform; all others it carries out by itself."""


def drift(tools: Iterable[Tool], handlers: Sequence[Handler], *, home: Source) -> tuple[Diagnostic, ...]:
    """Every difference between the tools and the handlers, in the order of their files.

    `home` stands for what has no file here: a handler that no tool calls.
    """
    sent = [tool for tool in tools if tool.type in _ANSWERED_BY_A_BACKEND]
    found: list[Diagnostic] = []
    called: set[str] = set()
    for tool in sent:
        handler = answered_by(tool, handlers)
        if handler is None:
            found.append(_no_handler(tool, handlers))
            continue
        called.add(handler.tool)
        if handler.legacy:
            found.append(_legacy(tool, handlers))
        found.extend(_between(tool, handler))
    found.extend(_no_tool(handler, home) for handler in handlers if not handler.legacy and handler.tool not in called)
    return in_order(found)


def answered_by(tool: Tool, handlers: Iterable[Handler]) -> Handler | None:
    """Whoever answers the tool: by its function name, and an apiRequest tool also by the path it calls."""
    url = tool.server.url if tool.type == "apiRequest" and tool.server else ""
    return next((h for h in handlers if h.tool == tool.name or (h.path and url.partition("?")[0].endswith(h.path))), None)


def _between(tool: Tool, handler: Handler) -> Iterator[Diagnostic]:
    told = {handler.known_as(name): name for name in tool.properties}
    sent = {**told, **{handler.known_as(name): name for name in tool.static_parameters}}
    unread = [] if handler.takes_anything else [name for known, name in sent.items() if known not in handler.properties]
    unsent = [name for name in handler.properties if name not in sent and name not in handler.from_envelope]
    pairs = counterpart(
        {name: tool.properties.get(name, {}) for name in unread}, {name: handler.properties[name] for name in unsent}
    )
    for name in unread:
        yield _never_read(tool, name, pairs.get(name))
    unread_of = {there: here for here, there in pairs.items()}
    for name in unsent:
        yield _never_sent(tool, name, required=name in handler.required, instead=unread_of.get(name))
    for known, name in told.items():
        if known in handler.properties and name not in tool.static_parameters:
            yield from _required_on_one_side(tool, handler, known, name)
            yield from value_drift(tool, name, handler, known)


def _never_read(tool: Tool, name: str, instead: str | None) -> Diagnostic:
    where = tool.line_of(f"parameters.{name}")
    if name in tool.static_parameters:
        message = f"The platform adds `{name}` to every call of {tool.name}; the backend never reads it."
        why, mend = "Its value is lost.", f"Remove `{name}` from the tool, or read it in the backend."
    elif instead:
        message = f"The model is told to send `{name}` to {tool.name}; the backend reads `{instead}`."
        why, mend = "What the caller said is lost.", f"Rename the parameter to `{instead}`, or accept `{name}` in the backend."
    else:
        message = f"The model is told to send `{name}` to {tool.name}; the backend never reads it."
        why, mend = "What the caller said is lost.", f"Remove `{name}` from the tool, or read it in the backend."
    return _found("never-read", "warning", where, message, why=why, mend=mend)


def _never_sent(tool: Tool, name: str, *, required: bool, instead: str | None) -> Diagnostic:
    does = f"The backend of {tool.name} {'insists on' if required else 'reads'} `{name}`"
    why = "Every call is refused." if required else "The backend always goes on without it."
    if instead:
        where = tool.line_of(f"parameters.{instead}")
        message = f"{does}; the model is told to send `{instead}`."
        mend = f"Rename `{instead}` to `{name}`, or accept `{instead}` in the backend."
    else:
        where = tool.line_of("parameters")
        message = f"{does}; nothing sends it."
        mend = f"Add `{name}` to the parameters of the tool, or stop reading it in the backend."
    return _found("never-sent", "error" if required else "warning", where, message, why=why, mend=mend)


def _required_on_one_side(tool: Tool, handler: Handler, known: str, name: str) -> Iterator[Diagnostic]:
    here, there = name in tool.required, known in handler.required
    if known in handler.from_envelope:
        return
    if here and not there:
        message = f"{tool.name} requires `{name}`; the backend does without it."
        why = "The call waits until the caller has given it, and need not."
        mend = f"Take `{name}` out of `required`, unless you want it asked for all the same."
        yield _found("required-here-only", "info", tool.line_of("required"), message, why=why, mend=mend)
    if there and not here:
        message = f"The backend of {tool.name} insists on `{name}`; the tool leaves it optional."
        why = "Nobody has to ask for it, and a call without it is refused."
        mend = f"Add `{name}` to `required`, or let the backend do without it."
        yield _found("required-there-only", "error", tool.line_of(f"parameters.{name}"), message, why=why, mend=mend)


def _no_handler(tool: Tool, handlers: Sequence[Handler]) -> Diagnostic:
    message = f"The backend has no handler for {tool.name}."
    mend = f"Add one to the backend, or correct the name of the tool. {did_you_mean(tool.name, _current(handlers))}"
    return _found("no-handler", "error", tool.line_of("function.name"), message, why="Every call of it fails.", mend=mend)


def _legacy(tool: Tool, handlers: Sequence[Handler]) -> Diagnostic:
    message = f"{tool.name} is answered by what the backend keeps for older callers only."
    mend = f"Call a current handler instead. {did_you_mean(tool.name, _current(handlers))}"
    why = "It may go away without notice."
    return _found("legacy-handler", "warning", tool.line_of("function.name"), message, why=why, mend=mend)


def _no_tool(handler: Handler, home: Source) -> Diagnostic:
    message = f"The backend answers {handler.tool}, and no tool calls it."
    why = "What it does is out of every caller's reach."
    mend = f"Write a tool {handler.tool}, or mark the handler as legacy."
    return _found("no-tool", "info", home, message, why=why, mend=mend)


def _current(handlers: Iterable[Handler]) -> list[str]:
    return [handler.tool for handler in handlers if not handler.legacy]


def _found(rule: str, severity: Severity, source: Source, message: str, *, why: str, mend: str) -> Diagnostic:
    return Diagnostic(rule=f"drift/{rule}", severity=severity, source=source, message=message, why=why, mend=mend)
