"""The rules that hold for every call."""

from typing import Any

import pytest
from msgspec.structs import replace

from harness.checks.catalogue import RULES, ArgumentsFitSchema, Evidence, NoInventedArgument, OwnTools, ToolsAnswer, judge_all
from harness.trace.trace import Trace
from tests.checks.traces import (
    BOOK_TABLE,
    added,
    agent,
    call,
    caller,
    findings,
    hands_over,
    harbour,
    house,
    message,
    passes,
    together,
    tool,
)

ARGUMENTS = {"guestName": "Jane Doe", "guestPhone": "+16045550123", "tableDate": "2026-01-20", "tableTime": "14:00"}
ROW = [added("tables", id=1, **ARGUMENTS)]


def booking() -> Trace:
    """Six turns of the caller, and one table."""
    return call(
        agent("Harbour restaurant, this is Mia.", first=True),
        caller("Hi, I'd like to book a table."),
        agent("May I have your name?"),
        caller("Jane Doe."),
        agent("What is the best phone number to reach you?"),
        caller("604-555-0123"),
        agent("What day would you like?"),
        caller("Tuesday."),
        agent("And at what time?"),
        caller("Two in the afternoon."),
        agent("Jane Doe, 604-555-0123, Tuesday at 2 PM. Is that correct?"),
        caller("Yes, please."),
        tool("bookTable", ARGUMENTS, result={"success": True}, rows=ROW, filler="One moment."),
        agent("Your table is booked. Goodbye!"),
    )


def test_a_good_call_breaks_no_rule() -> None:
    judgements = judge_all(RULES, Evidence(trace=booking(), squad=harbour()))

    verdicts = {judgement.check: judgement.verdict for judgement in judgements}
    assert verdicts.pop("the call is not handed back and forth") == "not applicable"
    assert set(verdicts.values()) == {"passed"}
    assert len(verdicts) == len(RULES) - 1


def test_every_rule_is_held_against_every_call() -> None:
    """A rule that is no longer listed would judge nothing, and every scenario would stay green."""
    assert {type(rule).__name__ for rule in RULES} == {
        "ArgumentsFitSchema",
        "CallerCouldGoOn",
        "EndedNormally",
        "NoFalseClaimOfSuccess",
        "NoInventedArgument",
        "NoPingPong",
        "OwnTools",
        "ToolsAnswer",
    }


def test_a_call_satisfies_its_tools_schema() -> None:
    check = ArgumentsFitSchema()
    (finding,) = findings(check, call(tool("bookTable", {**ARGUMENTS, "area": "roof"}, result="ok")))

    assert passes(check, booking())
    assert "one of terrace, inside; got roof" in finding.message
    assert message(check, call(tool("bookTable", {"guestName": "Jane"}, result="ok"))) == (
        '"bookTable" was called with arguments its schema does not allow: '
        "guestPhone is missing, tableDate is missing and tableTime is missing."
    )


def test_a_tool_the_assistant_does_not_have_is_named_with_those_it_has() -> None:
    (finding,) = findings(OwnTools(), call(tool("bookRoom", {}, result="ok")))

    assert finding.message == 'Mia called "bookRoom", a tool it does not have.'
    assert finding.why == "Its tools are bookTable, findTables and sendCard."
    assert passes(ArgumentsFitSchema(), call(tool("bookRoom", {}, result="ok")))


def test_hanging_up_needs_no_tool_of_its_own() -> None:
    assert passes(ArgumentsFitSchema(), call(tool("endCall", url=None, answered=False)))


def test_every_call_of_one_turn_is_checked() -> None:
    assert len(findings(ArgumentsFitSchema(), call(together(("bookTable", {}), ("findTables", {}))))) == 2


@pytest.mark.parametrize(
    ("argument", "value", "said"),
    [
        ("guestName", "Jane Doe", "It's jane doe."),
        ("guestName", "Jane Doe", "Doe, first name Jane."),
        ("guestPhone", "+16045550123", "My number is (604) 555 0123."),
        ("guestPhone", "6045550123", "six oh four, five five five, zero one two three"),
        ("tableDate", "2026-01-20", "Tuesday would be good."),
        ("tableTime", "14:00", "Two in the afternoon."),
        ("seats", 2, "For two people."),
        ("tableAt", "2026-01-20T14:00", "Tuesday at 2 pm."),
        ("note", "window table for a birthday party", "It's a birthday party, could we have a table at the window?"),
    ],
)
def test_a_value_the_caller_said_in_other_words_is_not_invented(argument: str, value: Any, said: str) -> None:
    check = NoInventedArgument()

    assert passes(check, call(caller(said), tool("bookTable", {argument: value}, result="ok")))
    assert not passes(check, call(caller("Hello."), tool("bookTable", {argument: value}, result="ok")))


def test_an_invented_value_is_named() -> None:
    trace = call(caller("A table please."), tool("bookTable", {"guestPhone": "555-000-0000"}))
    (finding,) = findings(NoInventedArgument(), trace)

    assert finding.message == 'Mia called bookTable with guestPhone="555-000-0000", which nobody had said.'
    assert (finding.owner, str(finding.source)) == ("agent", "tools/book-table.yml:11")


