"""Liquid in prompts, messages and URLs."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.ports import HttpReply, Reply, Says, SystemMessage
from harness.runtime.liquid import names_in, render
from harness.trace.events import HarnessWarned
from harness.vapi import Switches
from tests.runtime.hand import answered, assistant, body_of, called, of_kind, play, settings, tool

NOW = datetime(2026, 1, 18, 18, 5, tzinfo=UTC)
HI = [Says(text="Hi.")]


def shown(template: str, undefined: Literal["empty", "literal"] = "empty", **variables: Any) -> str:
    return render(template, variables, now=NOW, undefined=undefined)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("Hello {{ name }}.", "Hello Jo."),
        ("{% if name == 'Jo' %}yes{% else %}no{% endif %}", "yes"),
        ("{{ guest.rooms[1].number }}", "12"),
        ('{{"now" | date: "%A, %B %d, %Y, %I:%M %p", "America/Vancouver"}}', "Sunday, January 18, 2026, 10:05 AM"),
        ('{{ "now" | date: "%H:%M" }}', "18:05"),
        ('{{ "2026-02-03" | date: "%d.%m." }}', "03.02."),
        ('{{ now | date: "%A" }}', "Jan 18, 2026, 6:05 PM UTC"),
        ('{{ "now" | date: "%Y", "Nowhere/At_All" }}', "2026"),
        ("no variables, $5 {and} braces}", "no variables, $5 {and} braces}"),
        ("cost $ {{ name }} $.", "cost $ Jo $."),
        ("{{ apiToken }}", "[REDACTED]"),
        ("{{ missing }}|{{ guest.missing }}", "|"),
        ("{{ broken | }} {{ name }}", "{{ broken | }} Jo"),
        ("{% include 'secrets' %}{{ name }}", "{% include 'secrets' %}Jo"),
        ("{% for i in (1..99999999) %}x{% endfor %}{{ name }}", "{% for i in (1..99999999) %}x{% endfor %}Jo"),
        ("{{ 'now' | date: 1, 2, 3 }}{{ self }}", "{{ 'now' | date: 1, 2, 3 }}me"),
    ],
)
def test_a_template_is_filled_in_or_left_as_it_is(template: str, text: str) -> None:
    guest = {"rooms": [{"number": 11}, {"number": 12}]}

    assert shown(template, name="Jo", guest=guest, now="Jan 18, 2026, 6:05 PM UTC", apiToken="secret", self="me") == text


@pytest.mark.parametrize("template", ["{{name}}", "{{guest.name}}", "{{guest.rooms[0].number}}"])
def test_an_undefined_variable_is_empty_or_stays_as_it_was_written(template: str) -> None:
    assert shown(template, guest={}) == ""
    assert shown(template, "literal", guest={}) == template


def test_the_switch_for_undefined_variables_reaches_prompt_and_speech() -> None:
    one = assistant(prompt="Help {{guest}}.", first_message="Hello {{guest}}!")
    literal = play(one, caller=HI, told=settings(switches=Switches(undefined_variable="literal")))
    empty = play(one, caller=HI)

    assert (literal.asked[0][0], literal.heard[0]) == (SystemMessage(content="Help {{guest}}."), ("Hello {{guest}}!",))
    assert (empty.asked[0][0], empty.heard[0]) == (SystemMessage(content="Help ."), ("Hello !",))


@given(
    st.text(alphabet="{}%|.$[]\"' aßb1:,-_\n\\", max_size=40),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
)
def test_no_template_breaks_the_call(template: str, variables: dict[str, str]) -> None:
    for undefined in ("empty", "literal"):
        assert isinstance(render(template, variables, now=NOW, undefined=undefined), str)
    names_in(template)


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=30), st.integers())
def test_a_value_is_never_a_template(text: str, number: int) -> None:
    assert shown("{{ x }}/{{ n }}", x=text, n=number) == f"{text}/{number}"


def test_one_moment_is_the_same_moment_in_every_zone() -> None:
    template = '{{ "now" | date: "%H:%M" }}'

    assert shown(template) == render(template, {}, now=NOW.astimezone(timezone(timedelta(hours=-8))), undefined="empty")


def test_what_every_call_knows() -> None:
    names = ("now", "date", "time", "month", "day", "year", "customer.number", "phoneNumber.number", "assistant.name",
             "transport.conversationType")  # fmt: skip
    prompt = "|".join(f"{{{{{name}}}}}" for name in names)
    played = play(assistant(prompt=prompt), caller=HI)

    assert played.asked[0][0] == SystemMessage(
        content="Jan 18, 2026, 10:00 AM UTC|Jan 18, 2026|10:00 AM|January|18|2026|+16045550123|+16045550100|Mia|voice"
    )


def test_the_calls_variables_win_over_the_assistants_and_those_over_the_defaults() -> None:
    one = assistant(prompt="{{a}} {{b}} {{year}}", variables={"a": "assistant", "b": "assistant", "year": "1999"})
    played = play(one, caller=HI, told=settings(variables={"a": "call"}))

    assert played.asked[0][0] == SystemMessage(content="call assistant 1999")


def test_a_prompt_that_quotes_the_conversation_changes_with_it() -> None:
    played = play(
        assistant(prompt="So far:\n{{transcript}}", first_message="Hello."), caller=[Says(text="Hi."), Says(text="Well?")]
    )

    assert [messages[0] for messages in played.asked] == [
        SystemMessage(content="So far:\nAI: Hello.\nUser: Hi.\n"),
        SystemMessage(content="So far:\nAI: Hello.\nUser: Hi.\nAI: Fine.\nUser: Well?\n"),
    ]


def aliased(aliases: dict[str, str], result: Any, prompt: str) -> str:
    """The prompt after a tool with these aliases gave this result."""
    one = assistant(tool(aliases=aliases), prompt=prompt)
    played = play(one, caller=HI, model=[called("book")], server=[answered(result) if not callable(result) else result])
    system = played.asked[1][0]
    assert isinstance(system, SystemMessage)
    return system.content


def test_aliases_read_the_result_as_json() -> None:
    aliases = {"first": "{{ $.slots[0].start }}", "count": "{{ slots | size }}", "who": "{{customer.number}}"}

    assert (
        aliased(aliases, '{"slots": [{"start": "9:00"}, {"start": "10:00"}]}', "{{first}} {{count}} {{who}}")
        == "9:00 2 +16045550123"
    )


def test_a_list_is_the_root_too() -> None:
    assert aliased({"first": "{{ $[0] }}"}, '["a", "b"]', "{{first}}") == "a"


@pytest.mark.parametrize("result", ["not json", lambda request: HttpReply(status=500, body=b"")])
def test_without_json_no_alias_is_set(result: Any) -> None:
    assert aliased({"first": "{{ $ }}x"}, result, "[{{first}}]") == "[]"


def test_aliases_reach_later_tool_calls_and_the_artifact() -> None:
    find = tool("find", aliases={"room": "{{ $.room }}"})
    book = tool("book", static_parameters={"room": "{{room}}"})
    played = play(
        assistant(find, book), caller=HI, model=[called("find"), called("book"), Reply(text="Done.")],
        server=[answered('{"room": "12"}')],
    )  # fmt: skip

    message = body_of(played.requests[1])
    assert message["toolCallList"][0]["function"]["arguments"] == {"room": "12"}
    assert message["artifact"]["variableValues"]["room"] == "12"


def test_a_prompt_whose_liquid_does_not_parse_is_warned_about() -> None:
    """It would otherwise go to the model raw, without a word."""
    broken = play(assistant(prompt="Today is {{ 'now' | date: %A }}."))
    sound = play(assistant(prompt="Today is {{ 'now' | date: '%A' }}."))

    assert ["does not parse" in event.message for event in of_kind(broken.trace, HarnessWarned)] == [True]
    assert of_kind(sound.trace, HarnessWarned) == []
