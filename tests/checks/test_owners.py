"""Which assistant may use which tool."""

from msgspec.structs import replace

from harness.checks.owners import OwnTools, ToolOwners
from harness.contract.model import Destination, Squad, Tool
from tests.checks.traces import BOOK_TABLE, call, caller, findings, hands_over, harbour, house, message, passes, tool

HELLO = caller("Hello, I'd like a table.")
BOOKED = tool("bookTable", {}, result="ok", by="Ben")
MATRIX = {"findTables": ("Mia", "Ben", "Lin"), "bookTable": ("Ben",), "cancelTable": ("Lin",)}


def test_each_assistant_uses_its_own_tools() -> None:
    assert passes(OwnTools(), call(HELLO, hands_over("Mia", "Ben"), BOOKED), house())
    assert passes(OwnTools(), call(HELLO), house())


def test_a_tool_of_another_assistant_is_named_with_its_owner() -> None:
    (finding,) = findings(OwnTools(), call(HELLO, tool("bookTable", {}, result="ok")), house())

    assert finding.message == 'Mia called "bookTable", a tool it does not have.'
    assert finding.why == "Its tools are findTables. bookTable belongs to Ben."


def test_tools_are_gone_once_another_assistant_has_the_line() -> None:
    """The model may remember a tool from the conversation it was given."""
    trace = call(HELLO, hands_over("Mia", "Ben"), tool("findTables", {"tableDate": "2026-01-20"}, result="ok", by="Mia"))

    assert message(OwnTools(), trace, house()) == 'Mia called "findTables" while Ben had the line.'


def test_a_hand_over_may_bring_tools_along() -> None:
    waive = Tool(name="waiveFee")
    squad = house()
    mia, ben, lin = squad.members
    richer = replace(ben.assistant, tools=(*ben.assistant.tools, waive))
    handing = Tool(name="handoff_to_Ben", type="handoff", destinations=(Destination(name="Ben", assistant=richer),))
    with_tool: Squad = replace(
        squad, members=(replace(mia, assistant=replace(mia.assistant, tools=(*mia.assistant.tools, handing))), ben, lin)
    )
    waived = tool("waiveFee", {}, result="ok", by="Ben")

    assert passes(OwnTools(), call(HELLO, hands_over("Mia", "Ben"), waived), with_tool)
    assert not passes(OwnTools(), call(HELLO, hands_over("Mia", "Ben"), waived), squad)


def test_hanging_up_needs_no_tool_of_its_own() -> None:
    assert passes(OwnTools(), call(tool("endCall", url=None, answered=False)))


def test_the_matrix_of_owners_is_what_the_files_say() -> None:
    assert ToolOwners(owners=MATRIX).compare(house()) == []
    assert passes(ToolOwners(owners=MATRIX), call(HELLO), house())


def test_every_difference_from_the_matrix_is_found() -> None:
    wrong = {"findTables": ("Mia", "Ben"), "bookTable": ("Ben", "Lin"), "sendCard": ()}

    found = ToolOwners(owners=wrong).compare(house())

    assert [finding.message for finding in found] == [
        '"findTables" should belong to "Mia" and "Ben", but "Lin" has it as well.',
        '"bookTable" should belong to "Ben" and "Lin", but "Lin" does not have it.',
        '"cancelTable" should belong to nobody, but "Lin" has it as well.',
    ]
    assert {finding.owner for finding in found} == {"contract"}


def test_what_moves_the_call_itself_is_in_no_matrix_unless_it_is_named() -> None:
    handing = Tool(name="handoff_to_Ben", type="handoff", destinations=(Destination(name="Ben"),))
    squad = harbour(tools=(BOOK_TABLE, handing))

    assert ToolOwners(owners={"bookTable": ("Mia",)}).compare(squad) == []
    assert ToolOwners(owners={"bookTable": ("Mia",), "handoff_to_Ben": ()}).compare(squad) != []
