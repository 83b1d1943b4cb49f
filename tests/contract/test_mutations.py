"""A mutation changes one thing wherever it can be seen, and never in place."""

import inspect
from collections.abc import Callable
from copy import deepcopy

import pytest
from msgspec.structs import replace

from harness.contract import mutations
from harness.contract.model import Assistant, Member, Organisation, Server, Source, Squad, Tool, ToolMessage

TOOL = Tool(
    name="bookTable",
    parameters={
        "type": "object",
        "properties": {"guest": {"type": "string"}, "phone": {"type": "string"}, "email": {"type": "string"}},
        "required": ["guest", "phone"],
    },
    server=Server(url="https://inn.example/api/bookTable"),
    messages=(ToolMessage(kind="request-start", content="One moment."),),
)
DESK = Assistant(
    name="Front Desk",
    prompt="Ask for the name.\nAsk for the Phone number.\nNo phone, no table.\nBe brief.",
    prompt_source=Source(file="desk.md", line=9),
    first_message="Good evening.",
    tools=(TOOL,),
    server=Server(url="https://inn.example/hook"),
)
TEST = replace(DESK, name="Test Desk", prompt="Test.", tools=(replace(TOOL, source=Source(file="test.md")),))
MEMBER = replace(DESK, first_message="This is the house.")
INN = Organisation(
    slug="inn",
    assistants=(DESK, TEST),
    tools=(TOOL,),
    squads=(Squad(name="House", members=(Member(assistant=MEMBER),)),),
)
START = ToolMessage(kind="request-start", content="Hold on.")

CHANGES: dict[str, Callable[[Organisation], Organisation]] = {
    "with_description": lambda inn: mutations.with_description(inn, "bookTable", "Reserves.", parameter="guest"),
    "with_extra_prompt_line": lambda inn: mutations.with_extra_prompt_line(inn, "Front Desk", "Never sing."),
    "with_first_message": lambda inn: mutations.with_first_message(inn, "Front Desk", "Hello."),
    "with_prompt_line_removed": lambda inn: mutations.with_prompt_line_removed(inn, "Front Desk", 1),
    "with_prompt_text_replaced": lambda inn: mutations.with_prompt_text_replaced(inn, "Front Desk", "brief", "long"),
    "with_required": lambda inn: mutations.with_required(inn, "bookTable", "email"),
    "with_server_url": lambda inn: mutations.with_server_url(inn, "bookTable", "http://localhost:3001/x"),
    "with_tool_message": lambda inn: mutations.with_tool_message(inn, "bookTable", START),
    "with_url_part_replaced": lambda inn: mutations.with_url_part_replaced(inn, "bookTable", "/api/", "/api-2/"),
    "without_parameter": lambda inn: mutations.without_parameter(inn, "bookTable", "phone"),
    "without_prompt_lines": lambda inn: mutations.without_prompt_lines(inn, "Front Desk", "phone"),
    "without_required": lambda inn: mutations.without_required(inn, "bookTable", "phone"),
    "without_tool": lambda inn: mutations.without_tool(inn, "Front Desk", "bookTable"),
}


def copies(inn: Organisation) -> list[Tool]:
    """The tool in its file, by reference, inline and in the squad."""
    return [*inn.tools, *(tool for each in (*inn.assistants, *inn.squads[0].assistants) for tool in each.tools)]


def desks(inn: Organisation) -> list[Assistant]:
    return [each for each in (*inn.assistants, *inn.squads[0].assistants) if each.name == "Front Desk"]


def test_every_mutation_is_tried_here() -> None:
    assert sorted(CHANGES) == sorted(mutations.__all__)
    assert all(inspect.isfunction(getattr(mutations, name)) for name in mutations.__all__)


@pytest.mark.parametrize("name", CHANGES)
def test_the_given_organisation_is_left_alone(name: str) -> None:
    before = deepcopy(INN)

    after = CHANGES[name](INN)

    assert before == INN
    assert after != INN


