"""Edits of the inn that break the rules about prompts; where there is a near miss, an edit that does not."""

from tests.contract.lint.case import FIRST, PROMPT, case
from tests.contract.lint.inn import BAR, DESK, SETTINGS

PROMPTS = (
    case(
        "prompts/argument-spoken",
        (DESK, PROMPT, 'Ask "Which tableDay would you like?" and call find_table once'),
        kept=(DESK, PROMPT, 'Ask "Which day would you like?" for tableDay and call find_table once'),
    ),
    case("prompts/banned-and-used", (DESK, "Good evening", "Hang on"), kept=(DESK, '"Good evening"', '"Hang on a moment"')),
    case(
        "prompts/duplicate-block",
        (DESK, "# Task", "CONTINUITY ON ENTRY\nCONTINUITY ON ENTRY\n# Task"),
        kept=(DESK, "# Task", "CONTINUITY ON ENTRY\n# Task"),
    ),
    case(
        "prompts/duplicate-heading",
        (DESK, "# System context", "# Task"),
        kept=(DESK, "# System context", "# System context\n## Task"),
    ),
    case(
        "prompts/files",
        (DESK, PROMPT, "Ask them to upload a document. Call find_table once"),
        kept=(DESK, PROMPT, "Document what they say. Call find_table once"),
    ),
    case(
        "prompts/long-ban",
        (DESK, 'Never say "Hang on".', 'Never say "a", "b", "c", "d" or "e".'),
        kept=(DESK, 'Never say "Hang on".', 'Never say "a", "b", "c" or "d".'),
    ),
    case("prompts/missing", (BAR, "Take the order for drinks.\n", "")),
    case(
        "prompts/names-a-tool-not-attached",
        (BAR, "Take the order", "Use book_table, then take the order"),
        kept=(BAR, "Take the order", "Never use book_table. Book a table? Front Desk has book_table. Take the order"),
    ),
    case("prompts/no-system-context", (DESK, "# System context", "# Context")),
    case("prompts/now-filter", (DESK, '"now" | date', "now | date"), kept=(DESK, '"now" | date', "'now' | date")),
    case(
        "prompts/placeholder",
        (DESK, PROMPT, "Use the_tool_name. Call find_table once"),
        kept=(DESK, PROMPT, "Use the tool. Call find_table once"),
    ),
    case("prompts/tool-name-spoken", (DESK, FIRST, "I will use find_table."), kept=(DESK, FIRST, "I will find a table.")),
    case(
        "prompts/tool-never-mentioned",
        (DESK, "Call find_table once you know the day.\n", ""),
        kept=(DESK, PROMPT, "Once `find_table` can be called,"),
    ),
    case(
        "prompts/tool-slug",
        (DESK, PROMPT, "Call find-table-1a2b3c4d, that is find_table, once"),
        kept=(DESK, PROMPT, "Call find_table, not find-table, once"),
    ),
    case(
        "prompts/undefined-variable",
        (DESK, "{{ innName }}", "{{ inName }}"),
        kept=((DESK, "{{ innName }}", "{{ cook }}"), (SETTINGS, "", "variables: [cook]\n")),
    ),
    case(
        "prompts/unknown-destination",
        (DESK, "Hand drinks to handoff_to_bar", 'Hand drinks over to "The Bar". Hand drinks to handoff_to_bar'),
        kept=(DESK, "Hand drinks to handoff_to_bar", 'Hand drinks over to "Bar". Hand drinks to handoff_to_bar'),
    ),
    case("prompts/unknown-handoff", (DESK, "handoff_to_bar", "handoff_to_baar")),
    case(
        "prompts/unknown-tool",
        (DESK, PROMPT, "Call find_tables, that is find_table, once"),
        kept=(DESK, PROMPT, "Call guests to the table. Call find_table once"),
    ),
    case(
        "prompts/variable-name", (DESK, "{{ innName }}", "{{ inn name }}"), kept=(DESK, "{{ innName }}", "{{ innName | upcase }}")
    ),
)
