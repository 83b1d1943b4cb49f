"""One sentence in, its instructions out: orders in the wording of many authors, and sentences that must stay prose."""

import pytest

from harness.agents.literal.forms import understand
from harness.agents.literal.instruction import (
    Ask,
    AskMore,
    CallTool,
    Confirm,
    Instruction,
    NeverAsk,
    OneAtATime,
    Optional,
    Pass,
    Persona,
    Require,
    Speak,
    Tell,
    Today,
    When,
)
from harness.agents.literal.reader import read
from harness.language.slot import slot_of
from harness.ports import ToolSpec

TOOLS = ("findRoom", "reserveRoom")
SLOTS = tuple(slot_of(name) for name in ("checkInDate", "checkOutDate", "guests", "guestName", "phone", "roomType", "source"))


def read_one(text: str, lead: str = "") -> tuple[Instruction, ...]:
    """What the sentence says to a hotel's agent."""
    return understand(text, TOOLS, lead=lead, slots=SLOTS)


ASKS = [
    ("Ask for the guest's full name, phone number and e-mail.", ("full name", "phone number", "e-mail")),
    ("Ask the guest for their name.", ("name",)),
    ("Please ask for a phone number", ("phone number",)),
    ("Always collect the arrival date first.", ("arrival date",)),
    ("Then gather the check-in and check-out dates.", ("check-in date", "check-out dates")),
    ("First, get the guest's name.", ("name",)),
    ("You must ask for the number of guests.", ("number of guests",)),
    ("You should then obtain a phone number.", ("phone number",)),
    ("Find out how many guests will stay.", ("how many guests will stay",)),
    ("Ask which room type they prefer.", ("which room type they prefer",)),
    ("Take the guest's name and phone number.", ("name", "phone number")),
    ("Greet the caller and ask for their name.", ("name",)),
    ("Thank the guest, then ask for the phone number.", ("phone number",)),
    ("Begin by asking for the check-in date.", ("check-in date",)),
    ("Verify the caller by asking for their phone number.", ("phone number",)),
    ("To reserve a room, ask for the check-in date.", ("check-in date",)),
    ("When a guest wants to reserve a room, ask for the check-in date.", ("check-in date",)),
    ("Once the dates are known, ask for the guest's name.", ("name",)),
    ("Make sure you collect the phone number.", ("phone number",)),
    ("Check which room type they would like.", ("which room type they would like",)),
    ('Ask "May I have your phone number?"', ("phone",)),
    ('Ask: "How many guests?"', ("guests",)),
    ("Ask when they would like to arrive.", ("date", "time")),
    ("Name: ask for the full name", ("full name",)),
]


@pytest.mark.parametrize(("text", "topics"), ASKS)
def test_an_order_to_ask(text: str, topics: tuple[str, ...]) -> None:
    """In any wording, for exactly these things."""
    assert [i.topics for i in read_one(text) if isinstance(i, Ask)] == [topics]


REQUIRES = [
    ("You must have the phone number before you reserve.", ("phone number",)),
    ("You MUST have the booking reference and the last name before anything else.", ("booking reference", "last name")),
    ("Never call reserveRoom without a phone number.", ("phone number",)),
    ("Do not reserve until you have the guest's name.", ("name",)),
    ("The phone number is required.", ("phone number",)),
    ("Phone number: required", ("phone number",)),
    ("Phone number (required)", ("phone number",)),
    ("A name and a phone number are mandatory.", ("name", "phone number")),
    ("You need: name, phone number and dates.", ("name", "phone number", "dates")),
    ("You need the check-in date.", ("check-in date",)),
    ("To reserve you'll need to know the date, the time and a name.", ("date", "time", "name")),
    ("Required information: name, phone number.", ("name", "phone number")),
    ("Guests must give a phone number.", ("phone number",)),
    ("For a change we need the new date.", ("new date",)),
]


@pytest.mark.parametrize(("text", "topics"), REQUIRES)
def test_an_order_not_to_go_on_without(text: str, topics: tuple[str, ...]) -> None:
    """Demands are demands, whatever the verb."""
    assert [i.topics for i in read_one(text) if isinstance(i, Require)] == [topics]


CONFIRMS = [
    ("Read the details back before you reserve.", 1),
    ("Before reserving, repeat the details and have the guest confirm them.", 1),
    ("Summarize the stay and ask the guest to confirm.", 1),
    ("Recap the stay and get a yes before calling reserveRoom.", 1),
    ("Wait for a clear yes.", 1),
    ("ONLY call reserveRoom after the guest confirms twice.", 2),
    ("You must not reserve until the guest has confirmed TWICE.", 2),
    ("Get explicit consent before you reserve.", 1),
    ("The guest must confirm two times.", 2),
    ("Do not call reserveRoom unless the guest has agreed.", 1),
    ("Confirm all the details with the guest.", 1),
]


@pytest.mark.parametrize(("text", "times"), CONFIRMS)
def test_an_order_to_confirm(text: str, times: int) -> None:
    """How often the caller must agree."""
    assert [i.times for i in read_one(text) if isinstance(i, Confirm)] == [times]