@pytest.mark.parametrize("name", sorted(set(CHANGES) - {"with_url_part_replaced", "with_extra_prompt_line"}))
def test_what_is_already_so_cannot_be_done_again(name: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ .*\w"):
        CHANGES[name](CHANGES[name](INN))


def test_a_parameter_no_longer_required_stays() -> None:
    found = copies(CHANGES["without_required"](INN))

    assert [tool.required for tool in found] == [("guest",)] * 4
    assert all("phone" in tool.properties for tool in found)


def test_a_required_parameter_is_added_last() -> None:
    assert {tool.required for tool in copies(CHANGES["with_required"](INN))} == {("guest", "phone", "email")}


def test_a_removed_parameter_is_not_required_either() -> None:
    found = copies(CHANGES["without_parameter"](INN))

    assert [(tool.required, sorted(tool.properties)) for tool in found] == [(("guest",), ["email", "guest"])] * 4


def test_one_assistant_can_be_changed_alone() -> None:
    inn = mutations.without_required(INN, "bookTable", "phone", assistant="Test Desk")

    assert [tool.required for tool in copies(inn)] == [("guest", "phone"), ("guest", "phone"), ("guest",), ("guest", "phone")]


def test_a_url_changes_for_a_tool_or_for_an_assistant() -> None:
    by_tool = mutations.with_url_part_replaced(INN, "bookTable", "https://inn.example", "http://localhost:3001")
    by_assistant = mutations.with_server_url(INN, "Front Desk", "http://localhost:3001")

    assert {tool.server.url for tool in copies(by_tool) if tool.server} == {"http://localhost:3001/api/bookTable"}
    assert [desk.server.url for desk in desks(by_assistant) if desk.server] == ["http://localhost:3001"] * 2
    assert copies(by_assistant) == copies(INN)


def test_a_tool_without_a_server_gets_one() -> None:
    bare = replace(INN, tools=(), squads=(), assistants=(replace(DESK, tools=(replace(TOOL, server=None),)),))

    found = mutations.with_server_url(bare, "bookTable", "https://x.example").assistants[0].tools[0]

    assert found.server == Server(url="https://x.example")


def test_descriptions_change_for_the_tool_or_one_parameter() -> None:
    whole = mutations.with_description(INN, "bookTable", "Reserves.")
    part = CHANGES["with_description"](INN)

    assert {tool.description for tool in copies(whole)} == {"Reserves."}
    assert [tool.properties["guest"] for tool in copies(part)] == [{"type": "string", "description": "Reserves."}] * 4


def test_prompt_lines_with_the_word_become_empty_and_the_others_keep_their_lines() -> None:
    found = desks(CHANGES["without_prompt_lines"](INN))

    assert [desk.prompt for desk in found] == ["Ask for the name.\n\n\nBe brief."] * 2
    assert {desk.prompt_source for desk in found} == {DESK.prompt_source}


def test_prompt_edits() -> None:
    assert desks(CHANGES["with_prompt_line_removed"](INN))[0].prompt.startswith("\nAsk for the Phone")
    assert desks(CHANGES["with_prompt_text_replaced"](INN))[0].prompt.endswith("Be long.")
    assert desks(CHANGES["with_extra_prompt_line"](INN))[0].prompt.endswith("Be brief.\nNever sing.")


def test_the_first_message_changes_in_the_squad_too() -> None:
    assert [desk.first_message for desk in desks(CHANGES["with_first_message"](INN))] == ["Hello."] * 2


def test_a_tool_message_replaces_its_kind() -> None:
    assert [tool.messages for tool in copies(CHANGES["with_tool_message"](INN))] == [(START,)] * 4


def test_a_tool_taken_from_an_assistant_stays_in_its_file() -> None:
    inn = CHANGES["without_tool"](INN)

    assert [desk.tools for desk in desks(inn)] == [(), ()]
    assert inn.tools == (TOOL,)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda: mutations.without_required(INN, "bookTabel", "phone"),
            "no tool is called 'bookTabel'. Did you mean 'bookTable'?",
        ),
        (
            lambda: mutations.without_required(INN, "bookTable", "phon"),
            "'bookTable' does not require 'phon'. Did you mean 'phone'?",
        ),
        (
            lambda: mutations.without_parameter(INN, "bookTable", "x"),
            "'bookTable' has no parameter 'x'. There are: email, guest, phone.",
        ),
        (
            lambda: mutations.with_required(INN, "bookTable", "guest"),
            "'bookTable' has no optional parameter 'guest'. There are: email.",
        ),
        (
            lambda: mutations.without_required(INN, "bookTable", "phone", assistant="Desk"),
            "no assistant is called 'Desk'. Did you mean 'Test Desk'?",
        ),
        (
            lambda: mutations.without_prompt_lines(INN, "Front Desk", "dog"),
            "no line of the prompt of 'Front Desk' mentions 'dog'.",
        ),
        (
            lambda: mutations.with_prompt_line_removed(INN, "Front Desk", 9),
            "the prompt of 'Front Desk' has no line 9 with words; it has 4 lines.",
        ),
        (
            lambda: mutations.with_prompt_text_replaced(INN, "Front Desk", "dog", "cat"),
            "the prompt of 'Front Desk' does not change when 'dog' becomes 'cat'.",
        ),
        (lambda: mutations.with_server_url(INN, "Desk", "x"), "no tool or assistant is called 'Desk'. Did you mean 'Test Desk'?"),
        (
            lambda: mutations.with_url_part_replaced(INN, "bookTable", "/v1/", "/v2/"),
            "no server URL of 'bookTable' changes that way; there are: https://inn.example/api/bookTable.",
        ),
        (lambda: mutations.without_tool(INN, "Front Desk", "sing"), "'Front Desk' has no tool 'sing'. There are: bookTable."),
        (
            lambda: mutations.with_extra_prompt_line(INN, "Front Desk", " "),
            "an empty line adds nothing to the prompt of 'Front Desk'.",
        ),
    ],
)
def test_a_change_that_changes_nothing_is_an_error_that_lists_what_there_is(change: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        change()

    assert str(caught.value) == said
