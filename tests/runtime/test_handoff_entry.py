"""What whoever takes over says first, at every entry, and what servers hear of it."""

from itertools import pairwise
from typing import Any

import pytest

from harness.contract.model import Squad
from harness.ports import Reply, Says, ToolCall
from harness.trace.events import AgentSpoke
from tests.runtime.hand import (
    assistant,
    called,
    handoff,
    house,
    of_kind,
    play,
)
from tests.runtime.passing import HI, MODEL_FIRST, SERVER, ben

# --- the first message ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "heard"),
    [
        ({"first_message": "Ben for {{guest}}."}, ("Ben for Jo.",)),
        ({"first_message": None}, ()),
        ({"first_message": ""}, ()),
        ({"first_message_mode": "assistant-waits-for-user"}, ()),
        ({"first_message_mode": MODEL_FIRST}, ("From the model.",)),
    ],
)
def test_what_the_destination_says_first_is_up_to_its_mode(fields: dict[str, Any], heard: tuple[str, ...]) -> None:
    squad = house(assistant(handoff("Ben")), ben(**fields))
    played = play(squad, caller=HI, model=[called("handoff_to_Ben", guest="Jo"), Reply(text="From the model.")])

    assert played.heard[1] == heard


def test_a_model_generated_first_message_sees_the_conversation_after_a_handoff() -> None:
    squad = house(assistant(handoff("Ben")), ben(first_message_mode=MODEL_FIRST))
    played = play(squad, caller=HI, model=[called("handoff_to_Ben"), Reply(text="Welcome.")])

    assert [type(one).__name__ for one in played.asked[1]] == [
        "SystemMessage", "UserMessage", "AssistantMessage", "ToolResultMessage"
    ]  # fmt: skip
    assert of_kind(played.trace, AgentSpoke)[0].first


def test_the_first_message_is_spoken_at_every_entry() -> None:
    mia = assistant(handoff("Ben", name="on"), first_message="Mia here.")
    played = play(house(mia, ben(tools=(handoff("Mia", name="on"),))), caller=HI * 3, model=[called("on")] * 3)

    assert played.heard == (("Mia here.",), ("Ben here.",), ("Mia here.",), ("Ben here.",))


def test_a_goodbye_in_the_first_message_ends_the_call() -> None:
    squad = house(assistant(handoff("Ben")), ben(first_message="Goodbye.", end_call_phrases=("goodbye",)))

    assert play(squad, caller=HI, model=[called("handoff_to_Ben")]).ended == "assistant-said-end-call-phrase"


def endless() -> Squad:
    to_ben = handoff("Ben", name="on")
    return house(
        assistant(to_ben, first_message_mode=MODEL_FIRST),
        ben(tools=(handoff("Mia", name="on"),), first_message_mode=MODEL_FIRST),
    )


def test_an_endless_loop_of_handoffs_ends_with_the_longest_duration() -> None:
    played = play(endless(), model=[called("on")] * 1000)

    assert played.ended == "exceeded-max-duration"
    assert len(played.way) > 10
    assert all(here != there for here, there in pairwise(played.way))


def test_hundreds_of_handoffs_in_one_call_are_no_deeper_than_one() -> None:
    squad = house(
        assistant(handoff("Ben", name="on"), max_duration_seconds=43_200.0),
        ben(tools=(handoff("Mia", name="on"),), first_message=None),
    )
    replies = [Reply(tool_calls=(ToolCall(id=f"c{n}", name="on", arguments={}),)) for n in range(1500)]

    assert len(play(squad, caller=HI * 1500, model=replies).way) == 1501


def test_the_longest_members_limit_holds() -> None:
    squad = house(assistant(max_duration_seconds=10.0), ben(max_duration_seconds=300.0))

    assert play(squad, caller=[Says(text="word " * 60)] * 3).ended == "customer-ended-call"


def test_two_members_of_one_name_end_the_call_before_it_begins() -> None:
    played = play(house(assistant(), assistant()))

    assert (played.ended, played.heard) == ("call.start.error-get-resources-validation", ())


# --- what servers hear ------------------------------------------------------------------------------------------------


def notices(**fields: Any) -> list[str]:
    squad = house(assistant(handoff("Ben"), server=SERVER), ben(server=SERVER, **fields))
    return [one["type"] for one in play(squad, caller=HI, model=[called("handoff_to_Ben")]).notices]


def test_every_start_is_told_and_a_transfer_only_when_it_is_listed() -> None:
    begun = ["status-update", "assistant.started"]
    over = ["status-update", "end-of-call-report"]

    assert notices() == [*begun, "assistant.started", *over]
    assert notices(server_messages=("transfer-update",)) == [*begun, "transfer-update"]


def test_the_notices_say_who_and_the_report_lists_every_activation() -> None:
    squad = house(
        assistant(handoff("Ben"), server=SERVER, id="m-1"),
        ben(server=SERVER, server_messages=("transfer-update", "assistant.started", "end-of-call-report")),
    )
    _, first, moved, second, report = play(squad, caller=HI, model=[called("handoff_to_Ben", guest="Jo")]).notices

    assert (first["newAssistant"]["name"], second["newAssistant"]["name"]) == ("Mia", "Ben")
    assert (moved["destination"], moved["fromAssistant"]["name"], moved["toAssistant"]["name"]) == (
        {"type": "assistant", "assistantName": "Ben"}, "Mia", "Ben"
    )  # fmt: skip
    assert report["artifact"]["assistantActivations"] == [
        {"assistantName": "Mia", "assistantId": "m-1"},
        {"assistantName": "Ben", "assistantId": "b-1"},
    ]
    assert report["artifact"]["variableValues"]["guest"] == "Jo"
