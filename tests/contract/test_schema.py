"""Arguments are judged by the tool's own schema, in sentences."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from harness.contract.model import Tool
from harness.contract.schema import Validator, schema_fault

RESERVATION: dict[str, Any] = {
    "type": "object",
    "properties": {
        "guest": {"type": "string", "description": "Full name"},
        "seats": {"type": "integer"},
        "deposit": {"type": "number"},
        "outside": {"type": "boolean"},
        "room": {"type": "string", "enum": ["garden", "hall"]},
    },
    "required": ["guest", "seats"],
}
NESTED: dict[str, Any] = {
    "type": "object",
    "properties": {
        "items": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}},
        "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "kind": {"const": "dinner"},
        "note": {"type": ["string", "null"]},
        "length": {"type": "string", "maxLength": 2},
    },
    "additionalProperties": False,
}


def faults(schema: dict[str, Any], arguments: dict[str, Any]) -> tuple[str, ...]:
    return Validator().validate(Tool(name="bookTable", parameters=schema), arguments)


@pytest.mark.parametrize(
    ("schema", "arguments", "said"),
    [
        (RESERVATION, {"guest": "Ann", "seats": 2, "room": "hall", "other": 1}, ()),
        (RESERVATION, {"guest": "Ann", "seats": 2.0}, ()),
        (RESERVATION, {}, ("guest is missing", "seats is missing")),
        (RESERVATION, {"guest": 5, "seats": 2}, ("guest must be a string; got 5",)),
        (RESERVATION, {"guest": "Ann", "seats": True}, ("seats must be a whole number; got true",)),
        (RESERVATION, {"guest": "Ann", "seats": "two"}, ("seats must be a whole number; got two",)),
        (RESERVATION, {"guest": "Ann", "seats": 2, "room": "attic"}, ("room must be one of garden, hall; got attic",)),
        (RESERVATION, {"guest": None, "seats": 2}, ("guest must be a string; got null",)),
        (NESTED, {"items": [{"name": "soup"}, {}]}, ("items[1].name is missing",)),
        (NESTED, {"items": [{"name": 1}]}, ("items[0].name must be a string; got 1",)),
        (NESTED, {"code": "ab"}, ("code must match the pattern ^[A-Z]{3}$; got ab",)),
        (NESTED, {"kind": "lunch"}, ("kind must be dinner; got lunch",)),
        (NESTED, {"note": 1}, ("note must be a string or null; got 1",)),
        (NESTED, {"seets": 1}, ("seets is not a known parameter",)),
        (NESTED, {"length": "long"}, ("length is not valid: 'long' is too long",)),
    ],
)
def test_each_fault_is_a_sentence(schema: dict[str, Any], arguments: dict[str, Any], said: tuple[str, ...]) -> None:
    assert faults(schema, arguments) == said


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "object", "properties": 5}, "the schema of bookTable is not valid JSON Schema: 5 is not of type 'object'"),
        (
            {"type": "objet"},
            "the schema of bookTable is not valid JSON Schema: 'objet' is not valid under any of the given schemas",
        ),
        (
            {"type": "object", "properties": {"a": {"pattern": "("}}},
            "the schema of bookTable is not valid JSON Schema: '(' is not a 'regex'",
        ),
        ({"$ref": "https://example.invalid/schema"}, "the schema of bookTable cannot be used: "),
        ({"$ref": "#"}, "the schema of bookTable cannot be used: "),
    ],
)
def test_an_unusable_schema_is_said_not_raised(schema: dict[str, Any], said: str) -> None:
    found = faults(schema, {"a": "b"})

    assert len(found) == 1
    assert found[0].startswith(said)


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.sampled_from(["garden", "hall"])


@given(st.dictionaries(st.sampled_from([*RESERVATION["properties"], "other"]), VALUES))
def test_the_short_way_agrees_with_jsonschema(arguments: dict[str, Any]) -> None:
    assert (faults(RESERVATION, arguments) == ()) == Draft202012Validator(RESERVATION).is_valid(arguments)


def test_a_validator_keeps_two_tools_apart() -> None:
    validator = Validator()
    strict = Tool(name="bookTable", parameters=RESERVATION)
    loose = Tool(name="bookTable", parameters={**RESERVATION, "required": []})

    assert [validator.validate(tool, {}) for tool in (strict, loose, strict)] == [
        ("guest is missing", "seats is missing"),
        (),
        ("guest is missing", "seats is missing"),
    ]


def test_the_fault_of_a_schema_has_its_path() -> None:
    fault = schema_fault({"type": "object", "properties": {"seats": {"minimum": "two"}}})

    assert fault == (("properties", "seats", "minimum"), "'two' is not of type 'number'")
