"""Prompts by authors with a style of their own, and what becomes of them: what is asked, in which words, and what is called."""

import json
from typing import Any, get_args, get_type_hints

import pytest
from msgspec.structs import replace

from harness.agents.literal.instruction import Action, When
from harness.callers.cast import caller_for
from harness.callers.profile import CallerProfile
from harness.commands.meaning import in_words
from harness.ports import Says
from tests.elsewhere.desk import TODAY, talk, tool
from tests.elsewhere.stage import NOW

TEXT = {"type": "string"}
STAY = tool("reserve_cabin", "Reserves a cabin.", arrivalDate=TEXT, departureDate=TEXT, guests={"type": "integer"})
CHECK = tool("check_boat", "Checks whether a boat is free.", date=TEXT, hours={"type": "integer"})
HIRE = tool("hire_boat", "Hires a boat.", date=TEXT, hours={"type": "integer"}, name=TEXT)
TODAY_ONLY = "Today is Monday, March 2, 2026.\n"


def test_one_day_said_once_never_fills_both_ends_of_a_stay() -> None:
    """The other end stays asked, whichever was told."""
    told = talk(TODAY_ONLY, [STAY], "I want to reserve a cabin", "March 6", "March 9", "two")
    other = talk(TODAY_ONLY, [STAY], "I want to reserve a cabin", "The departure is March 9", "March 6", "two")

    wanted = {"arrivalDate": "2026-03-06", "departureDate": "2026-03-09", "guests": 2}
    assert told.calls == other.calls == (("reserve_cabin", wanted),)
    assert told.said[1].startswith("What is the departure date?")
    assert other.said[1].startswith("What is the arrival date?")


def test_several_answers_go_where_each_says_it_belongs() -> None:
    """Also when they come in another order, and a number in an address counts nothing."""
    ride = tool(
        "order_cart", "Orders a cart.", stop={**TEXT, "description": "Stop address"}, seats={"type": "integer"}, name=TEXT
    )
    told = talk(TODAY_ONLY, [ride], "I want to order a cart", "My name is Ann Lee. The stop address is 12 Oak Street.", "three")

    assert told.calls == (("order_cart", {"stop": "12 Oak Street", "seats": 3, "name": "Ann Lee"}),)


def test_from_one_place_to_another_fills_both() -> None:
    """And neither is asked for."""
    ride = tool("order_cart", "Orders a cart.", pickup_address=TEXT, destination=TEXT)
    told = talk(TODAY_ONLY, [ride], "I need a cart from 12 Oak Street to the harbour.")

    assert told.calls == (("order_cart", {"pickup_address": "12 Oak Street", "destination": "the harbour"}),)


def test_a_caller_tells_the_end_of_its_stay_by_any_name() -> None:
    """Arrival and departure are what others call check-in and check-out; what it has never heard of, it says so."""
    profile = CallerProfile(opening="A cabin, please.", knows={"arrival date": "March 6", "departure date": "March 9"})
    caller = caller_for(profile, now=NOW)
    caller.answer(["Hello."])

    move = caller.answer(["What is the check-in date? What is the check-out date? What is the cabin colour?"])

    assert isinstance(move, Says)
    assert move.text == "The arrival date is March 6. The departure date is March 9. I don't know the cabin colour."


def test_a_question_in_quotation_marks_is_put_word_for_word() -> None:
    """And its answer is taken for what it asks."""
    prompt = f'{TODAY}1. Ask: "Which day suits you best?"\n2. Ask for the number of guests.'
    told = talk(prompt, [tool("reserve_table", "Reserves a table.", date=TEXT, guests={"type": "integer"})],
                "I want to reserve a table", "March 6", "four")  # fmt: skip

    assert told.said[0] == "Which day suits you best?"
    assert told.calls == (("reserve_table", {"date": "2026-03-06", "guests": 4}),)


