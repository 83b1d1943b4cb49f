"""A call passes from one assistant to another: who takes over, and what is said meanwhile."""

from typing import Any

import pytest

from harness.contract.model import Destination, Member, Squad, ToolMessage
from harness.ports import AssistantMessage, SystemMessage
from harness.trace.events import AgentSpoke, FillerSpoken, HandedOff, HarnessWarned
from harness.vapi import Switches
from tests.runtime.hand import (
    assistant,
    called,
    handoff,
    house,
    of_kind,
    only,
    play,
    settings,
    tool,
)
from tests.runtime.passing import HI, NOBODY, SERVER, ben, passed, two

# --- who takes over ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("destination", "way"),
    [
        ("b-1", ["Mia", "Ben"]),
        ("Ben", ["Mia", "Ben"]),
        ("Bo", ["Mia", "Bo"]),
        ("dynamic", ["Mia", "Bo"]),
        ("", ["Mia", "Bo"]),
        (None, ["Mia", "Bo"]),
        ("ben", ["Mia"]),
        ("Zoe", ["Mia"]),
        ("Receptions", ["Mia"]),
        (["Ben"], ["Mia"]),
    ],
)
def test_a_destination_is_meant_by_id_by_name_or_as_the_first(destination: Any, way: list[str]) -> None:
    assert passed(squad=two(handoff("Bo", "Ben", name="pass")), destination=destination).way == way


def test_without_the_argument_the_first_destination_is_meant() -> None:
    assert passed(squad=two(handoff("Bo", "Ben", name="pass"))).way == ["Mia", "Bo"]


def test_an_id_comes_before_a_name() -> None:
    squad = house(assistant(handoff("b-1", "Ben", name="pass")), ben(), assistant(name="b-1", prompt="Odd."))

    assert passed(squad=squad, destination="b-1").way == ["Mia", "Ben"]


@pytest.mark.parametrize("number", ["+1 604 555 0111", "604-555-0111"])
def test_a_phone_number_is_the_last_thing_a_destination_can_be(number: str) -> None:
    played = passed(destination=number)

    assert (played.way, played.ended) == (["Mia"], "assistant-forwarded-call")


def test_an_unknown_destination_is_not_carried_out_and_the_source_goes_on() -> None:
    start = ToolMessage(kind="request-start", content="Ben, then.")
    played = passed(by=handoff("Ben", name="pass", messages=(start,)), destination="Zoe")

    assert (played.replied[0].outcome, played.replied[0].text) == ("error", NOBODY)
    assert (played.way, played.fillers) == (["Mia"], [])
    assert played.asked[1][0] == SystemMessage(content="You are Mia.")
    assert of_kind(played.trace, AgentSpoke)[0].text == "Yes?"


def test_a_request_failed_that_is_spoken_takes_the_models_place() -> None:
    failed = ToolMessage(kind="request-failed", content="I could not do that.")
    played = passed(by=handoff("Ben", name="pass", messages=(failed,)), destination="Zoe")

    assert played.heard[:2] == ((), ("I could not do that.",))
    assert len(played.asked[1]) == len(played.asked[0]) + 4


def test_an_assistant_can_hand_over_to_itself_and_greets_again() -> None:
    mia = assistant(handoff("Mia", name="pass"), first_message="Mia here.")
    played = play(house(mia, ben()), caller=HI, model=[called("pass")])

    assert (played.way, played.heard) == (["Mia", "Mia"], (("Mia here.",), ("Mia here.",)))


def test_the_tools_are_those_of_whoever_is_on_the_line() -> None:
    played = passed()

    assert [[one.name for one in tools] for tools in played.tools[:2]] == [["pass", "book"], ["pay"]]
    assert [messages[0].content for messages in played.asked[:2]] == ["You are Mia.", "You are Ben."]
    gone = play(house(assistant(handoff("Ben", name="pass")), ben()), caller=HI * 2, model=[called("pass"), called("pass")])
    assert gone.replied[-1].problem == "the assistant has no such tool"


def test_of_two_tools_with_one_name_the_first_is_offered() -> None:
    first, second = handoff("Bo"), handoff("Ben", name="handoff_to_Bo")
    played = play(two(first, tool("book"), second), caller=HI, model=[called("handoff_to_Bo")])

    assert [(one.name, one.description) for one in played.tools[0]] == [("handoff_to_Bo", first.description), ("book", "")]
    assert played.way == ["Mia", "Bo"]


@pytest.mark.parametrize(("switch", "name"), [("group_index", "handoff_to_group_0"), ("first_destination", "handoff_to_Ben")])
def test_how_a_tool_with_several_destinations_is_called_is_a_switch(switch: Any, name: str) -> None:
    """At every entry, not only at the first."""
    mia, bo = assistant(handoff("Ben", "Bo")), assistant(handoff("Ben", "Bo"), name="Bo")
    played = play(
        house(mia, ben(), bo),
        caller=HI * 2,
        model=[called(name, destination="Bo"), called(name, destination="Ben")],
        told=settings(switches=Switches(multi_handoff_name=switch)),
    )

    assert played.way == ["Mia", "Bo", "Ben"]


# --- other squads, other versions -------------------------------------------------------------------------------------


def cellar() -> Squad:
    members = (
        assistant(handoff("Di", name="down"), name="Cy", first_message="Cy here."),
        assistant(handoff(_house(), name="up"), name="Di"),
    )
    return Squad(name="Cellar", id="c-1", members=tuple(Member(assistant=one) for one in members))


