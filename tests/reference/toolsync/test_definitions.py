"""The hash of a definition, and what is refused as one."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.errors import InputError
from harness.reference.toolsync.definitions import at_backend, canonical_json, definition_hash, read_definition, read_definitions
from tests.reference.toolsync.world import RESERVE, definition

_TEXT = st.text("aZ0 é€😀\n", max_size=6)
_SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | _TEXT
_JSON = st.recursive(_SCALARS, lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner), max_leaves=8)


def _shuffled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shuffled(value[key]) for key in reversed(value)}
    return [_shuffled(item) for item in value] if isinstance(value, list) else value


@settings(max_examples=60)
@given(st.dictionaries(_TEXT, _JSON, max_size=4))
def test_the_order_of_keys_does_not_change_the_hash(body: dict[str, Any]) -> None:
    assert definition_hash(_shuffled(body)) == definition_hash(body)
    assert re.fullmatch("[0-9a-f]{64}", definition_hash(body))


def test_canonical_json_is_that_of_rfc_8785() -> None:
    """Keys by UTF-16 code units, no spaces, whole numbers without a fraction."""
    keys = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}

    assert canonical_json(keys) == '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\U0001f600":5,"\ufb33":3}'
    assert canonical_json({"b": 1.0, "a": [1.5, True, None]}) == '{"a":[1.5,true,null],"b":1}'


def test_another_parameter_is_another_definition() -> None:
    assert definition("reserve_table").hash == RESERVE.hash
    assert definition("reserve_table", email={"type": "string"}).hash != RESERVE.hash


def test_the_backend_may_be_elsewhere() -> None:
    moved = at_backend(RESERVE.body, "https://tunnel.example/")

    assert moved["server"] == {"url": "https://tunnel.example/api/tools/reserve_table", "timeoutSeconds": 20}
    assert read_definition(moved).hash != RESERVE.hash


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "handoff"}, "`type` must be function"),
        ({"function": {"name": "two words"}}, "`function.name` must be 1 to 64 letters"),
        ({"function": None}, "`function.name` must be"),
        ({"function": {"name": "x", "parameters": {"type": "array"}}}, "must be a JSON Schema of type object"),
        ({"function": {"name": "x", "parameters": []}}, "must be a JSON Schema of type object"),
        (
            {"function": {"name": "x", "parameters": {"type": "object", "properties": {"a": {"type": "strnig"}}}}},
            "`function.parameters.properties.a.type` is not valid JSON Schema: 'strnig' is not valid",
        ),
        ({"server": {"url": "inn.example"}}, "`server.url` must be the address"),
        ({"server": None}, "`server.url` must be the address"),
        ({"async": float("nan")}, "it cannot be written as JSON"),
        ({"messages": [{"content": "\ud800"}]}, "it cannot be written as JSON"),
    ],
)
def test_what_is_no_definition_is_one_sentence(change: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)) as refused:
        read_definition({**RESERVE.body, **change}, "tools/reserve.yml")
    assert str(refused.value).startswith("tools/reserve.yml: ")


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(InputError, match=r"^a\.yml: `type` must .*; b\.yml: `server\.url` must"):
        read_definitions({"a.yml": {}, "b.yml": {**RESERVE.body, "server": {}}})


def test_two_tools_of_one_name_are_refused() -> None:
    with pytest.raises(InputError, match=r"^two tools are called reserve_table$"):
        read_definitions({"a.yml": RESERVE.body, "b.yml": RESERVE.body})