def test_a_quoted_question_for_consent_asks_for_no_value() -> None:
    """It wants a yes before the tool is called."""
    prompt = f'{TODAY}Read the reservation out and ask "Shall I go ahead and book this?" When they say yes, run hire_boat.'
    said = ("I want to hire a boat", "March 6", "two", "Ann Lee")
    told = talk(prompt, [HIRE], *said, "yes")

    assert talk(prompt, [HIRE], *said).calls == ()
    assert [name for name, _ in told.calls] == ["hire_boat"]
    assert not any("shall i" in text.lower() for text in told.said)


def test_a_look_up_named_on_the_way_comes_first_and_a_good_result_is_no_condition() -> None:
    """ "If there is a boat, …" is the way things go."""
    prompt = (
        f"{TODAY}Find out on which day and for how many hours. Then look with check_boat whether one is free. "
        "If there is a boat, ask for the name and use hire_boat.\nIf there is no boat, say so and suggest another day."
    )
    said = ("I'd like to hire a boat", "March 6", "two")
    told = talk(prompt, [CHECK, HIRE], *said, "Ann Lee", answers={"check_boat": ['{"available": true}']})
    none = talk(prompt, [CHECK, HIRE], *said, answers={"check_boat": ['{"available": false}']})

    assert [name for name, _ in told.calls] == ["check_boat", "hire_boat"]
    assert none.said[-1] == "There is no boat. Would you like another day?"


def test_never_to_do_a_thing_without_another_orders_the_two() -> None:
    """By the verbs of their names."""
    verify = tool("verify_member", "Verifies a member.", member_number=TEXT)
    close = tool("close_locker", "Closes a locker.", reason={**TEXT, "enum": ["lost", "broken"]})
    prompt = f"{TODAY}Never close a locker without verifying the member first. Ask if the key was lost or broken."
    told = talk(prompt, [verify, close], "I want to close my locker", "4821", "lost")

    assert told.calls == (("verify_member", {"member_number": "4821"}), ("close_locker", {"reason": "lost"}))
    assert "What is the reason: lost or broken?" in told.said


def test_what_you_have_once_you_ask_is_asked_before() -> None:
    """ "Once you have the date, ask for the hours" asks for the date first, whatever the schema's order."""
    swapped = tool("hire_boat", "Hires a boat.", hours={"type": "integer"}, date=TEXT)
    told = talk(f"{TODAY}Once you have the date, ask for the hours.", [swapped], "I want to hire a boat")

    assert told.said == ("What date would you like?",)


def test_dashes_below_a_numbered_step_are_its_list() -> None:
    """Also unindented; what follows as the next step is not."""
    listed = "- The deck\n- Preferred date\n- Nickname (optional)"
    prompt = f"{TODAY}Step 1: Collect the following information:\n{listed}\nStep 2: Be kind."
    table = tool("reserve_spot", "Reserves a spot.")
    spot = {**table.parameters, "properties": {"date": TEXT, "deck": TEXT, "nickname": TEXT}, "required": []}
    told = talk(prompt, [type(table)(name=table.name, description=table.description, parameters=spot)],
                "I want to reserve a spot", "the upper deck", "March 6", "I don't have one")  # fmt: skip

    assert told.said[:3] == ("What is the deck?", "What date would you like?", "What is the nickname?")
    assert [name for name, _ in told.calls] == ["reserve_spot"]


def test_what_follows_success_is_said_after_it_and_not_when_the_caller_says_the_word() -> None:
    """ "Once the boat is hired, …"."""
    prompt = f"{TODAY}Once the boat is hired, tell the guest that a life vest is on board."
    told = talk(prompt, [HIRE], "I want to hire a boat", "March 6", "two hours", "Ann Lee")

    assert told.said[-1].endswith("A life vest is on board.")
    assert not any("life vest" in text for text in told.said[:-1])


def test_a_no_to_the_read_back_is_met_as_ordered() -> None:
    """ "If no, say …": the deed is dropped."""
    prompt = f"{TODAY}Confirm all details with the caller before proceeding. If no, say that nothing was hired."
    told = talk(prompt, [HIRE], "I want to hire a boat", "March 6", "two", "Ann Lee", "No", "Okay")

    assert told.calls == ()
    assert told.said[4] == "Nothing was hired."
    assert "Is that correct?" not in told.said[5]