def _house() -> Destination:
    return Destination(kind="squad", reference="House")


@pytest.mark.parametrize(("entry", "who"), [("", "Cy"), ("Di", "Di"), ("Zoe", None)])
@pytest.mark.parametrize("reference", ["Cellar", "c-1"])
def test_another_squad_takes_over_with_its_first_member_or_the_named_one(reference: str, entry: str, who: str | None) -> None:
    place = Destination(kind="squad", reference=reference, entry=entry)
    played = passed(squad=two(handoff(place, name="pass"), siblings=(cellar(),)))

    assert played.way == (["Mia", who] if who else ["Mia"])


def test_in_another_squad_names_are_those_of_its_members() -> None:
    place = Destination(kind="squad", reference="Cellar")
    squad = two(handoff(place, name="pass"), siblings=(cellar(),))

    assert play(squad, caller=HI * 2, model=[called("pass"), called("down")]).way == ["Mia", "Cy", "Di"]


def test_from_another_squad_the_call_can_come_back() -> None:
    place = Destination(kind="squad", reference="Cellar", entry="Di")
    played = play(two(handoff(place, name="pass"), siblings=(cellar(),)), caller=HI * 2, model=[called("pass"), called("up")])

    assert played.way == ["Mia", "Di", "Mia"]


def test_of_a_squads_overrides_the_variables_are_set_and_the_rest_is_warned_of() -> None:
    place = Destination(kind="squad", reference="Cellar", variables={"floor": "-1"}, overrides={"firstMessage": "Hm."})
    played = passed(squad=two(handoff(place, name="pass"), siblings=(cellar(),)))

    assert only(played.trace, HandedOff).variables == {"floor": "-1"}
    assert "not firstMessage" in only(played.trace, HarnessWarned).message


def test_a_destinations_own_version_of_the_member_takes_over() -> None:
    other = ben(first_message="Ben again.")
    place = Destination(name="Ben", overrides={"firstMessage": "Ben again."}, assistant=other)
    played = passed(place)

    assert played.heard[1] == ("Ben again.",)
    assert of_kind(played.trace, HarnessWarned) == []


def test_overrides_hold_at_a_destination_of_an_assistant_that_overrides_have_made() -> None:
    """Ben is entered in two versions; only the member's own tools know who the second one is."""
    bare = Destination(name="Ben", overrides={"firstMessage": "Once more."})
    bo = assistant(handoff(bare, name="on"), name="Bo")
    place = Destination(name="Bo", overrides={"endCallMessage": "Bye."}, assistant=bo)
    full = Destination(name="Ben", overrides=bare.overrides, assistant=ben(first_message="Once more."))
    squad = house(assistant(handoff(place, name="pass")), ben(), assistant(handoff(full, name="on"), name="Bo"))
    played = play(squad, caller=HI * 2, model=[called("pass"), called("on")])

    assert (played.way, played.heard[-1]) == (["Mia", "Bo", "Ben"], ("Once more.",))


# --- what is said while it passes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_blocking", [False, True])
def test_the_request_start_is_said_in_the_sources_voice_before_the_destination_speaks(is_blocking: bool) -> None:
    start = ToolMessage(kind="request-start", content="Ben can help {{x}}.", blocking=is_blocking)
    played = passed(by=handoff("Ben", name="pass", messages=(start,)))
    filler, handed = only(played.trace, FillerSpoken), only(played.trace, HandedOff)
    greeting = of_kind(played.trace, AgentSpoke)[0]

    assert (filler.assistant, filler.text, filler.kind, filler.call_id) == ("Mia", "Ben can help .", "request-start", "call_1")
    assert (greeting.assistant, greeting.text, greeting.first, greeting.at) == ("Ben", "Ben here.", True, filler.until)
    assert handed.at == (filler.until if is_blocking else filler.at)


def test_it_is_in_the_artifact_after_the_result_and_absent_from_the_destinations_messages() -> None:
    start = ToolMessage(kind="request-start", content="Ben can help.")
    squad = house(assistant(handoff("Ben", name="pass", messages=(start,)), server=SERVER), ben(server=SERVER))
    played = play(squad, caller=HI * 2, model=[called("pass")])
    report = played.notices[-1]["artifact"]

    assert [(one["role"], one.get("message"), one.get("assistantName")) for one in report["messages"]] == [
        ("user", "The bill, please.", None),
        ("tool_calls", "", None),
        ("tool_call_result", None, None),
        ("bot", "Ben can help.", "Mia"),
        ("bot", "Ben here.", "Ben"),
        ("user", "The bill, please.", None),
        ("bot", "Fine.", "Ben"),
    ]
    assert report["transcript"].startswith("User: The bill, please.\nAI: Ben can help.\nAI: Ben here.\n")
    assert AssistantMessage(content="Ben can help.") not in played.asked[-1]
    assert AssistantMessage(content="Ben here.") in played.asked[-1]


def test_a_handoff_without_messages_is_silent_unless_the_switch_says_otherwise() -> None:
    squad = house(assistant(handoff("Ben")), ben(first_message=None))
    silent = play(squad, caller=HI, model=[called("handoff_to_Ben")])
    filled = play(
        squad, caller=HI, model=[called("handoff_to_Ben")], told=settings(switches=Switches(handoff_default_filler="filler"))
    )

    assert silent.fillers == []
    assert len(filled.fillers) == 1
