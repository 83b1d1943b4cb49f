"""Whatever is wrong with a folder is said at once, each with file, line and mend."""

from pathlib import Path

import pytest

from harness.contract.gitops import read_organisation
from harness.contract.problems import ContractProblems
from tests.contract.folder import ASSISTANT, TOOL, problems, written

DESK = "inn/assistants/desk.md"
BOOK = "inn/tools/book-table.yml"

BROKEN_TOOLS = [
    ("", f"{BOOK}:1: the YAML is empty. Write the resource as `key: value` lines, or remove the file."),
    ("- a\n", f"{BOOK}:1: the YAML is not an object. Write `key: value` lines."),
    (
        "type: function\nfunction: {description: x}\n",
        f"{BOOK}:1: the tool has no function.name. Give it a `function.name`: it is how the prompt and the model know the tool.",
    ),
    (
        TOOL.replace("bookTable\n  desc", "book table\n  desc"),
        f"{BOOK}:3: the function name 'book table' is not allowed. "
        "Use 1 to 64 letters, digits, underscores and dashes, no spaces.",
    ),
    (
        TOOL.replace("type: object", "type: array"),
        f"{BOOK}:5: function.parameters is not an object schema. Write `type: object`, and the arguments under `properties`.",
    ),
    (
        TOOL.replace("phone: {type: string}", "phone: {type: strin}"),
        f"{BOOK}:9: function.parameters.properties.phone.type is not valid JSON Schema: "
        "'strin' is not valid under any of the given schemas. Correct it after JSON Schema draft 2020-12.",
    ),
    (
        TOOL.replace("[guest, phone]", "[guest, fone]"),
        f"{BOOK}:10: `required` names 'fone', which is not among the properties. Did you mean 'phone'?",
    ),
    (
        TOOL + "messages:\n  - {type: request-started, content: One moment.}\n",
        f"{BOOK}:14: the message type 'request-started' is unknown; Vapi would take it for request-failed. "
        "Did you mean 'request-start'?",
    ),
    (
        TOOL + "  timeoutSeconds: 20s\n",
        f"{BOOK}:13: server.timeoutSeconds is '20s', not a number. Write digits, without quotes or a unit.",
    ),
    (
        TOOL + "  timeoutSeconds: 0\n",
        f"{BOOK}:13: server.timeoutSeconds is 0, which leaves no time for an answer. Write a number from 1 to 300.",
    ),
    (
        TOOL.replace("https://", ""),
        f"{BOOK}:12: server.url is 'inn.example/api/bookTable', which is no web address. Begin it with https://.",
    ),
    (
        "type: function\nserver: nowhere\nfunction: {name: x}\n",
        f"{BOOK}:2: server is 'nowhere', not an object. Write `key: value` lines below it.",
    ),
    (TOOL + "async: on\n", f"{BOOK}:13: async is 'on', not true or false. Write true or false, without quotes."),
    (
        b"type: function\nfunction: {name: caf\xe9}\n",
        f"{BOOK}:2: the file is not UTF-8: byte 0xe9 fits nowhere. Save it as UTF-8.",
    ),
]

BROKEN_ASSISTANTS = [
    ("---\nname: Desk\n", f"{DESK}:1: front matter has no closing '---'. Put '---' on a line of its own after the YAML."),
    (ASSISTANT.replace("book-table ##", "book-tabel ##"), f"{DESK}:7: there is no tool 'book-tabel'. Did you mean 'book-table'?"),
    (
        ASSISTANT.replace("book-table ##", "c8617e87-be85-45b9-ba53-1fed059cb5e9 ##"),
        f"{DESK}:7: no tool has the UUID c8617e87-be85-45b9-ba53-1fed059cb5e9. "
        "Add it to the state file, or write the slug of the tool.",
    ),
    (ASSISTANT.replace("book-table ##", "'## none'  #"), f"{DESK}:7: model.toolIds[0] is empty. Write the slug of a tool."),
    (
        ASSISTANT.replace("firstMessage:", "firstMessageMode: assistant-waits\nfirstMessage:"),
        f"{DESK}:3: the first message mode 'assistant-waits' is unknown. Did you mean 'assistant-waits-for-user'?",
    ),
    (
        ASSISTANT.replace("firstMessage: Good evening.", "firstMessage: 5"),
        f"{DESK}:3: firstMessage is 5, not text. Write text; put a number or a truth value in quotes.",
    ),
    (
        ASSISTANT.replace("firstMessage:", "silenceTimeoutSeconds: true\nfirstMessage:"),
        f"{DESK}:3: silenceTimeoutSeconds is true, not a number. Write digits, without quotes or a unit.",
    ),
    (
        ASSISTANT.replace("  toolIds:", "  tools: [{type: function, function: {name: bookTable}}]\n  toolIds:"),
        f"{DESK}:8: this assistant has two tools called 'bookTable', the other from {DESK}:6. Remove one of the two.",
    ),
    (
        "---\nname: Desk\nmodel: gpt\n---\nHello.\n",
        f"{DESK}:3: model is 'gpt', not an object. Write `key: value` lines below it.",
    ),
    (
        "---\nname: Desk\nmodel: {functions: [{name: x}]}\n---\nHello.\n",
        f"{DESK}:3: model.functions is Vapi's old way to write tools and is not read. Move them to model.tools.",
    ),
]


