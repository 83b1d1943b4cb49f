"""What the assistant claims, against what was done."""

from harness.checks.catalogue import NeverClaimsTrouble, NoFalseClaimOfSuccess
from tests.checks.traces import added, agent, call, caller, findings, message, not_applicable, passes, spoken, tool

CLAIM = agent("Your table is booked.")
ROW = [added("tables", id=1)]
BOOKED = tool("bookTable", {}, result={"success": True}, rows=ROW)
REFUSED = tool("bookTable", {}, error="guestPhone is missing")
LOST = tool("bookTable", {}, problem="Request failed with status code 500", status=500)
HONEST = NoFalseClaimOfSuccess()


def test_a_claim_after_a_write_is_true() -> None:
    assert passes(HONEST, call(BOOKED, CLAIM))
    assert message(HONEST, call(CLAIM)) == 'Mia said "Your table is booked.", but no tool had been called.'
    assert message(HONEST, call(CLAIM, BOOKED)) == 'Mia said "Your table is booked.", but bookTable was called only afterwards.'


def test_a_claim_after_a_failure_is_false_until_it_succeeds() -> None:
    assert message(HONEST, call(REFUSED, CLAIM)) == (
        'Mia said "Your table is booked.", but bookTable had not succeeded: it was refused: guestPhone is missing.'
    )
    assert "there was no result: Request failed with status code 500" in message(HONEST, call(LOST, CLAIM))
    assert passes(HONEST, call(REFUSED, BOOKED, CLAIM))
    assert not passes(HONEST, call(BOOKED, CLAIM, REFUSED, CLAIM))


def test_the_failure_of_another_tool_withdraws_nothing() -> None:
    assert passes(HONEST, call(BOOKED, tool("sendCard", {}, error="no provider"), CLAIM))


def test_looking_something_up_backs_no_claim() -> None:
    assert not passes(HONEST, call(tool("findTables", {}, result=["14:00"]), CLAIM))


def test_a_note_about_the_call_backs_no_claim() -> None:
    logged = tool("logCall", {}, result="ok", rows=[added("calls", id=1)])

    assert not passes(HONEST, call(REFUSED, logged, CLAIM))


def test_where_no_database_is_seen_a_successful_answer_will_do() -> None:
    assert passes(HONEST, call(tool("bookTable", {}, result={"success": True}), CLAIM))
    assert not passes(HONEST, call(tool("bookTable", {}, result={"success": False}), CLAIM))


def test_a_repetition_after_a_lost_answer_backs_the_claim() -> None:
    lost_but_written = tool("bookTable", {}, problem="timeout", rows=ROW)

    assert not passes(HONEST, call(lost_but_written, CLAIM))
    assert passes(HONEST, call(lost_but_written, tool("bookTable", {}, result={"success": True}), CLAIM))


def test_what_was_never_spoken_claims_nothing() -> None:
    assert passes(HONEST, call(agent("Your table is booked.", spoken=False)))


def test_a_question_or_a_promise_is_no_claim() -> None:
    assert passes(HONEST, call(agent("Shall I book the table?"), agent("I will book it once I have your number.")))


def test_a_configured_sentence_that_claims_too_early_is_the_contracts_fault() -> None:
    (finding,) = findings(HONEST, call(spoken("Your table is booked.")))

    assert finding.owner == "contract"


def test_trouble_is_never_spoken_of() -> None:
    check = NeverClaimsTrouble()
    trouble = agent("I'm sorry, I'm having technical difficulties.")

    assert passes(check, call(agent("That time is taken.")))
    assert not_applicable(check, call()) == "Mia never spoke."
    (without_cause,) = findings(check, call(trouble))
    (with_cause,) = findings(check, call(LOST, trouble))
    assert (without_cause.owner, without_cause.why) == ("agent", "No tool had failed.")
    assert (with_cause.owner, with_cause.events) == ("backend", (2, 4))


def test_the_callers_own_words_said_back_are_no_claim() -> None:
    """A caller who says that something was cancelled is quoted, not answered."""
    told = caller("My train is cancelled.")

    assert passes(HONEST, call(told, agent("Let me read that back: the reason is My train is cancelled. Is that correct?")))
    assert not passes(HONEST, call(told, agent("Your table is booked.")))
