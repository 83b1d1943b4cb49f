"""YAML is read by the 1.2 core schema, with lines, and nothing in a file can hurt."""

import json
from math import inf, isnan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.yaml12 import MAX_COPIED_VALUES, MAX_DEPTH, read_yaml, scalar

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def complaints(text: str) -> list[str]:
    return [str(problem) for problem in read_yaml(text, file="a.yml").problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("on", "on"), ("off", "off"), ("yes", "yes"), ("No", "No"), ("y", "y"),
        ("true", True), ("True", True), ("FALSE", False), ("tRUE", "tRUE"),
        ("null", None), ("~", None), ("", None), ("NULL", None), ("nUll", "nUll"),
        ("12:30", "12:30"), ("190:20:30", "190:20:30"), ("2026-01-20", "2026-01-20"),
        ("2026-01-20T14:00:00Z", "2026-01-20T14:00:00Z"),
        ("0o17", 15), ("017", 17), ("0x1F", 31), ("0b11", "0b11"), ("1_000", "1_000"), ("+12", 12), ("-7", -7),
        ("1e3", 1000.0), ("1.", 1.0), (".5", 0.5), ("-1.5E-3", -0.0015), ("1e", "1e"), (".", "."), ("-", "-"),
        (".inf", inf), ("-.INF", -inf), ("inf", "inf"), ("nan", "nan"), ("<<", "<<"), ("=", "="),
        ("+16045550123", 16045550123), ("604-555-0123", "604-555-0123"), ("٣", "٣"),
    ],
)  # fmt: skip
def test_plain_words_mean_what_the_core_schema_says(written: str, meant: object) -> None:
    found = scalar(written)

    assert (found, type(found)) == (meant, type(meant))


def test_not_a_number_is_a_float() -> None:
    found = scalar(".NaN")

    assert isinstance(found, float)
    assert isnan(found)


@given(JSON)
def test_every_json_value_reads_as_itself(value: Any) -> None:
    """YAML 1.2 contains JSON."""
    document = read_yaml(json.dumps(value, ensure_ascii=False), file="a.yml")

    assert not document.problems
    assert document.value == value
    assert json.dumps(document.value) == json.dumps(value)


@given(st.text())
def test_any_text_is_read_or_refused_on_a_line_it_has(text: str) -> None:
    document = read_yaml(text, file="a.yml")

    assert all(1 <= problem.source.line <= len(text.splitlines()) + 1 for problem in document.problems)


@given(st.text(alphabet="abc:-[]{}&*!|>'\"#?, \n\t%@`0", max_size=60))
def test_any_punctuation_is_read_or_refused_never_raised(text: str) -> None:
    document = read_yaml(text, file="a.yml")

    assert document.value is None or not [path for path in document.sources if path and path[:-1] not in document.sources]


def test_every_key_and_element_has_its_line() -> None:
    document = read_yaml("name: x\nserver:\n  url: y\n\nitems:\n  - a\n  - {b: 1}\n", file="a.yml", first_line=2)

    assert document.lines == {
        (): 2,
        ("name",): 2,
        ("server",): 3,
        ("server", "url"): 4,
        ("items",): 6,
        ("items", 0): 7,
        ("items", 1): 8,
        ("items", 1, "b"): 8,
    }


def test_a_missing_key_stands_where_its_parent_does() -> None:
    document = read_yaml("a: 1\nserver:\n  url: y\n", file="a.yml")

    assert str(document.source(("server", "timeoutSeconds"))) == "a.yml:2"


def test_a_block_of_text_knows_its_first_line() -> None:
    document = read_yaml("a: 1\nprompt: |\n  Hello.\n  Bye.\n", file="a.yml")

    assert document.value["prompt"] == "Hello.\nBye.\n"
    assert document.text_source(("prompt",)).line == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yml:3: the key 'a' is written twice, first on line 1. Keep one of the two."),
        (
            "a: 1\n\tb: 2\n",
            "a.yml:2: the YAML cannot be read: found a tab character that violates indentation. Indent with spaces, not tabs.",
        ),
        (
            "a: 1\nb: @x\n",
            "a.yml:2: the YAML cannot be read: found character that cannot start any token. "
            "Put text that begins with a special character in quotes, and indent with spaces, not tabs.",
        ),
        (
            "a: b: c\n",
            "a.yml:1: the YAML cannot be read: mapping values are not allowed in this context. "
            "Put text that holds ': ' in quotes, and check the indentation.",
        ),
        (
            "a: !!python/object:os.system x\n",
            "a.yml:1: the tag !!python/object:os.system is unknown or does not fit its value. Remove the tag.",
        ),
        ("a: !!int x\n", "a.yml:1: the tag !!int is unknown or does not fit its value. Remove the tag."),
        ("a: 1\n---\nb: 2\n", "a.yml:2: the file holds more than one YAML document. Write one document a file."),
        ("a: *b\n", "a.yml:1: the alias *b stands for nothing that ends before it. Write the value out."),
        ("a: &a [*a]\n", "a.yml:1: the alias *a stands for nothing that ends before it. Write the value out."),
        ("? [a, b]\n: c\n", "a.yml:1: a key of this object is itself an object or a list. Use text as the key."),
        (
            "a: x\x00\n",
            "a.yml:1: the YAML cannot be read: control characters are not allowed. Correct the YAML around this line.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    assert complaints(text) == [said]


def test_a_document_that_cannot_be_read_has_no_value() -> None:
    assert read_yaml("a: [1", file="a.yml").value is None


def test_the_first_of_two_equal_keys_is_kept_and_both_values_are_read() -> None:
    document = read_yaml("a: {b: 1}\na: {c: !x 1}\n", file="a.yml")

    assert [problem.source.line for problem in document.problems] == [2, 2]


def test_aliases_share_their_value() -> None:
    assert read_yaml("a: &x [1, 2]\nb: *x\n", file="a.yml").value == {"a": [1, 2], "b": [1, 2]}


def test_aliases_cannot_blow_a_document_up() -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    assert complaints("\n".join(levels)) == [
        f"a.yml:4: the aliases of this file stand for more than {MAX_COPIED_VALUES} values. Write the values out."
    ]


def test_nesting_has_a_limit() -> None:
    assert read_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, file="a.yml").value is not None
    assert complaints("[" * 100_000) == [f"a.yml:1: the YAML is nested more than {MAX_DEPTH} levels deep. Flatten it."]


def test_a_number_too_long_for_an_integer_is_still_a_number() -> None:
    assert scalar("9" * 5000) == inf