@pytest.mark.parametrize(("text", "said"), BROKEN_TOOLS)
def test_a_broken_tool(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert problems(written(tmp_path, tools__book_table_yml=text)) == [said]


@pytest.mark.parametrize(("text", "said"), BROKEN_ASSISTANTS)
def test_a_broken_assistant(tmp_path: Path, text: str, said: str) -> None:
    assert problems(written(tmp_path, assistants__desk_md=text, tools__book_table_yml=TOOL)) == [said]


def test_all_problems_are_reported_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        assistants__desk_md=ASSISTANT.replace("book-table ##", "nothing-like-it ##"),
        tools__book_table_yml=TOOL.replace("[guest, phone]", "[x, y]"),
        tools__other_yml="a: b: c",
    )

    said = problems(folder)

    assert [line.split(": ")[0] for line in said] == [f"{DESK}:7", f"{BOOK}:10", f"{BOOK}:10", "inn/tools/other.yml:1"]


def test_a_reference_to_a_broken_file_is_not_reported_on_top(tmp_path: Path) -> None:
    said = problems(written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml="a: b: c"))

    assert [line.split(": ")[0] for line in said] == [f"{BOOK}:1"]


def test_a_missing_folder_names_its_nearest_sibling(tmp_path: Path) -> None:
    folder = written(tmp_path, tools__book_table_yml=TOOL)

    with pytest.raises(ContractProblems) as caught:
        read_organisation(folder.parent / "in", shown_as=Path("in"))

    assert str(caught.value) == "in:1: there is no such folder. Did you mean 'inn'?"


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    folder = written(tmp_path, tools__book_table_yml=TOOL)

    with pytest.raises(ContractProblems, match=r"x:1: this is a file, not a folder\."):
        read_organisation(folder / "tools" / "book-table.yml", shown_as=Path("x"))


def test_an_empty_folder_says_what_belongs_there(tmp_path: Path) -> None:
    assert problems(written(tmp_path)) == [
        "inn:1: the folder holds no resources. Put assistants in assistants/ and tools in tools/ below it."
    ]


def test_one_function_name_in_two_files(tmp_path: Path) -> None:
    said = problems(written(tmp_path, tools__a_yml=TOOL, tools__b_yml=TOOL))

    assert said == [
        "inn/tools/b.yml:3: the function name 'bookTable' is already used by inn/tools/a.yml:3. "
        "Rename one of the two, or keep one file for both."
    ]


def test_one_assistant_name_in_two_files(tmp_path: Path) -> None:
    text = "name: Desk\n"

    assert problems(written(tmp_path, assistants__a_yml=text, assistants__b_yml=text)) == [
        "inn/assistants/b.yml:1: the assistant name 'Desk' is already used by inn/assistants/a.yml. "
        "Give each assistant a name of its own."
    ]


def test_one_resource_id_in_two_files(tmp_path: Path) -> None:
    said = problems(written(tmp_path, assistants__desk_md="---\nname: A\n---\n", assistants__desk_yml="name: B\n"))

    assert said == [
        "inn/assistants/desk.yml:1: the resource id 'desk' is also that of inn/assistants/desk.md. "
        "Rename or remove one of the two files."
    ]


def test_a_reference_to_an_ignored_tool(tmp_path: Path) -> None:
    folder = written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=TOOL)
    (folder / ".vapi-ignore").write_text("tools/*\n")

    assert problems(folder) == [
        f"{DESK}:7: the tool 'book-table' is excluded by .vapi-ignore. Take it out of there, or do not refer to it."
    ]


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, tools__book_table_yml=TOOL)
    (tmp_path / "secret.yml").write_text("secret: text")
    (folder / "tools" / "leak.yml").symlink_to(tmp_path / "secret.yml")
    (folder / "tools" / "loop").symlink_to(folder / "tools")
    (folder / "assistants").symlink_to(tmp_path)

    assert problems(folder) == [
        "inn/assistants:1: this is a link to a folder, which is not followed. Put the files themselves here.",
        "inn/tools/leak.yml:1: this is a link that leads out of the folder, which is not followed. "
        "Put the files themselves here.",
        "inn/tools/loop:1: this is a link to a folder, which is not followed. Put the files themselves here.",
    ]


def test_typescript_resources_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    assert problems(written(tmp_path, tools__book_ts="export default {}")) == [
        "inn/tools/book.ts:1: TypeScript resources are not read. Write it as .md or .yml, as Vapi's `pull` does."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n "tools": }', ":2: the state file is not JSON: Expecting value."),
        ("[]", ":1: the state file is not a JSON object."),
        ('{"tools": 1}', ":1: the section 'tools' of the state file is not an object."),
        ('{"tools": {"book-table": {}}}', ":1: 'book-table' under 'tools' of the state file has no uuid."),
    ],
)
def test_a_broken_state_file(tmp_path: Path, text: str, said: str) -> None:
    folder = written(tmp_path, tools__book_table_yml=TOOL)
    state = tmp_path / ".vapi-state.inn.json"
    state.write_text(text)

    assert problems(folder) == [f"{state.as_posix()}{said} Let Vapi's own `pull` write it anew."]
