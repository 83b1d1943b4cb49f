"""A tool an organisation has given up is found wherever something still leads to it."""

from pathlib import Path

import pytest

from tests.contract.lint.inn import BAR, BOOK, DESK, SETTINGS, Edit, diagnostics

OLD = "5f6e7d8c-0000-4000-8000-000000000099"
GIVEN_UP: Edit = (
    SETTINGS,
    "",
    "deprecated:\n"
    '  - {tool: old_sheet, id: "5f6e7d8c", type: google.sheets.row.append, reason: Nobody reads it., instead: book_table}\n',
)
TOOL_IDS = "    - book-table\n"


@pytest.mark.parametrize(
    "edit",
    [
        (DESK, TOOL_IDS, f"{TOOL_IDS}    - {OLD}\n"),
        (DESK, TOOL_IDS, f"{TOOL_IDS}    - old-sheet-5f6e7d8c ## the sheet\n"),
        (DESK, TOOL_IDS, f"{TOOL_IDS}    - renamed-since-5f6e7d8c\n"),
        (DESK, TOOL_IDS, f"{TOOL_IDS}    - old_sheet\n"),
        (DESK, TOOL_IDS, f"{TOOL_IDS}    - old-sheet\n"),
        (DESK, "  toolIds:", "  tools: [{type: google.sheets.row.append}]\n  toolIds:"),
        (BAR, "Take the order", "Write it down with old_sheet. Take the order"),
        (BOOK, "Books a table.", "Books a table, as old_sheet did."),
        (DESK, "toolId: 0a1b2c3d-0000-4000-8000-000000000001", f"toolId: {OLD}"),
        ("tools/old-sheet-5f6e7d8c.yml", "", "type: function\nfunction: {name: old_sheet, description: Appends.}\n"),
        ("tools/sheet.yml", "", "type: google.sheets.row.append\n"),
    ],
)
def test_every_way_to_lead_to_it_is_found(edit: Edit, tmp_path: Path) -> None:
    found = [each for each in diagnostics(tmp_path, (GIVEN_UP, edit)) if each.rule == "references/deprecated"]

    assert {each.source.file for each in found} == {f"inn/{edit[0]}"}
    assert all("Nobody reads it." in each.message and each.mend == "Use book_table instead." for each in found)


@pytest.mark.parametrize(
    "edit",
    [
        (BAR, "Take the order", "Never mind the old sheet. Take the order"),
        (BAR, "Take the order", "The old_sheets are gone. Take the order"),
        (DESK, TOOL_IDS, f"{TOOL_IDS}    - 6f6e7d8c-0000-4000-8000-000000000099\n"),
    ],
)
def test_what_only_looks_like_it_is_not_found(edit: Edit, tmp_path: Path) -> None:
    assert "references/deprecated" not in {each.rule for each in diagnostics(tmp_path, (GIVEN_UP, edit))}


def test_the_line_of_a_prompt_is_the_line_of_its_file(tmp_path: Path) -> None:
    edit = (BAR, "Take the order for drinks.", "Take the order for drinks.\n\nThen call old_sheet.")

    (found,) = (each for each in diagnostics(tmp_path, (GIVEN_UP, edit)) if each.rule == "references/deprecated")

    assert found.source.line == 15
