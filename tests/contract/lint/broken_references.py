"""Edits of the inn that break the rules about references; where there is a near miss, an edit that does not."""

from tests.contract.lint.case import OTHER, OTHER_TEXT, case
from tests.contract.lint.inn import DELETED, DESK, FIND, HOOKED, OUTPUT, SETTINGS, SQUAD, STATE, TEST

IGNORED = (".vapi-ignore", "", "tools/book-table\nstructuredOutputs/table-booked\n")

REFERENCES = (
    case(
        "references/deprecated",
        (SETTINGS, "", "deprecated: [{tool: book_table, reason: Gone.}]\n"),
        kept=(SETTINGS, "", "deprecated: [{tool: book_tables, reason: Gone.}]\n"),
    ),
    case(
        "references/identical-files",
        (OTHER, "", OTHER_TEXT),
        ("assistants/copy.md", "", OTHER_TEXT),
        kept=(OTHER, "", OTHER_TEXT),
    ),
    case("references/ignored", IGNORED, kept=(".vapi-ignore", "", "tools/unused\n")),
    case("references/not-in-state", (STATE, '"to-manager"', '"to-chef"'), kept=(STATE, "", DELETED)),
    case(
        "references/old-state-file",
        (STATE, '{"uuid": "00000000-0000-4000-8000-000000000032"}', '"00000000-0000-4000-8000-000000000032"'),
    ),
    case("references/output-lockstep", (OUTPUT, "[desk]", "[desk, bar]"), kept=(OUTPUT, "[desk]", "[desk ## front]")),
    case("references/same-id", ("assistants/bar.yml", "", "name: Bar two\n"), kept=("assistants/pub.yml", "", "name: Bar two\n")),
    case(
        "references/sibling-slugs",
        ("tools/find-table-99999999.yml", "", "type: endCall\n"),
        kept=("tools/find-chair-99999999.yml", "", "type: endCall\n"),
    ),
    case("references/slug-drifts", (DESK, f"toolId: {HOOKED}", "toolId: book-table")),
    case(
        "references/state-ghost",
        (STATE, '"bar":', '"pub":'),
        kept=((STATE, '"bar":', '"pub":'), (".vapi-ignore", "", "assistants/pub\n")),
    ),
    case("references/state-uuid-collision", (STATE, "000000000033", "000000000032")),
    case(
        "references/unknown-assistant",
        (SQUAD, "assistantId: bar", "assistantId: baa"),
        kept=(SQUAD, "assistantId: bar", "assistantId: bar ## drinks"),
    ),
    case(
        "references/unknown-credential",
        (FIND, "credentialId: house", "credentialId: hous"),
        kept=(FIND, "credentialId: house", f"credentialId: {HOOKED}"),
    ),
    case(
        "references/unknown-hook-tool",
        (DESK, f"toolId: {HOOKED}", "toolId: book-tabel"),
        kept=(DESK, f"toolId: {HOOKED}", "toolId: book-table"),
    ),
    case("references/unknown-output", (DESK, "[table-booked]", "[table-booke]"), kept=(DESK, "[table-booked]", "[]")),
    case("references/unknown-simulation-part", (TEST, "hurried\n", "hurryed\n")),
    case(
        "references/unknown-tool",
        (DESK, "    - total\n", "    - totals\n"),
        kept=(DESK, "    - total\n", "    - 00000000-0000-4000-8000-000000000034\n"),
    ),
)
