"""How much of the conversation goes along when a call is handed over: for the next model, and in the artifact."""

from typing import Any

import pytest

from harness.contract.model import ContextPlan, Destination, Server, Squad, ToolMessage
from harness.ports import AssistantMessage, Reply, Says, SystemMessage, ToolCall, ToolResultMessage, UserMessage
from harness.trace.events import HandedOff
from tests.runtime.hand import Played, assistant, called, handoff, house, of_kind, only, play, tool

SERVER = Server(url="https://inn.example.com/events")
LINES = [Says(text="A room."), Says(text="And a bill."), Says(text="Thanks.")]


def squad(plan: ContextPlan, *, full: bool = False, back: ContextPlan | None = None) -> Squad:
    mia = assistant(
        tool("find", messages=(ToolMessage(kind="request-start", content=""),)),
        handoff(Destination(name="Ben", context=plan), name="pass"),
        first_message="Hello.",
        server=SERVER,
        keeps_full_history=full,
    )
    ben = assistant(
        handoff(Destination(name="Mia", context=back or ContextPlan()), name="back"),
        name="Ben",
        prompt="You are Ben.",
        server=SERVER,
        keeps_full_history=full,
    )
    return house(mia, ben)


def passed(plan: ContextPlan, **how: Any) -> Played:
    """Mia greets, looks something up, answers, and hands over; Ben answers once."""
    calls = [called("find", size=2), Reply(text="Found."), Reply(tool_calls=(ToolCall(id="call_2", name="pass", arguments={}),))]
    return play(squad(plan, **how), caller=LINES, model=calls)


FIND = AssistantMessage(tool_calls=(ToolCall(id="call_1", name="find", arguments={"size": 2}),))
PASS = AssistantMessage(tool_calls=(ToolCall(id="call_2", name="pass", arguments={}),))
FOUND = ToolResultMessage(tool_call_id="call_1", content="done")
PASSED = ToolResultMessage(tool_call_id="call_2", content="No handoff destination returned")
GREETED, WAITED, SAID = AssistantMessage(content="Hello."), UserMessage(content="A room."), AssistantMessage(content="Found.")
ASKED = UserMessage(content="And a bill.")
EVERYTHING = (GREETED, WAITED, FIND, FOUND, SAID, ASKED, PASS, PASSED)

PLANS = [
    (ContextPlan(), EVERYTHING),
    (ContextPlan(kind="none"), ()),
    (ContextPlan(kind="lastNMessages", max_messages=0), ()),
    (ContextPlan(kind="lastNMessages", max_messages=1), ()),
    (ContextPlan(kind="lastNMessages", max_messages=3), (ASKED, PASS, PASSED)),
    (ContextPlan(kind="lastNMessages", max_messages=5), (SAID, ASKED, PASS, PASSED)),
    (ContextPlan(kind="lastNMessages", max_messages=99), EVERYTHING),
    (ContextPlan(kind="userAndAssistantMessages"), (GREETED, WAITED, SAID, ASKED)),
    (ContextPlan(kind="previousAssistantMessages"), ()),
    (ContextPlan(hides_handoff=True), EVERYTHING[:-2]),
    (ContextPlan(keeps_prompt=True), (SystemMessage(content="You are Mia."), *EVERYTHING)),
]


@pytest.mark.parametrize(("plan", "kept"), PLANS)
def test_the_next_model_sees_its_own_prompt_what_the_plan_leaves_and_what_comes_after(plan: ContextPlan, kept: Any) -> None:
    """One message from the end would be a result without its call, which no model accepts: nothing is left then."""
    played = passed(plan)

    assert played.asked[-1] == (SystemMessage(content="You are Ben."), *kept, UserMessage(content="Thanks."))
    handed = only(played.trace, HandedOff)
    assert (handed.plan, handed.carried, handed.call_id) == (plan.kind, len(kept), "call_2")


def roles(played: Played) -> tuple[list[str], list[str]]:
    artifact = played.notices[-1]["artifact"]
    return [one["role"] for one in artifact["messages"]], [one["role"] for one in artifact["messagesOpenAIFormatted"]]


AFTERWARDS = ["user", "bot"]
WHOLE = ["bot", "user", "tool_calls", "tool_call_result", "bot", "user", "tool_calls", "tool_call_result"]


