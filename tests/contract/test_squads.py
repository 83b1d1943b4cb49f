"""A squad is its members, with the squad's overrides laid over them."""

from pathlib import Path

import pytest

from tests.contract.folder import ASSISTANT, TOOL, problems, read, written

BACK = """\
---
name: Back Office
firstMessage: Back office.
---
Answer questions about bills.
"""

SQUAD = """\
name: House
members:
  - assistantId: desk ## answers first
    assistantOverrides:
      firstMessage: This is the house.
      model: {temperature: 0.5}
      tools:append:
        - type: handoff
          function: {name: pass_on}
          destinations: [{type: assistant, assistantName: Back Office}]
  - assistantId: back-office
    assistantDestinations:
      - {type: assistant, assistantName: Front Desk}
membersOverrides:
  variableValues: {house: Riverside}
"""


def house(folder: Path, squad: str = SQUAD) -> Path:
    return written(
        folder,
        assistants__desk_md=ASSISTANT,
        assistants__back_office_md=BACK,
        tools__book_table_yml=TOOL,
        squads__house_yml=squad,
    )


def test_overrides_reach_the_member_and_leave_the_assistant_alone(tmp_path: Path) -> None:
    organisation = read(house(tmp_path))

    squad = organisation.squads[0]
    desk = squad.entry
    assert desk.first_message == "This is the house."
    assert desk.model == {"provider": "openai", "temperature": 0.5}
    assert desk.prompt.startswith("# Task")
    assert str(desk.prompt_source) == "inn/assistants/desk.md:10"
    assert desk.variables == {"house": "Riverside"}
    assert [tool.name for tool in desk.tools] == ["bookTable", "pass_on"]
    assert str(desk.tools[1].source) == "inn/squads/house.yml:8"
    assert "firstMessage" not in desk.lines
    alone = next(assistant for assistant in organisation.assistants if assistant.name == "Front Desk")
    assert (alone.first_message, len(alone.tools)) == ("Good evening.", 1)


def test_destinations_come_from_handoff_tools_and_from_the_member(tmp_path: Path) -> None:
    squad = read(house(tmp_path)).squads[0]

    assert [member.destinations for member in squad.members] == [("Back Office",), ("Front Desk",)]


def test_a_handoff_tool_can_name_its_destination_by_slug(tmp_path: Path) -> None:
    text = SQUAD.replace("assistantName: Back Office", "assistantId: 'back-office ## bills'")

    assert read(house(tmp_path, text)).squads[0].members[0].destinations == ("Back Office",)


def test_a_member_that_cannot_be_read_is_the_only_thing_said(tmp_path: Path) -> None:
    folder = house(tmp_path)
    (folder / "assistants" / "back-office.md").write_text("---\nname: Back Office\n")

    assert [line.split(": ")[0] for line in problems(folder)] == ["inn/assistants/back-office.md:1"]


def test_an_overridden_prompt_has_its_place_in_the_squad(tmp_path: Path) -> None:
    text = "name: House\nmembers:\n  - assistantId: desk\n    assistantOverrides:\n      model:\n        messages:\n"
    text += "          - role: system\n            content: |\n              Say no.\n"

    desk = read(house(tmp_path, text)).squads[0].entry

    assert (desk.prompt, str(desk.prompt_source)) == ("Say no.", "inn/squads/house.yml:9")


def test_a_member_can_be_written_inline(tmp_path: Path) -> None:
    text = "name: House\nmembers:\n  - assistant:\n      name: Porter\n      firstMessage: Hello.\n"

    porter = read(house(tmp_path, text)).squads[0].entry

    assert (porter.name, porter.first_message, str(porter.source)) == ("Porter", "Hello.", "inn/squads/house.yml:3")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("desk ## answers", "dekc ## answers", "3: there is no assistant 'dekc'. Did you mean 'desk'?"),
        (
            "assistantName: Front Desk",
            "assistantName: Front",
            "13: 'Front' is no member of this squad. Did you mean 'Front Desk'?",
        ),
        (
            "assistantName: Back Office",
            "assistantName: Kitchen",
            "10: 'Kitchen' is no member of this squad. There are: Back Office, Front Desk.",
        ),
        (
            "- assistantId: back-office",
            "- assistantId: desk",
            "11: two members are called 'Front Desk'; Vapi would refuse the call. Rename or remove one.",
        ),
        (
            "{temperature: 0.5}",
            "{toolIds: [book-table]}",
            "6: 'book-table' is a slug, and inside overrides only a UUID is understood. Write the tool's UUID.",
        ),
        (
            "- assistantId: back-office",
            "- version: 2",
            "11: the member names no assistant. Give it an `assistantId` with the slug of an assistant.",
        ),
    ],
)
def test_a_broken_squad(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert f"inn/squads/house.yml:{said}" in problems(house(tmp_path, SQUAD.replace(old, new)))


def test_a_squad_without_members(tmp_path: Path) -> None:
    assert problems(house(tmp_path, "name: House\n")) == [
        "inn/squads/house.yml:1: the squad has no members. List at least one under `members`."
    ]
