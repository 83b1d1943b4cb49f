"""Tools as Vapi resources write them, in a file of their own or inline in an assistant."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from harness.contract.document import KeyPath
from harness.contract.entry import Entry
from harness.contract.handoff_entry import read_destinations, read_rejection
from harness.contract.handoffs import normalised
from harness.contract.model import Condition, Tool, ToolMessage, ToolMessageKind
from harness.contract.problems import did_you_mean
from harness.contract.schema import schema_fault
from harness.contract.server_entry import read_api_server, read_server

__all__ = ["end_call_tool", "read_tool"]

_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}", re.ASCII)
_KINDS: tuple[str, ...] = get_args(ToolMessageKind)
_OPERATORS: tuple[str, ...] = get_args(Condition.__annotations__["operator"])
_NO_ARGUMENTS: Mapping[str, Any] = {"type": "object", "properties": {}}


def read_tool(entry: Entry, *, slug: str = "", id: str | None = None) -> Tool:
    """The tool at `entry`, as far as it can be read; what is wrong with it is reported there."""
    kind = entry.at("type").text("function")
    is_api = kind == "apiRequest"
    function = entry.at("function")
    schema = entry.at("body") if is_api and entry.at("body").present else function.at("parameters")
    described = function if function.at("description").present else entry
    return Tool(
        name=_name(entry, kind),
        type=kind,
        description=described.at("description").text(),
        parameters=_parameters(schema),
        server=read_api_server(entry) if is_api else read_server(entry),
        messages=tuple(message for item in entry.at("messages").objects() if (message := _message(item))),
        is_async=entry.at("async").flag(),
        strict=function.at("strict").flag(),
        static_parameters=entry.at("parameters").pairs(),
        aliases=_aliases(entry),
        destinations=read_destinations(entry, is_transfer=kind == "transferCall") if kind in ("handoff", "transferCall") else (),
        default_result=entry.at("defaultResult").optional_text(),
        is_unnamed=kind == "handoff" and not entry.at("function", "name").text(),
        rejection=read_rejection(entry),
        slug=slug,
        id=id,
        source=entry.source,
        lines=_lines(entry, schema.path, described.path),
    )


def end_call_tool(assistant: Entry) -> Tool:
    """The tool Vapi adds for `endCallFunctionEnabled: true`; it speaks `endCallMessage` when there is one."""
    spoken = assistant.at("endCallMessage").text()
    return Tool(
        name="endCall",
        type="endCall",
        description="Use this function to end the call.",
        messages=(ToolMessage(kind="request-start", content=spoken),),
        source=assistant.at("endCallFunctionEnabled").source,
    )


def _name(entry: Entry, kind: str) -> str:
    written = entry.at("function", "name")
    if kind == "apiRequest" and not written.present:
        written = entry.at("name")
    name = written.text()
    if name:
        if not _NAME.fullmatch(name):
            written.refuse(
                f"the function name '{name}' is not allowed.", "Use 1 to 64 letters, digits, underscores and dashes, no spaces."
            )
        return name
    if kind in ("function", "apiRequest", "code") or written.present:
        where = "name" if kind == "apiRequest" else "function.name"
        entry.refuse(f"the tool has no {where}.", f"Give it a `{where}`: it is how the prompt and the model know the tool.")
        return ""
    if kind == "handoff":
        return ""  # made up when it is known who is in the squad: harness.contract.handoffs
    return normalised(kind)


def _parameters(schema: Entry) -> Mapping[str, Any]:
    """A valid object schema: what was written, or one without arguments when that is unusable."""
    if not schema.present:
        return _NO_ARGUMENTS
    found = schema.mapping()
    if not found:
        return _NO_ARGUMENTS
    if found.get("type") != "object":
        schema.refuse(f"{schema.label} is not an object schema.", "Write `type: object`, and the arguments under `properties`.")
        return _NO_ARGUMENTS
    if (fault := schema_fault(found)) is not None:
        path, said = fault
        place = Entry(schema.document, schema.problems, (*schema.path, *path))
        place.refuse(f"{place.label} is not valid JSON Schema: {said}.", "Correct it after JSON Schema draft 2020-12.")
        return _NO_ARGUMENTS
    properties = found.get("properties", {})
    for required in schema.at("required").entries():
        if required.value not in properties:
            message = f"`required` names '{required.value}', which is not among the properties."
            required.refuse(message, did_you_mean(required.value, properties))
    return {"properties": {}} | found


def _message(entry: Entry) -> ToolMessage | None:
    written = entry.at("type")
    kind = written.text()
    if kind not in _KINDS:
        what = f"the message type '{kind}' is unknown" if kind else "the message has no type"
        written.refuse(f"{what}; Vapi would take it for request-failed.", did_you_mean(kind, _KINDS))
        return None
    role = entry.at("role").text("assistant")
    if role not in ("assistant", "system"):
        entry.at("role").refuse(f"the message role '{role}' is unknown.", "Write assistant or system.")
    return ToolMessage(
        kind=_kind(kind),
        content=entry.at("content").text(),
        contents={item.at("language").text(): item.at("text").text() for item in entry.at("contents").objects()},
        blocking=entry.at("blocking").flag(),
        timing_ms=entry.at("timingMilliseconds").whole(0),
        role="system" if role == "system" else "assistant",
        end_call_after_spoken=entry.at("endCallAfterSpokenEnabled").flag(),
        conditions=tuple(found for item in entry.at("conditions").objects() if (found := _condition(item))),
    )


def _kind(written: str) -> ToolMessageKind:
    match written:
        case "request-start" | "request-response-delayed" | "request-complete":
            return written
        case _:
            return "request-failed"


def _condition(entry: Entry) -> Condition | None:
    operator = entry.at("operator").text("eq")
    value = entry.value.get("value")
    match operator:
        case "eq" | "neq" | "gt" | "gte" | "lt" | "lte":
            return Condition(param=entry.at("param").text(), operator=operator, value=_as_written(value))
        case _:
            entry.at("operator").refuse(f"the operator '{operator}' is unknown.", did_you_mean(operator, _OPERATORS))
            return None


def _as_written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _aliases(entry: Entry) -> dict[str, str]:
    pairs = entry.at("variableExtractionPlan", "aliases").pairs()
    return {name: _as_written(value) for name, value in pairs.items()}


def _lines(entry: Entry, schema: KeyPath, described: KeyPath) -> dict[str, int]:
    wanted: dict[str, KeyPath] = {
        "description": (*described, "description"),
        "function.name": (*entry.path, "function", "name"),
        "messages": (*entry.path, "messages"),
        "parameters": schema,
        "required": (*schema, "required"),
        "server": (*entry.path, "server"),
        "server.url": (*entry.path, "server", "url"),
        "server.timeoutSeconds": (*entry.path, "server", "timeoutSeconds"),
    }
    sources = entry.document.sources
    properties = (*schema, "properties")
    depth = len(properties)
    for path in sources:
        if len(path) == depth + 1 and path[:depth] == properties:
            wanted[f"parameters.{path[-1]}"] = path
    home = entry.source.file
    return {what: sources[path].line for what, path in wanted.items() if path in sources and sources[path].file == home}
