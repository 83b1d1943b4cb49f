"""A published contract as values; and which values a schema lets through."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from harness.contract.handlers import read_handlers
from harness.contract.shapes import kinds, values
from harness.errors import InputError

READS = {"type": "object", "properties": {"guests": {"type": "integer"}}, "required": ["guests"]}


def test_what_is_published_is_read() -> None:
    (read,) = read_handlers(
        {
            "handlers": [
                {
                    "tool": "findTable",
                    "reads": READS,
                    "path": "/find",
                    "aliases": {"party": "guests"},
                    "envelope": {"phone": "call.customer.number"},
                    "legacy": True,
                    "returns": {"anything": 1},
                }
            ]
        },
        where="here",
    )

    assert (read.tool, read.path, read.legacy, read.required) == ("findTable", "/find", True, ("guests",))
    assert (read.known_as("party"), read.known_as("guests"), read.known_as("day")) == ("guests", "guests", "day")
    assert read.from_envelope == frozenset(("phone",))


@pytest.mark.parametrize("aliases", [{"party": "guests", "persons": "guests"}, {"guests": ["party", "persons"]}])
def test_aliases_may_be_written_either_way_round(aliases: dict[str, Any]) -> None:
    (read,) = read_handlers({"handlers": [{"tool": "t", "reads": READS, "aliases": aliases}]}, where="here")

    assert read.aliases == {"party": "guests", "persons": "guests"}


def test_places_in_the_request_alone_name_no_argument() -> None:
    (read,) = read_handlers({"handlers": [{"tool": "t", "reads": {}, "envelope": ["call.customer.number"]}]}, where="here")

    assert read.from_envelope == frozenset()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["handlers", "tool", "reads", "type"]), inner),
    max_leaves=8,
)


def refusal(document: object) -> str | None:
    """What is said about a document that is no contract; None for one that is."""
    try:
        read_handlers(document, where="here")
    except InputError as refused:
        return str(refused)
    return None


@given(json_values | st.lists(json_values, max_size=2).map(lambda some: {"handlers": some}))
def test_any_document_is_read_or_refused_in_one_sentence(document: object) -> None:
    said = refusal(document)

    if said is None:
        assert isinstance(document, dict)
        assert all({"tool", "reads"} <= set(each) for each in document["handlers"])
    else:
        assert said.startswith("here")
        assert "\n" not in said


# --- shapes ----------------------------------------------------------------------------------------------------------------

JSON_TYPES = ["string", "integer", "number", "boolean", "null", "array", "object"]
scalars = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["a", "b", "1"])
schemas = st.recursive(
    st.sampled_from(JSON_TYPES).map(lambda kind: {"type": kind})
    | st.lists(st.sampled_from(JSON_TYPES), min_size=1, max_size=3, unique=True).map(lambda some: {"type": some})
    | st.lists(scalars, min_size=1, max_size=3).map(lambda some: {"enum": some})
    | scalars.map(lambda value: {"const": value})
    | st.just({}),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(lambda some: {"anyOf": some}),
    max_leaves=6,
)


@given(schemas, scalars | st.lists(scalars, max_size=2))
def test_a_value_the_schema_lets_through_is_of_a_type_and_among_the_values_it_is_said_to_have(
    schema: dict[str, Any], value: object
) -> None:
    """Held against a validator that was written by others."""
    if not Draft202012Validator(schema).is_valid(value):
        return
    seen = kinds(schema, schema)
    if seen is not None:
        assert Draft202012Validator({"type": sorted(seen)}).is_valid(value)
    allowed = values(schema, schema)
    if allowed is not None:
        assert Draft202012Validator({"enum": [json.loads(each) for each in allowed]}).is_valid(value)
