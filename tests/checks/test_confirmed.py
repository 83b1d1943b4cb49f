"""The caller confirms twice before something is done to a thing that is named."""

import pytest
from msgspec.structs import replace

from harness.checks.confirmed import ConfirmedByCaller
from tests.checks.traces import CANCEL_TABLE, agent, call, caller, findings, harbour, message, not_applicable, passes, tool

ONE = {"reservationId": 4711, "startTime": "2026-01-20T14:00:00", "hostName": "Ann Lee", "seats": 2}
OTHER = {"reservationId": 4712, "startTime": "2026-01-22T14:00:00", "hostName": "Ann Lee", "seats": 2}
FOUND = tool("findTables", {"guestPhone": "6045550123"}, result={"success": True, "reservations": [ONE]})
BOTH = tool("findTables", {"guestPhone": "6045550123"}, result={"success": True, "reservations": [ONE, OTHER]})
FIRST = agent("Just to confirm, you want to cancel your table on Tuesday, January 20 at 2 PM. Is that right?")
SECOND = agent("Are you really sure that I should cancel the table on Tuesday?")
ON_THURSDAY = agent("Are you sure you want to cancel the table on Thursday, January 22?")
YES = caller("Yes, please.")
CANCEL = tool("cancelTable", {"reservationId": 4711}, result={"success": True})
TWICE = ConfirmedByCaller(tool="cancelTable")


def why(*parts: object) -> str:
    (finding,) = findings(TWICE, call(*parts))  # type: ignore[arg-type]
    return finding.why or ""


def test_two_questions_and_two_answers_are_two_confirmations() -> None:
    assert passes(TWICE, call(FOUND, FIRST, YES, SECOND, YES, CANCEL))
    assert message(TWICE, call(FOUND, FIRST, YES, CANCEL)) == (
        "The caller should have confirmed twice before Mia called cancelTable, but had done so only once."
    )


def test_yes_yes_in_one_turn_is_one() -> None:
    told = why(FOUND, FIRST, caller("Yes, yes."), CANCEL)

    assert told.startswith('Event 5, "Yes, yes.", counted.')


def test_a_yes_that_nobody_asked_for_is_none() -> None:
    assert not passes(TWICE, call(FOUND, FIRST, YES, agent("One moment."), YES, CANCEL))
    assert not passes(TWICE, call(FOUND, FIRST, YES, agent("Is there anything else I can do?"), YES, CANCEL))


@pytest.mark.parametrize("answer", ["No.", "No, wait.", "Actually, no.", "Yes, but at three please.", "Hold on."])
def test_a_no_sets_the_count_back(answer: str) -> None:
    assert not passes(TWICE, call(FOUND, FIRST, YES, SECOND, caller(answer), FIRST, YES, CANCEL))
    assert passes(TWICE, call(FOUND, FIRST, caller(answer), FIRST, YES, SECOND, YES, CANCEL))


def test_a_no_to_a_plain_statement_sets_the_count_back_too() -> None:
    told = why(FOUND, FIRST, YES, SECOND, YES, agent("I will cancel it now."), caller("No, don't."), CANCEL)

    assert 'Event 9, "No, don\'t.", set the count back to none' in told


def test_a_no_to_anything_else_does_not() -> None:
    more = (agent("Is there anything else you need first?"), caller("No, thank you."))

    assert passes(TWICE, call(FOUND, FIRST, YES, SECOND, YES, *more, CANCEL))


def test_the_thing_must_be_named() -> None:
    vague = agent("Are you sure you want to cancel it?")
    told = why(FOUND, FIRST, YES, vague, YES, CANCEL)

    assert "did not count: nothing of 14:00, 2026-01-20, Ann Lee was named." in told
    assert "It was about 14:00, 2026-01-20, Ann Lee." in told


def test_the_answer_may_name_it() -> None:
    vague = agent("Are you sure you want to cancel it?")

    assert passes(TWICE, call(FOUND, FIRST, YES, vague, caller("Yes, the one on Tuesday."), CANCEL))


def test_a_person_is_named_by_the_last_name() -> None:
    assert passes(TWICE, call(FOUND, FIRST, YES, agent("Are you sure you want to cancel with Mrs. Lee?"), YES, CANCEL))


def test_a_confirmation_of_another_record_does_not_count() -> None:
    told = why(BOTH, FIRST, YES, ON_THURSDAY, YES, CANCEL)

    assert "did not count: it was about something else (2026-01-22)." in told


def test_what_two_records_share_names_neither() -> None:
    shared = agent("Are you sure you want to cancel the table with Ann Lee at 2 PM?")

    assert not passes(TWICE, call(BOTH, FIRST, YES, shared, YES, CANCEL))
    assert passes(TWICE, call(FOUND, FIRST, YES, shared, YES, CANCEL))


def test_a_no_about_another_record_leaves_the_count() -> None:
    assert passes(TWICE, call(BOTH, FIRST, YES, ON_THURSDAY, caller("No."), SECOND, YES, CANCEL))


