"""What a handoff sets in the call's variables, and what the model is told of it."""

from typing import Any

import pytest

from harness.contract.model import Destination
from harness.ports import Reply, ToolCall, ToolResultMessage
from harness.trace.events import HandedOff, HarnessWarned
from harness.vapi import Switches
from tests.runtime.hand import (
    Played,
    assistant,
    called,
    handoff,
    house,
    only,
    play,
    settings,
    tool,
)
from tests.runtime.passing import HI, ben, passed

# --- variables --------------------------------------------------------------------------------------------------------


def learned(place: Destination, *more: Reply, settled: dict[str, Any] | None = None, **arguments: Any) -> Played:
    shown = "{{a}}|{{b}}|{{c}}|{{destination}}"
    mia = assistant(handoff(place, name="pass"), variables={"a": "mia", "b": "mia"})
    squad = house(mia, ben(prompt=shown, variables={"c": "ben"}, first_message=None))
    return play(squad, caller=HI * 2, model=[called("pass", **arguments), *more], told=settings(variables=settled or {}))


def test_arguments_are_set_as_variables_but_destination_is_not() -> None:
    played = learned(Destination(name="Ben"), a="told", destination="Ben")

    assert played.asked[-1][0].content == "told|mia|ben|"
    assert only(played.trace, HandedOff).variables == {"a": "told"}


def test_the_last_write_wins_arguments_then_extraction_then_aliases_then_the_destinations_values() -> None:
    place = Destination(
        name="Ben",
        extraction={"type": "object", "properties": {"b": {"type": "string"}}},
        aliases={"c": "<{{b}}>", "d": "an alias"},
        variables={"d": "{{b}}"},
    )
    extracted = called("extract_variables", b="found", c="found", d="found")
    played = learned(place, extracted, a="told", b="told")

    assert only(played.trace, HandedOff).variables == {"a": "told", "b": "found", "c": "<found>", "d": "{{b}}"}
    assert played.asked[-1][0].content == "told|found|<found>|"


def test_what_was_learned_outlasts_the_values_an_assistant_brings() -> None:
    assert learned(Destination(name="Ben"), c="told").asked[-1][0].content == "mia|mia|told|"
    assert learned(Destination(name="Ben", variables={"c": "place"})).asked[-1][0].content == "mia|mia|place|"
    assert learned(Destination(name="Ben"), settled={"c": "call"}).asked[-1][0].content == "mia|mia|call|"


def test_the_extractor_is_a_model_of_its_own_over_what_was_said() -> None:
    place = Destination(name="Ben", extraction={"properties": {"room": {"type": "string"}}})
    mia = assistant(handoff(place, name="pass"), tool("book"))
    calls = Reply(tool_calls=(ToolCall(id="c1", name="book", arguments={}), ToolCall(id="c2", name="pass", arguments={})))
    played = play(house(mia, ben()), caller=HI, model=[calls, called("extract_variables", room="12")])

    assert [type(message).__name__ for message in played.asked[1]][:2] == ["SystemMessage", "UserMessage"]
    assert not any(isinstance(one, ToolResultMessage) or getattr(one, "tool_calls", ()) for one in played.asked[1])
    assert played.tools[1][0].parameters == {"type": "object", "properties": {"room": {"type": "string"}}}
    assert only(played.trace, HandedOff).variables == {"room": "12"}


@pytest.mark.parametrize("answer", [Reply(text="Nothing."), called("pass"), Reply(tool_calls=(
    ToolCall(name="extract_variables", arguments={}, malformed="{"),))])  # fmt: skip
def test_an_extraction_that_is_no_object_is_dropped_and_the_handoff_succeeds(answer: Reply) -> None:
    played = learned(Destination(name="Ben", extraction={"properties": {"a": {}}}), answer, b="told")

    assert (played.way, only(played.trace, HandedOff).variables) == (["Mia", "Ben"], {"b": "told"})
    assert "for a" in only(played.trace, HarnessWarned).message


def test_an_empty_extraction_asks_nobody() -> None:
    assert len(learned(Destination(name="Ben", extraction={"type": "object", "properties": {}})).asked) == 2


# --- the result -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["No handoff destination returned", "Handoff initiated"])
def test_the_text_of_a_handoff_that_worked_is_a_switch(text: Any) -> None:
    told = settings(switches=Switches(handoff_result_text=text))
    played = play(house(assistant(handoff("Ben")), ben()), caller=HI * 2, model=[called("handoff_to_Ben")], told=told)

    assert (played.replied[0].outcome, played.replied[0].text) == ("result", text)
    assert ToolResultMessage(tool_call_id="call_1", content=text) in played.asked[-1]


def test_the_tools_own_default_result_wins_over_it() -> None:
    assert passed(by=handoff("Ben", name="pass", default_result="Ben has it.")).replied[0].text == "Ben has it."