@pytest.mark.parametrize(
    ("plan", "kept"),
    [
        (ContextPlan(), WHOLE),
        (ContextPlan(kind="none"), []),
        (ContextPlan(kind="lastNMessages", max_messages=1), []),
        (ContextPlan(kind="lastNMessages", max_messages=3), ["user", "tool_calls", "tool_call_result"]),
        (ContextPlan(kind="userAndAssistantMessages"), ["bot", "user", "bot", "user"]),
        (ContextPlan(kind="previousAssistantMessages"), []),
        (ContextPlan(hides_handoff=True), WHOLE[:-2]),
    ],
)
def test_the_artifact_is_the_final_context_unless_the_full_history_is_wanted(plan: ContextPlan, kept: list[str]) -> None:
    names = {"bot": "assistant", "tool_calls": "assistant", "tool_call_result": "tool", "user": "user"}

    in_vapis_shape, as_completions = roles(passed(plan))
    assert in_vapis_shape == [*kept, *AFTERWARDS]
    assert as_completions == [names[role] for role in in_vapis_shape]
    assert roles(passed(plan, full=True))[0] == [*WHOLE, *AFTERWARDS]


def test_the_transcript_is_whole_whatever_goes_along() -> None:
    played = passed(ContextPlan(kind="none"))

    assert played.notices[-1]["artifact"]["transcript"].startswith("AI: Hello.\nUser: A room.\nAI: Found.\n")


@pytest.mark.parametrize("full", [False, True])
def test_text_that_came_with_tool_calls_stays_when_the_calls_do_not(full: bool) -> None:
    plan = ContextPlan(kind="userAndAssistantMessages")
    calls = Reply(text="Ben can help.", tool_calls=(ToolCall(id="call_2", name="pass", arguments={}),))
    played = play(squad(plan, full=full), caller=LINES[:2], model=[calls])

    assert played.asked[-1][1:-1] == (GREETED, WAITED, AssistantMessage(content="Ben can help."))
    contents = [one["content"] for one in played.notices[-1]["artifact"]["messagesOpenAIFormatted"]]
    assert contents[:3] == ["Hello.", "A room.", "Ben can help."]


def test_a_hidden_handoff_leaves_its_sibling_calls() -> None:
    both = Reply(
        tool_calls=(ToolCall(id="call_1", name="find", arguments={"size": 2}), ToolCall(id="call_2", name="pass", arguments={}))
    )
    played = play(squad(ContextPlan(hides_handoff=True)), caller=LINES[:2], model=[both])

    assert played.asked[-1][1:] == (GREETED, WAITED, FIND, FOUND, UserMessage(content="And a bill."))
    assert roles(played)[1] == ["assistant", "user", "assistant", "tool", "user", "assistant"]


def test_previous_messages_are_those_from_before_the_assistant_that_hands_over_came_on_the_line() -> None:
    """Ben's own words and tool results stay with Ben; Mia gets back what she knew, and both sides of the artifact agree."""
    previous = ContextPlan(kind="previousAssistantMessages")
    calls = [called("pass"), Reply(text="Ben speaking."), Reply(tool_calls=(ToolCall(id="call_9", name="back", arguments={}),))]
    played = play(squad(ContextPlan(), back=previous), caller=[*LINES, Says(text="Hm.")], model=calls)

    first = AssistantMessage(tool_calls=(ToolCall(id="call_1", name="pass", arguments={}),))
    result = ToolResultMessage(tool_call_id="call_1", content="No handoff destination returned")
    assert played.way == ["Mia", "Ben", "Mia"]
    assert played.asked[-1][1:] == (GREETED, WAITED, first, result, GREETED, UserMessage(content="Hm."))
    assert of_kind(played.trace, HandedOff)[1].carried == 4
    assert roles(played)[0] == ["bot", "user", "tool_calls", "tool_call_result", "bot", "user", "bot"]


def test_an_older_prompt_stays_in_front_each_time_with_rolling_history() -> None:
    rolling = ContextPlan(keeps_prompt=True)
    calls = [called("pass"), Reply(tool_calls=(ToolCall(id="call_9", name="back", arguments={}),))]
    played = play(squad(rolling, back=rolling), caller=LINES, model=calls)

    assert [one.content for one in played.asked[-1] if isinstance(one, SystemMessage)] == [
        "You are Mia.", "You are Ben.", "You are Mia."
    ]  # fmt: skip
