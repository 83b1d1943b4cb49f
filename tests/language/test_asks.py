"""Which slots an utterance asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.asks import asked_slots, asks_for
from harness.language.slot import Slot, slot_of

TRIP = (
    slot_of("origin", description="City the train leaves from"),
    slot_of("destination", description="City the train goes to"),
    slot_of("departure_date", description="Day of departure"),
    slot_of("return_date", description="Day of the way back"),
    slot_of("departure_time", description="Time of departure"),
    slot_of("travellers", description="Number of travellers", choices=("1", "2", "3", "4")),
    slot_of("seat_class", description="Class of the seat", choices=("first", "second")),
    slot_of("bicycle", json_type="boolean", description="Whether to take a bicycle"),
    slot_of("fare", description="Price of the ticket"),
)
DINNER = (
    slot_of("restaurant_name", description="Name of the restaurant"),
    slot_of("cuisine", description="Cuisine of the food served"),
    slot_of("city", description="City the restaurant is in"),
    slot_of("date", description="Date of the reservation"),
    slot_of("time", description="Time of the reservation"),
    slot_of("party_size", description="Party size", choices=("1", "2", "3")),
    slot_of("street_address", description="Address of the restaurant"),
    slot_of("phone_number", description="Phone number of the restaurant"),
)
STAY = (
    slot_of("guestName"),
    slot_of("guestPhone"),
    slot_of("guestEmail"),
    slot_of("check_in_date"),
    slot_of("check_out_date"),
    slot_of("number_of_nights", description="Number of nights"),
    slot_of("number_of_guests", json_type="integer"),
)


def names(slots: tuple[Slot, ...]) -> set[str]:
    return {slot.name for slot in slots}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Where would you like to go?", "destination"),
        ("Where are you leaving from?", "origin"),
        ("And from where?", "origin"),
        ("Where are you travelling to and from where?", "origin destination"),
        ("When do you want to leave?", "departure_date"),
        ("When will you be coming back?", "return_date"),
        ("On which day would you like to return?", "return_date"),
        ("Which city do you depart from, and on what date?", "origin departure_date"),
        ("What time should the train leave?", "departure_time"),
        ("How many tickets?", "travellers"),
        ("How many people are travelling?", "travellers"),
        ("Would you like first or second?", "seat_class"),
        ("Which class would you prefer?", "seat_class"),
        ("Do you want to take a bicycle?", "bicycle"),
        ("What is your starting point and your destination?", "origin destination"),
        ("Which city are you travelling out of?", "origin"),
        ("When do you leave, and when do you return?", "departure_date return_date"),
        ("I need to know where you are going and when you would like to leave.", "destination departure_date"),
    ],
)
def test_journey_questions_choose_between_the_two_ends(text: str, asked: str) -> None:
    assert names(asked_slots(text, TRIP)) == set(asked.split())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Which restaurant?", "restaurant_name"),
        ("Do you have a particular restaurant in mind?", "restaurant_name"),
        ("Any preference for the cuisine?", "cuisine"),
        ("What kind of food would you like?", "cuisine"),
        ("Would you like Greek, Thai or something else?", "cuisine"),
        ("What type of restaurant are you after?", "cuisine"),
        ("In what town should I look?", "city"),
        ("Where should I search?", "city"),
        ("For how many people, and at what time?", "party_size time"),
        ("What date and time would you like?", "date time"),
        ("Please tell me the date, the time and the size of your party.", "date time party_size"),
        ("what time works for you", "time"),
    ],
)
def test_restaurant_questions(text: str, asked: str) -> None:
    assert names(asked_slots(text, DINNER)) == set(asked.split())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("May I have your phone number?", "guestPhone"),
        ("What is the best number to reach you?", "guestPhone"),
        ("How can I reach you?", "guestPhone"),
        ("Could you spell your last name?", "guestName"),
        ("Who am I speaking with?", "guestName"),
        ("Can I get a name for the reservation?", "guestName"),
        ("I'm sorry, I didn't catch your name.", "guestName"),
        ("And your e-mail, please?", "guestEmail"),
        ("Would you mind giving me your email address?", "guestEmail"),
        ("Could I get your first and last name and a phone number?", "guestName guestPhone"),
        ("Great, I'll need your name, your phone number and your email.", "guestName guestPhone guestEmail"),
        ("When would you like to check in?", "check_in_date"),
        ("What is your check-out date?", "check_out_date"),
        ("When will you check in and check out?", "check_in_date check_out_date"),
        ("How long will you be staying?", "number_of_nights"),
        ("How many guests will there be?", "number_of_guests"),
    ],
)
def test_questions_of_a_front_desk(text: str, asked: str) -> None:
    assert names(asked_slots(text, STAY)) == set(asked.split())


@pytest.mark.parametrize(
    "text",
    [
        "I will text the address to your phone number.",
        "Your phone number is on file.",
        "I have your phone number as 555-0123, is that right?",
        "Would you like me to give you their phone number?",
        "Is there anything else I can help you with?",
        "Hello, this is the Lakeside, how can I help you?",
        "When you arrive, ask for the night porter.",
        "There is a room with two beds for tomorrow. Does that work for you?",
        "How about the Lakeside on Friday at 7 pm?",
        "Please confirm: a room for two guests, check-in on Friday, check-out on Sunday.",
        "Would you like to make a reservation?",
        "Your room is reserved. You will get an email.",
        "The restaurant, which is in Oslo, opens at six.",
        "",
        "?",
    ],
)
def test_statements_offers_and_read_backs_ask_for_nothing(text: str) -> None:
    assert asked_slots(text, (*STAY, *DINNER, *TRIP)) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dateOfBirth", "May I have your date of birth, please?"),
        ("dateOfBirth", "When were you born?"),
        ("postalCode", "Could you give me your zip code?"),
        ("emailAddress", "What email should I send it to?"),
        ("partySize", "How large is your party?"),
        ("serviceType", "What kind of service are you looking for?"),
        ("full name", "And your name?"),
        ("scheduledAt", "When would you like to come in?"),
        ("arrivalDateTime", "What day works for you?"),
        ("guestEmail", "Would you like to give me an email address for the confirmation?"),
        ("guestEmail", "And an e-mail address, if you have one?"),
        ("guestPhone", "Please give me your phone number including the area code."),
        ("full name", "Can I have your first and last name?"),
        ("reason for visit", "May I ask the reason for your visit?"),
        ("reason", "May I ask the reason for your call?"),
        ("preferredTime", "Would you prefer the morning or the afternoon?"),
        ("specialRequests", "Any special requests?"),
        ("callbackNumber", "And the best callback number for you?"),
    ],
)
def test_a_slot_is_recognised_with_no_others_known(name: str, text: str) -> None:
    assert asks_for(text, slot_of(name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dateOfBirth", "What day works for you?"),
        ("emailAddress", "What is your home address?"),
        ("guestName", "What is the name of the hotel?"),
        ("hotelName", "What is your name?"),
        ("guestPhone", "What is the confirmation number?"),
        ("partySize", "How many nights?"),
        ("checkOutDate", "When would you like to check in?"),
        ("serviceType", "Which room type would you like?"),
        ("lastName", "What is your first name?"),
    ],
)
def test_a_question_for_something_alike_is_not_one_for_this_slot(name: str, text: str) -> None:
    assert not asks_for(text, slot_of(name))


COTTAGE = (
    slot_of("where_to", description="Area of the cottage"),
    slot_of("check_in_date", description="Day the stay begins"),
    slot_of("check_out_date", description="Day the stay ends"),
    slot_of("cottage_type", description="Type of cottage", choices=("lakeside", "alpine", "farm")),
    slot_of("street_address", description="Street address of the cottage"),
    slot_of("price_per_day", description="Price per day"),
    slot_of("has_fireplace", json_type="boolean", description="Whether the cottage has a fireplace"),
    slot_of("extra_luggage", choices=("True", "False"), description="Whether to bring excess baggage"),
    slot_of("add_insurance", json_type="boolean", description="Whether to buy cancellation insurance"),
)
FERRY = (
    slot_of("origin_port", description="Place where the crossing begins"),
    slot_of("destination_city", description="City where the crossing ends"),
    slot_of("destination_harbour_name", description="Number of the harbour at the end"),
    slot_of("departure_date", description="Day of departure"),
    slot_of("return_date", description="Day of the way back"),
    slot_of("travellers", description="Number of travellers", choices=("1", "2", "3")),
    slot_of("stops", description="How many stops the crossing has", choices=("none", "one")),
)
PARCEL = (
    slot_of("receiver_name", description="Name of the receiver"),
    slot_of("parcel_kind", description="Kind of parcel", choices=("letter", "box", "pallet")),
    slot_of("drop_location", description="Location of the drop"),
    slot_of("label", description="Label of the parcel"),
    slot_of("new_label", description="Label to use instead"),
)


@pytest.mark.parametrize(
    ("slots", "text", "asked"),
    [
        (COTTAGE, "Which town?", "where_to"),
        (COTTAGE, "What is the street address?", "street_address"),
        (COTTAGE, "When would you like to arrive and leave?", "check_in_date check_out_date"),
        (COTTAGE, "What are your arrival and departure dates?", "check_in_date check_out_date"),
        (COTTAGE, "When does your stay start and end?", "check_in_date check_out_date"),
        (COTTAGE, "On what day will you leave?", "check_out_date"),
        (COTTAGE, "Should it have a fireplace?", "has_fireplace"),
        (COTTAGE, "How about a fireplace?", "has_fireplace"),
        (COTTAGE, "Please let me know whether you need a fireplace.", "has_fireplace"),
        (COTTAGE, "Any preference on the fireplace?", "has_fireplace"),
        (COTTAGE, "Which town, and would you mind a fireplace?", "where_to has_fireplace"),
        (COTTAGE, "Will you bring additional bags?", "extra_luggage"),
        (COTTAGE, "Shall I add coverage?", "add_insurance"),
        (COTTAGE, "What size cottage would you like?", "cottage_type"),
        (COTTAGE, "Do you want something like lakeside or alpine?", "cottage_type"),
        (COTTAGE, "Please specify: the town and the check-in date.", "where_to check_in_date"),
        (COTTAGE, "Tell me the town you want to stay in and the check-out date.", "where_to check_out_date"),
        (FERRY, "What is your destination?", "destination_city"),
        (FERRY, "Departure date and destination, please.", "destination_city departure_date"),
        (FERRY, "Where are you travelling to and from?", "origin_port destination_city"),
        (FERRY, "What number of tickets do you need?", "travellers"),
        (FERRY, "How many stops?", "stops"),
        (FERRY, "Now tell me your departure date.", "departure_date"),
        (FERRY, "Have you decided on a return date?", "return_date"),
        (FERRY, "Which city would you like to know the weather of?", "destination_city"),
        (FERRY, "What city's weather do you need?", "destination_city"),
        (PARCEL, "Where should I send it?", "receiver_name"),
        (PARCEL, "Who are you transferring it to?", "receiver_name"),
        (PARCEL, "With whom do you want to share the location?", "receiver_name"),
        (PARCEL, "Letter or box?", "parcel_kind"),
        (PARCEL, "What should the label be?", "new_label"),
    ],
)
def test_slots_of_other_trades(slots: tuple[Slot, ...], text: str, asked: str) -> None:
    assert names(asked_slots(text, slots)) == set(asked.split())


@pytest.mark.parametrize(
    ("slots", "text"),
    [
        (COTTAGE, "Please enjoy the cottage."),
        (COTTAGE, "Reserve this cottage?"),
        (COTTAGE, "How would you like staying in a lakeside cottage with a fireplace for 90 dollars?"),
        (COTTAGE, "What about the lakeside cottage with 3 rooms, which has a fireplace and costs 90 a night?"),
        (COTTAGE, "Would you like to know the street address?"),
        (COTTAGE, "Would you like me to give you the address?"),
        (FERRY, "I found 4 crossings. Let's start with a crossing that leaves at noon and has one stop."),
        (FERRY, "Buy tickets?"),
    ],
)
def test_offers_and_orders_of_other_trades_ask_for_nothing(slots: tuple[Slot, ...], text: str) -> None:
    assert asked_slots(text, slots) == ()


def test_the_answer_keeps_the_order_of_the_slots() -> None:
    assert [slot.name for slot in asked_slots("What time, and on what date?", DINNER)] == ["date", "time"]


def test_dates_in_the_plural_are_both_ends() -> None:
    assert names(asked_slots("What dates do you have in mind?", STAY)) == {"check_in_date", "check_out_date"}


def test_a_language_without_recogniser_is_an_error() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        asks_for("Quel est votre nom ?", STAY[0], "fr")


@given(st.text())
def test_any_text_is_read_and_read_the_same_again(text: str) -> None:
    first = asked_slots(text, DINNER)

    assert first == asked_slots(text, DINNER)
    assert set(first) <= set(DINNER)


@given(st.text(max_size=30), st.text(max_size=60), st.lists(st.text(max_size=10), max_size=3))
def test_any_slot_can_be_asked_about(name: str, description: str, choices: list[str]) -> None:
    slot = slot_of(name, description=description, choices=choices)

    assert asks_for("What is your name, and when would you like to come?", slot) in {True, False}


@given(st.sampled_from(("What is your phone number", "May I have your name", "where are you going")), st.booleans())
def test_case_and_closing_marks_make_no_difference(text: str, upper: bool) -> None:
    spoken = text.upper() if upper else text

    assert asked_slots(spoken + "?", STAY + TRIP) == asked_slots(text + " ?", STAY + TRIP) != ()


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("What is the customer's name?", True),
        ("May I have the client's full name?", True),
        ("What is the guest's name?", True),
        ("What is the provider's name?", False),
        ("What is the dog's name?", False),
    ],
)
def test_the_name_of_whoever_is_served_is_the_listeners_own(text: str, is_asked: bool) -> None:
    assert asks_for(text, slot_of("name")) is is_asked