ORDERS: list[tuple[str, Instruction]] = [
    ("Use findRoom before reserveRoom.", CallTool(tool="findRoom", before="reserveRoom")),
    ("Call reserveRoom after findRoom.", CallTool(tool="reserveRoom", after="findRoom")),
    ("After findRoom, call reserveRoom.", CallTool(tool="reserveRoom", after="findRoom")),
    ("Call findRoom first.", CallTool(tool="findRoom", before="reserveRoom")),
    ("You must call findRoom, then reserveRoom.", CallTool(tool="findRoom", before="reserveRoom")),
    ("Never call reserveRoom before findRoom.", CallTool(tool="reserveRoom", after="findRoom")),
    ("Ask one question at a time.", OneAtATime()),
    ("One question per turn, please.", OneAtATime()),
    ("Never ask two questions at once.", OneAtATime()),
    ("Do not ask for a credit card.", NeverAsk(topics=("credit card",))),
    ("Don't ask about the room type.", NeverAsk(topics=("room type",))),
    ("You don't need to ask for the e-mail.", NeverAsk(topics=("e-mail",))),
    ("E-mail is optional.", Optional(topics=("e-mail",))),
    ("Room type (optional)", Optional(topics=("room type",))),
    ('Set source to "phone".', Pass(parameter="source", value="phone")),
    ('Pass "phone" as source.', Pass(parameter="source", value="phone")),
    ('source is always "phone"', Pass(parameter="source", value="phone")),
    ("You are Nora, the receptionist.", Persona(name="Nora")),
    ("You're Marco.", Persona(name="Marco")),
    ("Speak English.", Speak(language="en")),
    ("Today is Monday, March 2, 2026.", Today(date="2026-03-02")),
    ("Current date: 2026-03-02", Today(date="2026-03-02")),
    ("It is now 2 March 2026.", Today(date="2026-03-02")),
    ("Ask if there is anything else.", AskMore()),
    ("Wrap up by asking if they need anything else.", AskMore()),
    ("Tell the caller the ticket number.", Tell(topics=("ticket number",))),
]


@pytest.mark.parametrize(("text", "instruction"), ORDERS)
def test_an_order_of_another_kind(text: str, instruction: Instruction) -> None:
    """Exactly this, among what the sentence says."""
    assert instruction in read_one(text)


WHENS = [
    ("If the tool fails, apologise and offer that we call back.", "failed", ("apologise", "offer")),
    ("IF a system error occurs, THEN apologize and end the call.", "failed", ("apologise", "goodbye")),
    ("If the room is taken, say so and offer another date.", "told", ("say", "offer")),
    ("If the room is taken => apologise", "told", ("apologise",)),
    ("If there is no room: apologise and suggest other dates.", "told", ("apologise", "offer")),
    ("If reserveRoom refuses, tell the guest why.", "told", ("say",)),
    ("If the guest refuses to give a phone number, say goodbye.", "refused", ("goodbye",)),
    ("If they don't have an e-mail, go on without it.", "refused", ("go on",)),
    ('If the guest wants to complain, say "The manager will call you."', "said", ("say",)),
    ("If it does not work, try again once.", "failed", ("retry",)),
]


@pytest.mark.parametrize(("text", "condition", "kinds"), WHENS)
def test_an_order_for_when_something_happens(text: str, condition: str, kinds: tuple[str, ...]) -> None:
    """The condition's sort and the actions, in order; nothing else is ordered."""
    (when,) = read_one(text)

    assert isinstance(when, When)
    assert (when.condition, tuple(action.kind for action in when.actions)) == (condition, kinds)


PROSE = [
    "We ask our guests to be on time.",
    "Many callers confirm by e-mail.",
    "Guests often ask about parking.",
    "Our phone number is on the website.",
    "Breakfast is served from seven to ten.",
    "A name is a wonderful thing.",
    "Be warm and brief.",
    "Never mention tools to the guest.",
    "Do not ask again for anything the guest has already told you.",
    "If asked, be honest.",
    "The date of the party is printed on the invitation.",
    "Listen carefully to what they need.",
    "You help guests to find a room.",
    "Most guests take the double room.",
    "A confirmation is sent by text message.",
    "Only say that it is reserved after success.",
    "Ask politely.",
    "Rooms cost more in summer.",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_orders_nothing(text: str) -> None:
    """It may be quoted, and changes nothing."""
    assert read_one(text) == ()


LAYOUTS = {
    "bullets": "Collect the following:\n- full name\n- phone number\n",
    "numbers": "Ask for these, in this order:\n1. full name\n2. phone number\n",
    "heading": "## Information to collect\n\n* Full name\n* Phone number\n",
    "bold heading": "**Collect**\n- **Full name**\n- **Phone number**\n",
    "table": "Collect:\n\n| Field | Required |\n|---|---|\n| Full name | yes |\n| Phone number | yes |\n",
    "tags": "<collect>\nAsk for the full name.\nAsk for the phone number.\n</collect>\n",
    "nested": "- Collect:\n  - full name\n  - phone number\n- Be kind.\n",
    "steps": "Step 1: Ask for the full name.\nStep 2: Ask for the phone number.\n",
    "wrapped": "Ask for the caller's full\nname and phone number.\n",
    "capitals": "DETAILS NEEDED\n- full name\n- phone number\n",
    "needs": "You need:\n- full name\n- phone number\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_list_reads_the_same_in_every_layout(layout: str) -> None:
    """Bullets, numbers, tables, tags: the same two things are demanded."""
    topics = [
        t for item in read(LAYOUTS[layout], ()) for i in item.instructions if isinstance(i, Ask | Require) for t in i.topics
    ]

    assert topics == ["full name", "phone number"]


def test_every_sentence_knows_its_line() -> None:
    """Also those that begin on the second line of a wrapped paragraph."""
    understood = read("# Role\n\nYou are Nora. Ask for\nthe name. Then ask for\nthe phone number.\n", ())

    assert [item.line for item in understood] == [1, 3, 3, 4]


def test_tool_descriptions_are_read_with_their_tool() -> None:
    """ "ONLY call after …" is about the tool it stands in."""
    tool = ToolSpec(name="drop", description="Drops it. ONLY call after the guest confirms twice.", parameters={})
    (_, said) = read("", (tool,))

    assert (said.tool, said.line, [type(i) for i in said.instructions]) == ("drop", 0, [Confirm])
