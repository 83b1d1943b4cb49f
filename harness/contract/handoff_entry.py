"""Where a call can be handed or forwarded to, as Vapi resources write it."""

from typing import Any, get_args

from harness.contract.entry import Entry
from harness.contract.model import ContextKind, ContextPlan, Destination, DestinationKind, Rejection, Tool
from harness.contract.problems import did_you_mean
from harness.contract.references import without_comment
from harness.contract.server_entry import read_server

__all__ = ["member_handoffs", "read_destinations", "read_rejection"]

_KINDS: tuple[str, ...] = get_args(DestinationKind)
_CONTEXTS: tuple[str, ...] = get_args(ContextKind)
_MAKES_A_HANDOFF = ("assistantId", "contextEngineeringPlan", "variableExtractionPlan")
"""A member's destination with one of these keys is a handoff tool of its own; the others share one transferCall tool."""
_ROLLING = "rolling-history"
_TRANSFER_MODES: dict[str, ContextPlan] = {
    _ROLLING: ContextPlan(keeps_prompt=True),
    "swap-system-message-in-history": ContextPlan(),
    "swap-system-message-in-history-and-remove-transfer-tool-messages": ContextPlan(hides_handoff=True),
    "delete-history": ContextPlan(kind="none"),
}
"""Vapi's older names for what goes along, which a transferCall's destinations have (Vapi: transferMode)."""


def read_destinations(entry: Entry, *, is_transfer: bool = False) -> tuple[Destination, ...]:
    """The elements of `destinations` below `entry`; what is wrong with one is reported there."""
    return tuple(_destination(item, is_transfer=is_transfer) for item in entry.at("destinations").objects())


def member_handoffs(member: Entry) -> tuple[Tool, ...]:
    """The tools that a squad member's `assistantDestinations` add to its own."""
    tools: list[Tool] = []
    shared: list[Destination] = []
    for place in member.at("assistantDestinations").objects():
        is_handoff = any(place.at(key).present for key in _MAKES_A_HANDOFF)
        read = _destination(place, is_transfer=not is_handoff)
        if is_handoff:
            tools.append(Tool(name="", type="handoff", destinations=(read,), is_unnamed=True, source=place.source))
        else:
            shared.append(read)
    if shared:
        described = "Use this function to transfer the call. Only use it when following instructions that explicitly ask for it."
        where = member.at("assistantDestinations").source
        destinations = tuple(shared)
        tools.append(
            Tool(name="transferCall", type="transferCall", description=described, destinations=destinations, source=where)
        )
    return tuple(tools)


def read_rejection(entry: Entry) -> tuple[Rejection, ...]:
    """The conditions of `rejectionPlan` below `entry`."""
    return tuple(_rejection(item) for item in entry.at("rejectionPlan", "conditions").objects())


def _destination(entry: Entry, *, is_transfer: bool) -> Destination:
    kind = _kind(entry)
    over = entry.at("squadOverrides" if kind == "squad" else "assistantOverrides")
    plan = entry.at("variableExtractionPlan")
    if kind == "squad" and entry.at("squad").present:
        entry.at("squad").refuse("a squad written in place is not read.", "Give it a file of its own and write its `squadId`.")
    return Destination(
        kind=kind,
        name=entry.at("assistantName").text() or entry.at("assistant", "name").text() if kind == "assistant" else "",
        reference=_reference(entry, kind),
        address=entry.at("number").text() or entry.at("sipUri").text(),
        entry=entry.at("entryAssistantName").text(),
        description=entry.at("description").text(),
        message=entry.at("message").optional_text(),
        context=_context(entry, is_transfer=is_transfer),
        variables=over.at("variableValues").mapping(),
        aliases={name: "" if value is None else str(value) for name, value in plan.at("aliases").pairs().items()},
        extraction=plan.at("schema").mapping(),
        overrides={key: value for key, value in over.mapping().items() if key != "variableValues"},
        inline=entry.at("assistant").mapping() if kind == "assistant" else {},
        server=read_server(entry) if kind == "dynamic" else None,
        source=entry.source,
    )


def _kind(entry: Entry) -> DestinationKind:
    written = entry.at("type").text("assistant")
    match written:
        case "assistant" | "squad" | "dynamic" | "number" | "sip":
            return written
        case _:
            entry.at("type").refuse(f"the destination type '{written}' is unknown.", did_you_mean(written, _KINDS))
            return "assistant"


def _reference(entry: Entry, kind: DestinationKind) -> str:
    match kind:
        case "assistant":
            return without_comment(entry.at("assistantId").text())
        case "squad":
            return without_comment(entry.at("squadId").text())
        case _:
            return ""


def _context(entry: Entry, *, is_transfer: bool) -> ContextPlan:
    plan = entry.at("contextEngineeringPlan")
    written = plan.at("type").text()
    match written:
        case "":
            return _of_older_mode(entry.at("transferMode"), _ROLLING if is_transfer else "")
        case "all" | "none" | "userAndAssistantMessages" | "previousAssistantMessages":
            return ContextPlan(kind=written)
        case "lastNMessages":
            if not plan.at("maxMessages").present:
                plan.refuse("lastNMessages does not say how many.", "Add `maxMessages`.")
            return ContextPlan(kind=written, max_messages=plan.at("maxMessages").whole(0))
        case _:
            plan.at("type").refuse(f"the context plan '{written}' is unknown.", did_you_mean(written, _CONTEXTS))
            return ContextPlan()


def _of_older_mode(entry: Entry, default: str) -> ContextPlan:
    written = entry.text(default)
    if written and written not in _TRANSFER_MODES:
        entry.refuse(f"the transfer mode '{written}' is unknown.", did_you_mean(written, _TRANSFER_MODES))
    return _TRANSFER_MODES.get(written, ContextPlan())


def _rejection(entry: Entry) -> Rejection:
    kind: Any = entry.at("type").text("regex")
    if kind not in ("regex", "liquid", "group"):
        entry.at("type").refuse(f"the condition type '{kind}' is unknown.", did_you_mean(kind, ("regex", "liquid", "group")))
        kind = "regex"
    target = entry.at("target")
    role: Any = target.at("role").text()
    return Rejection(
        kind=kind,
        text=entry.at("regex" if kind == "regex" else "liquid").text(),
        role=role if role in ("user", "assistant", "tool", "system") else "",
        position=target.at("position").whole(-1),
        negate=entry.at("negate").flag(),
        operator="OR" if entry.at("operator").text() == "OR" else "AND",
        conditions=tuple(_rejection(item) for item in entry.at("conditions").objects()) if kind == "group" else (),
    )