def test_a_second_failure_puts_the_caller_through() -> None:
    """And the first does not."""
    verify = tool("verify_member", "Verifies a member.", member_number=TEXT)
    through = tool("transfer_call", "Transfers the call to a person.")
    prompt = f"{TODAY}If the number is wrong, ask for it again. If verification fails twice, transfer to a person."
    wrong = json.dumps({"success": False, "message": "The number is wrong."})
    told = talk(prompt, [verify, through], "I want to verify my account", "4821", "4822", answers={"verify_member": [wrong]})

    assert [name for name, _ in told.calls] == ["verify_member", "verify_member", "transfer_call"]


def test_the_same_call_is_not_repeated_for_ever() -> None:
    """A caller who insists on a value that is refused is told so, and the call ends."""
    prompt = f"{TODAY}If the code is not found, ask the caller to check it and give it again."
    find = tool("find_parcel", "Finds a parcel.", parcel_code=TEXT)
    gone = json.dumps({"success": False, "message": "There is nothing under that code."})
    told = talk(prompt, [find], "Please find my parcel", *["QX7RT2"] * 6, answers={"find_parcel": [gone]})

    assert len(told.calls) == 4
    assert told.said[2].endswith("What is the parcel code?")
    assert told.said[4].endswith("Goodbye.")


def test_what_the_caller_states_may_end_the_call_at_once() -> None:
    """ "IF IT IS A FLOOD, TELL THE CALLER TO …", in capitals and in the middle of things."""
    prompt = f"{TODAY}IF IT IS A FLOOD, TELL THE CALLER TO LEAVE THE BUILDING AND END THE CALL."
    told = talk(prompt, [HIRE], "I want to hire a boat", "Help, it's a flood!")

    assert told.said[-1].startswith("Please leave the building.")
    assert told.said[-1].endswith("Goodbye.")


def test_errors_below_a_heading_are_conditions_with_a_colon() -> None:
    """ "No skipper available: …", and "Anything else: …" for the rest."""
    orders = "- No skipper available: apologise and ask for a different date.\n- Anything else: say that we call back."
    prompt = f"{TODAY}## Errors\n{orders}"
    said = ("I want to hire a boat", "March 6", "two", "Ann Lee")
    none = json.dumps({"success": False, "message": "No skipper available."})
    other = json.dumps({"success": False, "message": "Closed for repairs."})

    assert talk(prompt, [HIRE], *said, answers={"hire_boat": [none]}).said[-1].endswith("What date would you like?")
    assert "We call back." in talk(prompt, [HIRE], *said, answers={"hire_boat": [other]}).said[-1]


def test_of_several_results_the_caller_chooses_when_the_prompt_says_ask() -> None:
    """The first is not taken for granted."""
    find = tool("search_boats", "Searches boats on a day.", date=TEXT)
    hire = tool("hire_boat", "Hires a boat.", boat_number={**TEXT, "description": "Number of the boat, from search_boats"})
    prompt = f"{TODAY}Use search_boats, and ask which boat they prefer. Then use hire_boat."
    found = json.dumps({"boats": [{"boat_number": "B4"}, {"boat_number": "B7"}]})
    told = talk(prompt, [find, hire], "I want to hire a boat", "March 6", "B7", answers={"search_boats": [found]})

    assert "I can offer B4 or B7." in told.said[1]
    assert told.calls[-1] == ("hire_boat", {"boat_number": "B7"})


def test_a_price_is_asked_for_without_its_name() -> None:
    """ "How much" is about prices."""
    prompt = f"{TODAY}If the caller asks for prices, tell them that the owner will call with a quote."

    assert talk(prompt, [HIRE], "How much would that be?").said[0].startswith("The owner will call with a quote.")


def test_a_label_line_is_no_beginning_of_the_next_line() -> None:
    """ "Now: …" over "Open Tuesday to Sunday." leaves a line that answers a question."""
    told = talk("Now: Monday, March 2, 2026\nOpen Tuesday to Sunday, nine to five.\n", [HIRE], "When are you open?")

    assert told.said[0].startswith("Open Tuesday to Sunday, nine to five.")


