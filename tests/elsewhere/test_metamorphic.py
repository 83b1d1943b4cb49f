"""Edits to prompts and schemas change exactly what they say, in every squad: what is demanded is asked, and nothing else."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from harness.agents.literal import LiteralAgent
from harness.contract.model import Squad, Tool
from harness.language.asks import asked_slots
from harness.language.slot import Slot, slot_of, words_of
from harness.ports import Reply
from tests.elsewhere.callers import CALLERS, YES
from tests.elsewhere.stage import arguments, play, squad

MENTIONS = {
    ("hotel", "checkInDate"): ("the check-in date and the check-out date", "the check-out date"),
    ("hotel", "checkOutDate"): ("the check-in date and the check-out date", "the check-in date"),
    ("hotel", "guests"): ("2. Find out how many guests will stay.\n", ""),
    ("hotel", "guestName"): ("the guest's full name and phone number", "the guest's phone number"),
    ("hotel", "phone"): ("full name and phone number.", "full name."),
    ("airline", "last_name"): ("the booking reference and the last name of the passenger", "the booking reference"),
    ("airline", "new_date"): ("For a change you need the new travel date.\n", ""),
    ("restaurant", "date"): ("to know the date, the time", "to know the time"),
    ("restaurant", "time"): ("the date, the time,", "the date,"),
    ("restaurant", "partySize"): ("how many people are coming, and a name", "and a name"),
    ("restaurant", "name"): ("how many people are coming, and a name for the\nreservation", "and how many people are coming"),
    ("salon", "service"): ('Step 1: Ask "Which service would you like?"\n', ""),
    ("salon", "date"): ("What day and time suit you?", "What time suits you?"),
    ("salon", "time"): ("What day and time suit you?", "What day suits you?"),
    ("salon", "client_name"): ("May I have your name and phone number?", "May I have your phone number?"),
    ("salon", "phone"): ("May I have your name and phone number?", "May I have your name?"),
    ("cars", "pickup_city"): ("| Pickup city | one of our offices | yes |\n", ""),
    ("cars", "pickup_time"): ("| Pickup time | hour and minutes | yes |\n", ""),
    ("cars", "car_class"): ("| Car class | compact, midsize or van | yes |\n", ""),
    ("cars", "driver_age"): ("| Driver's age | in years | yes |\n", ""),
    ("power", "service_address"): ("You need: service address, account number,", "You need: account number,"),
    ("power", "account_number"): (" account number, and", " and"),
    ("power", "is_hazard"): (", and whether there is a hazard (sparks, fallen lines).", "."),
}
"""Where each squad's prompt asks for a parameter, and the same prompt without."""
ALSO = {
    ("hotel", "phone"): ("- Never call `reserveRoom` without a phone number.\n", ""),
    ("salon", "phone"): ("* Phone number is mandatory.\n", ""),
}
"""A second place that demands it."""


@pytest.mark.parametrize(("org", "parameter"), MENTIONS)
def test_what_neither_schema_nor_prompt_demands_is_never_asked(org: str, parameter: str) -> None:
    """Taken out of both, no question is put."""
    assert parameter not in _asked(_unprompted(_unrequired(squad(org), parameter), org, parameter), org)


@pytest.mark.parametrize(("org", "parameter"), MENTIONS)
def test_what_the_prompt_alone_demands_is_asked(org: str, parameter: str) -> None:
    """Taken out of `required` only."""
    assert parameter in _asked(_unrequired(squad(org), parameter), org)


@pytest.mark.parametrize(("org", "parameter"), [pair for pair in MENTIONS if pair != ("power", "account_number")])
def test_what_the_schema_alone_requires_is_asked(org: str, parameter: str) -> None:
    """Taken out of the prompt only."""
    assert parameter in _asked(_unprompted(squad(org), org, parameter), org)


@pytest.mark.parametrize("org", CALLERS)
def test_the_order_of_tools_changes_nothing(org: str) -> None:
    """The last tool first."""
    turned = _edited(squad(org), tools=lambda tools: tuple(reversed(tools)))

    assert _asked(turned, org) == _asked(squad(org), org)
    assert arguments(play(turned, CALLERS[org], YES)) == arguments(play(org, CALLERS[org], YES))


@pytest.mark.parametrize("org", CALLERS)
def test_the_spelling_of_parameters_changes_nothing(org: str) -> None:
    """camelCase becomes snake_case and the other way round, in the schema and in the prompt."""
    respelled = _respelled(squad(org))

    assert {_turned(name) for name in _asked(squad(org), org)} == _asked(respelled, org)


@pytest.mark.parametrize("org", CALLERS)
def test_prose_changes_nothing(org: str) -> None:
    """Sentences that mention askable things without ordering anything."""
    prose = (
        "\n\nMany people phone on Mondays.\nOur name and number are on the door.\nThe date is printed on every receipt we send.\n"
    )
    chatty = _edited(squad(org), prompt=lambda prompt: prompt + prose)

    assert _asked(chatty, org) == _asked(squad(org), org)
    assert arguments(play(chatty, CALLERS[org], YES)) == arguments(play(org, CALLERS[org], YES))


