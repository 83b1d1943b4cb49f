"""What the assistant asks for."""

from msgspec.structs import replace

from harness.checks.catalogue import AsksAtMostOnceFor, AsksFor, NeverAsks
from harness.contract.model import Source
from tests.checks.traces import (
    BOOK_TABLE,
    agent,
    call,
    caller,
    findings,
    harbour,
    message,
    not_applicable,
    passes,
    spoken,
    tool,
)

PHONE = AsksFor(what="the phone number", before="bookTable")
ASKED = (agent("May I have your phone number?"), caller("604-555-0123"))
BOOK = tool("bookTable", {"guestName": "Jane Doe"}, result="ok")
OPTIONAL_PHONE = replace(BOOK_TABLE, parameters={**BOOK_TABLE.parameters, "required": ["guestName"]})
SILENT_PROMPT = "You are Mia, who answers the phone.\nNever ask for a second phone number.\nAsk for the guest's full name."


def test_asks_before_calling() -> None:
    assert passes(PHONE, call(*ASKED, BOOK))
    assert message(PHONE, call(caller("A table please"), BOOK)) == (
        "Mia never asked for the phone number, and called bookTable without it."
    )
    assert message(PHONE, call(BOOK, *ASKED)) == "Mia asked for the phone number only after calling bookTable."


def test_the_short_name_of_the_speaker_is_used() -> None:
    check = replace(PHONE, speaker="Captain")

    assert message(check, call(BOOK)) == "Captain never asked for the phone number, and called bookTable without it."
    assert check.title == 'Captain asks for the phone number before calling "bookTable"'


def test_an_argument_that_came_without_a_question_is_shown() -> None:
    trace = call(tool("bookTable", {"guestPhone": "+16045550123"}, result="ok"))

    assert message(PHONE, trace) == (
        'Mia never asked for the phone number, and called bookTable with guestPhone="+16045550123" all the same.'
    )


def test_must_ask_even_when_the_tool_was_never_called() -> None:
    assert passes(PHONE, call(*ASKED))
    assert message(PHONE, call(caller("Goodbye"))) == "Mia never asked for the phone number."


def test_a_question_the_platform_speaks_counts_and_one_never_spoken_does_not() -> None:
    assert passes(PHONE, call(spoken("What is your phone number?", kind="idle"), BOOK))
    assert not passes(PHONE, call(agent("What is your phone number?", spoken=False), BOOK))


def test_only_the_named_assistants_words_count() -> None:
    check = replace(PHONE, assistant="Mia")

    assert not passes(check, call(agent("May I have your phone number?", by="Leo"), BOOK))


def test_a_contract_that_never_asks_is_the_cause() -> None:
    (finding,) = findings(PHONE, call(BOOK), harbour(tools=[OPTIONAL_PHONE], prompt=SILENT_PROMPT))

    assert finding.owner == "contract"
    assert finding.source == Source(file="tools/book-table.yml", line=21)
    assert finding.why == (
        "Nothing asks for it. guestPhone is not in `required` (tools/book-table.yml:21) and no line of the prompt demands it."
    )


def test_an_agent_that_ignores_the_contract_is_the_cause() -> None:
    (by_prompt,) = findings(PHONE, call(BOOK), harbour(tools=[OPTIONAL_PHONE]))
    (by_schema,) = findings(PHONE, call(BOOK), harbour(prompt=SILENT_PROMPT))

    assert (by_prompt.owner, str(by_prompt.source)) == ("agent", "assistants/mia.md:14")
    assert (by_schema.owner, str(by_schema.source)) == ("agent", "tools/book-table.yml:21")


def test_never_asks() -> None:
    check = NeverAsks(what="the phone number")

    assert passes(check, call(agent("What day would you like?"), agent("Your phone number is on file.")))
    assert message(check, call(*ASKED)) == (
        'Mia should never have asked for the phone number, but did so once: "May I have your phone number?".'
    )
    assert not_applicable(check, call()) == "Mia never spoke."


def test_asks_once_for_what_it_was_told() -> None:
    check = AsksAtMostOnceFor(what="the phone number")

    assert passes(check, call(*ASKED, agent("What day would you like?"), caller("Tuesday")))
    assert message(check, call(*ASKED, *ASKED)).startswith("Mia asked again for the phone number")


def test_what_the_caller_volunteered_need_not_be_asked() -> None:
    trace = call(caller("A table please, my number is 604-555-0123."), *ASKED)

    assert not passes(AsksAtMostOnceFor(what="the phone number"), trace)
    assert not passes(AsksAtMostOnceFor(), trace)


def test_may_ask_again_after_an_answer_without_a_value() -> None:
    dodged = (agent("May I have your phone number?"), caller("Why do you need that?"))

    assert passes(AsksAtMostOnceFor(what="the phone number"), call(*dodged, *ASKED))


def test_may_ask_again_after_a_tool_refused_the_value() -> None:
    refused = tool("bookTable", {"guestPhone": "123"}, error="guestPhone is not a phone number")

    assert passes(AsksAtMostOnceFor(what="the phone number"), call(*ASKED, refused, *ASKED))
    assert not passes(AsksAtMostOnceFor(what="the phone number"), call(*ASKED, refused, *ASKED, *ASKED))


def test_without_a_caller_there_is_nothing_to_ask_twice() -> None:
    assert not_applicable(AsksAtMostOnceFor(), call(agent("Hello?")))