def test_a_condition_may_stand_behind_its_order_and_point_back() -> None:
    """ "Transfer to a person if the caller asks for one": for a person, not for the number one."""
    through = tool("transfer_call", "Puts the call through.")
    prompt = f"{TODAY}Transfer to a person if the caller asks for one."
    counted = talk(prompt, [HIRE, through], "I want to hire a boat", "March 6", "one", "Ann Lee")

    assert [name for name, _ in counted.calls] == ["hire_boat"]
    assert talk(prompt, [HIRE, through], "I want to hire a boat", "Could I have a person?").calls == (("transfer_call", {}),)


def test_a_label_says_what_its_order_asks_for() -> None:
    """ "Date: ask for a day in the future" asks for the date and nothing new."""
    told = talk(f"{TODAY}Date: ask for a future weekday please", [HIRE], "I want to hire a boat", "March 6")

    assert told.said == ("What date would you like?", "How many hours?")


def test_words_below_the_order_to_call_are_said_when_it_is_done() -> None:
    """And words above it are not."""
    prompt = f'{TODAY}Say "Ahoy there."\n1. Use hire_boat.\n2. Say "All set, see you at the pier!" and be cheerful.'
    told = talk(prompt, [HIRE], "I want to hire a boat", "March 6", "two", "Ann Lee")

    assert told.said[-1].endswith("All set, see you at the pier!")
    assert "Ahoy" not in "".join(told.said)


def test_a_caller_knows_its_facts_in_another_form_of_the_word() -> None:
    """A yes or a no when it is asked for one, and the rest when it is asked to describe."""
    caller = caller_for(CallerProfile(opening="Hello.", knows={"damages": "no", "description": "A mast broke"}), now=NOW)
    caller.answer(["Hello."])

    assert caller.answer(["Was anything damaged?"]) == Says(text="No.")
    assert caller.answer(["Could you briefly describe what went wrong?"]) == Says(text="A mast broke.")


def test_a_label_before_a_quoted_question_names_what_it_asks() -> None:
    """And a heading may be a condition, a bare quotation below the call what is said when it is done."""
    log = tool("file_log", "Files a log.", place={**TEXT, "description": "Where it happened"}, story=TEXT)
    prompt = (
        f'{TODAY}1. Place: "Where did it happen?"\n2. Story: "Could you briefly describe what happened?"\n3. Use file_log.\n'
        '4. Close: "The log is filed."\n### If the place is not found\n- Apologise and ask for the place again\n'
    )
    gone = json.dumps({"success": False, "message": "The place was not found."})
    said = ("I want to file a log", "In Porto", "A mast broke")
    told = talk(prompt, [log], *said)

    assert told.said[:2] == ("Where did it happen?", "Could you briefly describe what happened?")
    assert told.said[-1].endswith("The log is filed.")
    assert talk(prompt, [log], *said, answers={"file_log": [gone]}).said[-1].endswith("Where did it happen?")


def test_what_has_happened_lies_behind() -> None:
    """A day without its year is the last one for an accident, and the next one for a visit."""
    log = tool("file_log", "Files a log.", accident_date=TEXT, visit_date=TEXT)
    told = talk(TODAY, [log], "I want to file a log", "March 20", "March 20")

    assert told.calls == (("file_log", {"accident_date": "2025-03-20", "visit_date": "2026-03-20"}),)


@pytest.mark.parametrize("condition", get_args(get_type_hints(When)["condition"]))
@pytest.mark.parametrize("kind", get_args(get_type_hints(Action)["kind"]))
def test_every_condition_and_action_can_be_explained(condition: Any, kind: Any) -> None:
    """To the author of the prompt, in words of its own."""
    order = When(condition=condition, about="", actions=(Action(kind=kind, text="the day"),), times=2)

    assert "twice" in in_words(order, ())
    assert in_words(order, ()) not in {in_words(replace(order, condition=other), ()) for other in _OTHERS - {condition}}


_OTHERS = frozenset(get_args(get_type_hints(When)["condition"]))