def test_both_records_may_be_named_at_once() -> None:
    both = agent("Are you sure you want to cancel both tables, the one on Tuesday and the one on Thursday?")
    cancel_other = tool("cancelTable", {"reservationId": 4712}, result={"success": True})

    assert passes(TWICE, call(BOTH, both, YES, both, YES, CANCEL, cancel_other))


def test_every_call_needs_its_own_confirmations() -> None:
    cancel_other = tool("cancelTable", {"reservationId": 4712}, result={"success": True})
    trace = call(BOTH, FIRST, YES, SECOND, YES, CANCEL, ON_THURSDAY, YES, cancel_other)

    (finding,) = findings(TWICE, trace)

    assert "only once" in finding.message


def test_a_repetition_after_a_lost_answer_needs_none() -> None:
    lost = tool("cancelTable", {"reservationId": 4711}, problem="timeout of 20000ms exceeded")

    assert passes(TWICE, call(FOUND, FIRST, YES, SECOND, YES, lost, agent("I try again."), caller("No problem."), CANCEL))


def test_what_an_unknown_record_is_called_is_not_judged() -> None:
    """Answers in prose: nothing can be told about the record, so any request to confirm counts."""
    vague = agent("Are you sure you want to cancel it?")

    assert passes(TWICE, call(vague, YES, vague, YES, CANCEL))
    assert not passes(TWICE, call(vague, YES, CANCEL))


def test_without_an_id_the_arguments_are_what_must_be_named() -> None:
    book = tool("bookTable", {"guestName": "Jane Doe", "tableDate": "2026-01-20", "tableTime": "14:00"}, result="ok")
    once = ConfirmedByCaller(tool="bookTable", times=1)

    assert passes(once, call(FIRST, YES, book))
    assert not passes(once, call(agent("Just to confirm, you want a table. Is that right?"), YES, book))


def test_a_plain_question_whether_to_do_it_asks_to_confirm() -> None:
    assert passes(TWICE, call(FOUND, FIRST, YES, agent("Shall I cancel your table on Tuesday?"), YES, CANCEL))
    assert not passes(TWICE, call(FOUND, FIRST, YES, agent("Do you still need the table on Tuesday?"), YES, CANCEL))


def test_it_is_told_when_nobody_asked() -> None:
    assert message(TWICE, call(FOUND, CANCEL)).endswith("but was never asked to confirm anything.")


@pytest.mark.parametrize(
    ("description", "prompt", "owner", "place"),
    [
        ("Cancels a reservation.", "Be kind.", "contract", "tools/cancel-table.yml:4"),
        ("ONLY call after the guest confirms twice.", "Be kind.", "agent", "tools/cancel-table.yml:4"),
        ("Cancels a reservation.", "Be kind.\nHave it confirmed twice.", "agent", "assistants/mia.md:13"),
        ("取消预订。客人确认两次之后才能调用。", "", "agent", "tools/cancel-table.yml:4"),
        ("Only call when the guest has confirmed.", "", "contract", "tools/cancel-table.yml:4"),
    ],
)
def test_it_is_the_contracts_fault_when_nothing_demands_it(description: str, prompt: str, owner: str, place: str) -> None:
    squad = harbour(tools=(replace(CANCEL_TABLE, description=description),), prompt=prompt)

    (finding,) = findings(TWICE, call(FOUND, FIRST, YES, CANCEL), squad)

    assert (finding.owner, str(finding.source)) == (owner, place)


def test_nothing_to_confirm_when_the_tool_was_never_called() -> None:
    assert "never called" in not_applicable(TWICE, call(FIRST, YES))


IN_CHINESE = agent("我确认一下，您要取消一月二十日星期二下午两点的预约，对吗？")
ARE_YOU_SURE = agent("您确定要取消星期二下午两点的预约吗？")
THURSDAY_IN_CHINESE = agent("您确定要取消一月二十二日星期四的预约吗？")
RIGHT = caller("对。")


def test_it_holds_in_chinese() -> None:
    assert passes(TWICE, call(FOUND, IN_CHINESE, RIGHT, ARE_YOU_SURE, caller("是的，确定。"), CANCEL))
    assert "only once" in message(TWICE, call(FOUND, IN_CHINESE, RIGHT, CANCEL))
    assert "only once" in message(TWICE, call(FOUND, IN_CHINESE, caller("是的是的，对。"), CANCEL))


@pytest.mark.parametrize("answer", ["不，算了。", "不对。", "等一下。", "不要取消了。"])
def test_a_no_sets_the_count_back_in_chinese(answer: str) -> None:
    assert not passes(TWICE, call(FOUND, IN_CHINESE, RIGHT, ARE_YOU_SURE, caller(answer), IN_CHINESE, RIGHT, CANCEL))


def test_another_record_does_not_count_in_chinese() -> None:
    told = why(BOTH, IN_CHINESE, RIGHT, THURSDAY_IN_CHINESE, RIGHT, CANCEL)

    assert "did not count: it was about something else (2026-01-22)." in told


def test_a_call_may_change_its_language_between_two_confirmations() -> None:
    assert passes(TWICE, call(FOUND, FIRST, YES, ARE_YOU_SURE, RIGHT, CANCEL))