def test_a_value_said_only_afterwards_was_invented() -> None:
    trace = call(tool("bookTable", {"guestName": "Jane Doe"}, result="ok"), caller("I'm Jane Doe."))

    assert not passes(NoInventedArgument(), trace)


def test_what_the_assistant_itself_says_accounts_for_nothing() -> None:
    trace = call(agent("So, Jane Doe?"), caller("Yes."), tool("bookTable", {"guestName": "Jane Doe"}, result="ok"))

    assert not passes(NoInventedArgument(), trace)


def test_a_value_may_come_from_an_earlier_answer() -> None:
    found = tool("findTables", {}, result={"free": ["2026-01-20T14:00"], "tableId": 4711})
    book = tool("bookTable", {"tableDate": "2026-01-20", "tableTime": "14:00", "id": 4711})

    assert passes(NoInventedArgument(), call(found, book))


def test_a_short_number_inside_a_date_or_a_phone_number_is_not_that_number() -> None:
    found = tool("findTables", {}, result={"free": ["2026-01-20T14:00"]})

    assert not passes(NoInventedArgument(), call(found, caller("604-555-0123"), tool("bookTable", {"seats": 20})))
    assert not passes(NoInventedArgument(), call(caller("604-555-0123"), tool("bookTable", {"seats": 604})))


def test_the_contract_and_the_platform_supply_values() -> None:
    check = NoInventedArgument()

    assert passes(check, call(tool("bookTable", {"area": "terrace", "minutes": 15}, result="ok")))
    assert passes(check, call(tool("bookTable", {"guestPhone": "604-555-0199"}, result="ok"), number="+16045550199"))
    assert passes(check, call(tool("bookTable", {"tableDate": "2026-01-18", "vip": True, "note": ""}, result="ok")))


def test_an_example_in_a_parameters_description_supplies_nothing() -> None:
    properties = {"guestPhone": {"type": "string", "description": "For example +16045550188"}}
    shown = replace(BOOK_TABLE, parameters={"type": "object", "properties": properties})

    assert not passes(NoInventedArgument(), call(tool("bookTable", {"guestPhone": "+16045550188"})), harbour(tools=[shown]))


def test_a_number_the_caller_corrected_is_not_invented() -> None:
    corrected = (caller("My number is 604-555-0123."), caller("Sorry, it is 0124 at the end."))

    assert passes(NoInventedArgument(), call(*corrected, tool("bookTable", {"guestPhone": "+16045550124"}, result="ok")))
    assert not passes(NoInventedArgument(), call(*corrected, tool("bookTable", {"guestPhone": "+16045550125"}, result="ok")))


def test_values_inside_lists_and_objects_are_looked_at() -> None:
    trace = call(caller("For Jane."), tool("bookTable", {"guests": [{"name": "Jane"}, {"name": "Zelda"}]}, result="ok"))

    assert 'guests.name="Zelda"' in message(NoInventedArgument(), trace)


@pytest.mark.parametrize(
    ("url", "status", "owner", "told"),
    [
        ("http://localhost:3001/book", None, "contract", "a private address"),
        ("http://192.168.1.7/book", None, "contract", "the phone platform cannot reach it"),
        ("https://tables.example.com/bok", 404, "contract", "knows no such path: /bok (HTTP 404)"),
        (None, None, "contract", "neither the tool nor its assistant has a server URL"),
        ("https://tables.example.com/book", 500, "backend", "got no answer from https://tables.example.com/book"),
        ("https://tables.example.com/book", None, "backend", "it failed"),
    ],
)
def test_a_call_without_an_answer_says_whose_move_it_is(url: str | None, status: int | None, owner: str, told: str) -> None:
    (finding,) = findings(ToolsAnswer(), call(tool("bookTable", ARGUMENTS, problem="it failed", status=status, url=url)))

    assert finding.owner == owner
    assert finding.message.startswith('"bookTable" ')
    assert told in finding.message
    assert (str(finding.source) == "tools/book-table.yml:30") == (owner == "contract")


def test_a_refusal_is_an_answer() -> None:
    assert passes(ToolsAnswer(), call(tool("bookTable", ARGUMENTS, error="taken")))


def test_a_fault_the_scenario_asked_for_is_nobodys() -> None:
    assert passes(ToolsAnswer(), call(tool("bookTable", ARGUMENTS, problem="timeout", fault="timeout")))
    two = call(tool("bookTable", ARGUMENTS, problem="timeout", fault="timeout"), tool("bookTable", ARGUMENTS, problem="timeout"))
    assert len(findings(ToolsAnswer(), two)) == 1


def test_what_a_hand_over_sets_is_not_invented() -> None:
    seat = tool("findTables", {"tableDate": "2026-03-04"}, result="ok", by="Ben")

    assert passes(
        NoInventedArgument(), call(hands_over("Mia", "Ben", asked=False, variables={"day": "2026-03-04"}), seat), house()
    )
    assert not passes(NoInventedArgument(), call(hands_over("Mia", "Ben", asked=False), seat), house())
