"""Tools against what their backend reads: every rule has a pair that breaks it and one that keeps it."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.contract.diagnostic import Diagnostic
from harness.contract.drift import RULES, drift
from harness.contract.handlers import Handler
from harness.contract.model import Server, Source, Tool

HOME = Source(file="resources/inn")
TEXT = {"type": "string"}


def schema(properties: Mapping[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(required)}


def tool(properties: Mapping[str, Any], required: tuple[str, ...] = (), **more: Any) -> Tool:
    """A tool whose line numbers tell its parts apart."""
    lines = {"function.name": 3, "parameters": 5, "required": 90} | {f"parameters.{p}": 10 + n for n, p in enumerate(properties)}
    source = Source(file="tools/hold-table.yml")
    return replace(Tool(name="holdTable", parameters=schema(properties, required), source=source, lines=lines), **more)


def handler(properties: Mapping[str, Any], required: tuple[str, ...] = (), **more: Any) -> Handler:
    return replace(Handler(tool="holdTable", reads=schema(properties, required)), **more)


def found(sent: Tool, *read: Handler) -> tuple[Diagnostic, ...]:
    return drift([sent], read, home=HOME)


def told(sent: Tool, *read: Handler) -> list[tuple[str, str, int]]:
    """Rule without its group, severity and line of each finding."""
    return [(each.rule.removeprefix("drift/"), each.severity, each.source.line) for each in found(sent, *read)]


BROKEN: dict[str, tuple[Tool, tuple[Handler, ...], list[tuple[str, str, int]]]] = {
    "never-read": (tool({"day": TEXT, "mood": TEXT}), (handler({"day": TEXT}),), [("never-read", "warning", 11)]),
    "never-sent": (tool({"day": TEXT}), (handler({"day": TEXT, "mood": TEXT}),), [("never-sent", "warning", 5)]),
    "required-here-only": (tool({"day": TEXT}, ("day",)), (handler({"day": TEXT}),), [("required-here-only", "info", 90)]),
    "required-there-only": (tool({"day": TEXT}), (handler({"day": TEXT}, ("day",)),), [("required-there-only", "error", 10)]),
    "type": (tool({"seats": TEXT}), (handler({"seats": {"type": "integer"}}),), [("type", "error", 10)]),
    "enum": (
        tool({"area": {"type": "string", "enum": ["bar", "roof"]}}),
        (handler({"area": {"type": "string", "enum": ["bar", "terrace"]}}),),
        [("enum", "info", 10), ("enum", "error", 10)],
    ),
    "no-handler": (
        tool({}),
        (handler({}), handler({}, tool="freeTable"))[1:],
        [("no-tool", "info", 1), ("no-handler", "error", 3)],
    ),
    "legacy-handler": (tool({}), (handler({}, legacy=True),), [("legacy-handler", "warning", 3)]),
    "no-tool": (tool({}), (handler({}), handler({}, tool="freeTable")), [("no-tool", "info", 1)]),
}
KEPT: dict[str, tuple[Tool, tuple[Handler, ...]]] = {
    "never-read": (tool({"day": TEXT, "mood": TEXT}), (handler({"day": TEXT, "mood": TEXT}),)),
    "never-sent": (tool({"day": TEXT}), (handler({"day": TEXT}),)),
    "required-here-only": (tool({"day": TEXT}, ("day",)), (handler({"day": TEXT}, ("day",)),)),
    "required-there-only": (tool({"day": TEXT}, ("day",)), (handler({"day": TEXT}, ("day",)),)),
    "type": (tool({"seats": {"type": "integer"}}), (handler({"seats": {"type": ["number", "string"]}}),)),
    "enum": (tool({"area": {"enum": ["bar", "roof"]}}), (handler({"area": {"enum": ["roof", "bar"]}}),)),
    "no-handler": (tool({}), (handler({}),)),
    "legacy-handler": (tool({}), (handler({}), handler({}, tool="holdTableV1", legacy=True))),
    "no-tool": (tool({}), (handler({}),)),
}


def test_every_rule_has_a_pair_that_breaks_it_and_one_that_keeps_it() -> None:
    ids = {rule.id.removeprefix("drift/") for rule in RULES}

    assert set(BROKEN) == set(KEPT) == ids
    assert {rule for rule, (_, _, expected) in BROKEN.items() if rule in {each[0] for each in expected}} == ids


@pytest.mark.parametrize("rule", BROKEN)
def test_what_has_drifted_is_found_where_it_stands(rule: str) -> None:
    sent, read, expected = BROKEN[rule]

    assert told(sent, *read) == expected


@pytest.mark.parametrize("rule", KEPT)
def test_what_agrees_is_left_alone(rule: str) -> None:
    sent, read = KEPT[rule]

    assert found(sent, *read) == ()


def test_a_finding_says_what_is_wrong_what_it_costs_and_what_to_do() -> None:
    """One of a kind: the same thing under another name."""
    sent = tool({"notes": {"type": "string", "description": "Short notes for the desk"}})
    read = handler({"context": {"type": "string", "description": "Notes for whoever is at the desk"}})

    never_read, never_sent = found(sent, read)

    assert never_read.message == "The model is told to send `notes` to holdTable; the backend reads `context`."
    assert never_read.why == "What the caller said is lost."
    assert never_read.mend == "Rename the parameter to `context`, or accept `notes` in the backend."
    assert never_sent.message == "The backend of holdTable reads `context`; the model is told to send `notes`."
    assert never_sent.mend == "Rename `notes` to `context`, or accept `notes` in the backend."
    assert never_read.source == never_sent.source == Source(file="tools/hold-table.yml", line=10)


def test_two_arguments_that_mean_different_things_are_not_taken_for_each_other() -> None:
    sent = tool({"firstName": {"type": "string", "description": "First name of the guest"}})
    read = handler({"birthday": {"type": "string", "description": "Date of birth of the guest, YYYY-MM-DD"}})

    assert [each.mend for each in found(sent, read)] == [
        "Add `birthday` to the parameters of the tool, or stop reading it in the backend.",
        "Remove `firstName` from the tool, or read it in the backend.",
    ]


@pytest.mark.parametrize("aliases", [{"party": "guests"}, {"persons": "guests", "party": "guests"}])
def test_an_alias_is_no_drift(aliases: dict[str, str]) -> None:
    sent, read = tool({"party": TEXT}, ("party",)), handler({"guests": TEXT}, ("guests",), aliases=aliases)

    assert found(sent, read) == ()


def test_an_aliased_argument_still_has_to_be_of_the_right_type() -> None:
    sent, read = tool({"party": TEXT}), handler({"guests": {"type": "integer"}}, aliases={"party": "guests"})

    assert told(sent, read) == [("type", "error", 10)]


def test_a_static_parameter_counts_as_sent() -> None:
    """The platform adds it to every call, whatever the model does."""
    read = handler({"day": TEXT, "branch": TEXT}, ("branch",))

    assert told(tool({"day": TEXT}), read) == [("never-sent", "error", 5)]
    assert found(tool({"day": TEXT}, static_parameters={"branch": "harbour"}), read) == ()
    assert found(tool({"day": TEXT, "branch": TEXT}, static_parameters={"branch": "harbour"}), read) == ()


def test_a_static_parameter_that_nobody_reads_is_drift_too() -> None:
    sent = tool({"day": TEXT}, static_parameters={"branch": "harbour"})

    (lost,) = found(sent, handler({"day": TEXT}))

    assert (lost.rule, lost.source) == ("drift/never-read", sent.source)
    assert lost.message.startswith("The platform adds `branch` to every call of holdTable")


def test_what_the_backend_takes_from_the_request_need_not_be_sent() -> None:
    read = handler({"day": TEXT, "phone": TEXT}, ("phone",), from_envelope=frozenset(("phone",)))

    assert found(tool({"day": TEXT}), read) == ()
    assert found(tool({"day": TEXT, "phone": TEXT}), read) == ()


def test_a_backend_that_takes_anything_reads_everything() -> None:
    sent = tool({"day": TEXT, "mood": TEXT})

    assert found(sent, Handler(tool="holdTable", reads={"type": "object", "additionalProperties": True})) == ()
    assert told(sent, Handler(tool="holdTable", reads={"type": "object", "additionalProperties": False})) == [
        ("never-read", "warning", 10),
        ("never-read", "warning", 11),
    ]


@pytest.mark.parametrize(
    ("sent", "read", "expected"),
    [
        ({"type": "integer"}, {"type": "number"}, []),
        ({"type": "number"}, {"type": "integer"}, [("type", "error")]),
        ({"type": ["string", "null"]}, TEXT, [("type", "warning")]),
        (TEXT, {"anyOf": [TEXT, {"type": "null"}]}, []),
        ({"type": "boolean"}, {"type": "boolean"}, []),
        (TEXT, {}, []),
        ({}, TEXT, []),
        (TEXT, {"type": "string", "enum": ["bar"]}, [("enum", "warning")]),
        ({"type": "string", "enum": ["bar"]}, TEXT, []),
        ({"const": "bar"}, {"enum": ["bar", None]}, []),
        ({"enum": ["bar"]}, {"type": "integer"}, [("type", "error")]),
        ({"type": "array", "items": TEXT}, {"type": "array", "items": {"type": "integer"}}, [("type", "error")]),
        (schema({"at": TEXT}), schema({"at": {"enum": ["bar"]}}), [("enum", "warning")]),
    ],
)
def test_every_value_the_model_may_send_is_one_the_backend_takes(
    sent: Mapping[str, Any], read: Mapping[str, Any], expected: list[tuple[str, str]]
) -> None:
    """What a schema leaves open is never held against it."""
    assert [each[:2] for each in told(tool({"area": sent}), handler({"area": read}))] == expected


def test_references_within_a_schema_are_followed() -> None:
    area = {"$defs": {"Area": {"enum": ["bar", "roof"]}}, "type": "object", "properties": {"area": {"$ref": "#/$defs/Area"}}}
    read = Handler(tool="holdTable", reads=area)

    assert found(tool({"area": {"enum": ["bar", "roof"]}}), read) == ()
    assert told(tool({"area": TEXT}), read) == [("enum", "warning", 10)]


@pytest.mark.parametrize(
    "circle", [{"$ref": "#/properties/area"}, {"anyOf": [{"$ref": "#/properties/area"}]}, {"$ref": "#/nowhere"}]
)
def test_a_circle_of_references_says_nothing(circle: Mapping[str, Any]) -> None:
    assert found(tool({"area": TEXT}), handler({"area": circle})) == ()


def test_a_parameter_that_may_be_anything_is_drift_only_where_it_is_unknown() -> None:
    """`true` is a schema too."""
    assert found(tool({"mood": True}), handler({"mood": True})) == ()
    assert told(tool({"mood": True}), handler({"humour": True})) == [("never-sent", "warning", 5), ("never-read", "warning", 10)]


@pytest.mark.parametrize("kind", ["handoff", "transferCall", "endCall", "dtmf", "voicemail", "query", "code", "mcp"])
def test_what_the_platform_does_itself_needs_no_handler(kind: str) -> None:
    assert found(tool({"destination": TEXT}, type=kind)) == ()


def test_an_api_request_is_answered_at_its_path() -> None:
    """It carries no function name; the handler may call itself something else."""
    sent = tool({"day": TEXT}, type="apiRequest", name="hold_it", server=Server(url="https://inn.test/v1/hold?x=1"))

    assert found(sent, handler({"day": TEXT}, tool="hold", path="/v1/hold")) == ()
    assert told(sent, handler({"day": TEXT}, tool="hold", path="/v1/free")) == [
        ("no-tool", "info", 1),
        ("no-handler", "error", 3),
    ]


# --- any schemas at all ----------------------------------------------------------------------------------------------------

names = st.sampled_from(["area", "day", "guests", "mood", "phone", "seats"])
leaves = st.sampled_from(
    [TEXT, {"type": "integer"}, {"type": "boolean"}, {"type": "string", "enum": ["a", "b"]}, {"type": "array", "items": TEXT}, {}]
)
properties = st.dictionaries(names, leaves, max_size=6)


@given(properties, st.sets(names))
def test_two_sides_that_say_the_same_have_not_drifted(both: dict[str, Any], insisted: set[str]) -> None:
    required = tuple(sorted(insisted & set(both)))

    assert found(tool(both, required), handler(both, required)) == ()


@given(properties, properties)
def test_every_name_that_one_side_alone_knows_is_told_once(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    seen = [each for each in found(tool(ours), handler(theirs)) if "never" in each.rule]

    lost = {name for name in ours if name not in theirs}
    unknown = {name for name in theirs if name not in ours}
    assert sum(each.rule == "drift/never-read" for each in seen) == len(lost)
    assert sum(each.rule == "drift/never-sent" for each in seen) == len(unknown)
    for name in lost | unknown:
        assert any(f"`{name}`" in each.message for each in seen)