@pytest.mark.parametrize("org", ["hotel", "cars", "salon"])
def test_the_order_of_the_lines_of_a_list_changes_the_order_of_questions_only(org: str) -> None:
    """Every block of list items or table rows upside down."""
    turned = _edited(squad(org), prompt=_upside_down)

    assert _asked(turned, org) == _asked(squad(org), org)


@pytest.mark.parametrize("org", CALLERS)
def test_the_same_messages_get_the_same_reply(org: str) -> None:
    """A fresh agent for every reply says word for word what one that continues the conversation says."""
    agents = _Both()
    play(org, CALLERS[org], YES, agent=agents)

    assert agents.fresh == agents.continued
    assert len(agents.fresh) >= 3


class _Both:
    """Answers as a continued agent, and notes what a fresh one would have said."""

    def __init__(self) -> None:
        self.fresh: list[Reply] = []
        self.continued: list[Reply] = []
        self._agent = LiteralAgent()

    def reply(self, messages: Any, tools: Any) -> Reply:
        self.fresh.append(LiteralAgent().reply(tuple(messages), tuple(tools)))
        self.continued.append(self._agent.reply(messages, tools))
        return self.continued[-1]


def _asked(answering: Squad, org: str) -> set[str]:
    """Names of the parameters that were asked for in a call in which everything is known."""
    trace = play(answering, CALLERS[org], YES)
    slots = tuple(
        slot_of(
            name, description=str(s.get("description", "")), choices=tuple(s.get("enum", ())), json_type=s.get("type", "string")
        )
        for tool in answering.entry.tools
        for name, s in tool.properties.items()
    )
    spoken = [event.text for event in trace.heard[1:]]
    questions = [part for text in spoken for part in re.split(r"(?<=[.?!])\s+", text) if part.endswith("?")]
    return {slot.name for question in questions for slot in _meant(question, slots)}


def _meant(question: str, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    if question in {"Is that correct?", "Is there anything else I can help you with?", "How can I help you?"}:
        return ()
    if question.startswith("Is there a hazard"):
        return tuple(slot for slot in slots if "hazard" in slot.words)
    return asked_slots(question, slots)


def _unrequired(answering: Squad, parameter: str) -> Squad:
    def without(tools: tuple[Tool, ...]) -> tuple[Tool, ...]:
        return tuple(
            replace(tool, parameters={**tool.parameters, "required": [n for n in tool.required if n != parameter]})
            for tool in tools
        )

    return _edited(answering, tools=without)


def _unprompted(answering: Squad, org: str, parameter: str) -> Squad:
    def without(prompt: str) -> str:
        for old, new in filter(None, (MENTIONS[org, parameter], ALSO.get((org, parameter)))):
            assert old in prompt
            prompt = prompt.replace(old, new)
        return prompt

    return _edited(answering, prompt=without)


def _edited(
    answering: Squad,
    *,
    prompt: Callable[[str], str] = str,
    tools: Callable[[tuple[Tool, ...]], tuple[Tool, ...]] = tuple,
) -> Squad:
    member = answering.members[0]
    assistant = replace(member.assistant, prompt=prompt(member.assistant.prompt), tools=tools(member.assistant.tools))
    return replace(answering, members=(replace(member, assistant=assistant),))


def _upside_down(prompt: str) -> str:
    """Each run of numbered steps or table rows in reverse; the first two rows of a table are its header."""

    def turned(match: re.Match[str]) -> str:
        lines = match.group().splitlines()
        head = 2 if lines[0].startswith("|") else 0
        return "\n".join([*lines[:head], *reversed(lines[head:])]) + "\n"

    return re.sub(r"(?m)(?:^(?:\d\. |Step \d: |\|).*\n)+", turned, prompt)


def _respelled(answering: Squad) -> Squad:
    names = {name for tool in answering.entry.tools for name in tool.properties if _turned(name) != name}

    def respelled(text: str) -> str:
        return re.sub(r"\b\w+\b", lambda m: _turned(m.group()) if m.group() in names else m.group(), text)

    def turned(tools: tuple[Tool, ...]) -> tuple[Tool, ...]:
        return tuple(
            replace(
                tool,
                description=respelled(tool.description),
                parameters={
                    **tool.parameters,
                    "properties": {_turned(name): schema for name, schema in tool.properties.items()},
                    "required": [_turned(name) for name in tool.required],
                },
            )
            for tool in tools
        )

    return _edited(answering, prompt=respelled, tools=turned)


def _turned(name: str) -> str:
    words = words_of(name)
    if len(words) < 2:
        return name
    return words[0] + "".join(word.capitalize() for word in words[1:]) if "_" in name else "_".join(words)
