"""A folder in Vapi GitOps layout becomes an organisation that remembers where everything stands."""

import json
from pathlib import Path

import pytest

from harness.contract.gitops import read_organisation
from harness.contract.model import BackoffPlan, Condition, Source, ToolMessage
from tests.contract.folder import ASSISTANT, TOOL, read, written

UUID = "c8617e87-be85-45b9-ba53-1fed059cb5e9"


def test_an_assistant_gets_prompt_and_tools_with_their_places(tmp_path: Path) -> None:
    organisation = read(written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=TOOL))

    assistant = organisation.assistants[0]
    tool = assistant.tools[0]
    assert (organisation.slug, assistant.name, assistant.slug) == ("inn", "Front Desk", "desk")
    assert assistant.prompt == "# Task\nAsk for the phone number."
    assert assistant.prompt_source == Source(file="inn/assistants/desk.md", line=10)
    assert assistant.model == {"provider": "openai"}
    assert assistant.lines["firstMessage"] == 3
    assert assistant.lines["toolIds"] == 6
    assert tool == organisation.tools[0]
    assert tool.required == ("guest", "phone")
    assert str(tool.line_of("required")) == "inn/tools/book-table.yml:10"
    assert str(tool.line_of("parameters.phone")) == "inn/tools/book-table.yml:9"
    assert str(tool.line_of("server.url")) == "inn/tools/book-table.yml:12"
    assert tool.server is not None
    assert (tool.server.url, tool.server.timeout_seconds) == ("https://inn.example/api/bookTable", 20.0)


def test_the_state_file_gives_ids_and_lets_references_use_them(tmp_path: Path) -> None:
    assistant = ASSISTANT.replace("book-table ##", f"{UUID.upper()} ##")
    folder = written(tmp_path, assistants__desk_md=assistant, tools__book_table_yml=TOOL)
    state = {"tools": {"book-table": {"uuid": UUID}}, "assistants": {"desk": "an older state held plain strings"}}
    (tmp_path / ".vapi-state.inn.json").write_text(json.dumps(state))

    organisation = read(folder)

    assert organisation.tools[0].id == UUID
    assert organisation.assistants[0].id == "an older state held plain strings"
    assert organisation.assistants[0].tools == organisation.tools


def test_a_yaml_assistant_takes_its_prompt_from_its_system_messages(tmp_path: Path) -> None:
    text = """\
name: Desk
model:
  messages:
    - role: system
      content: |

        First.
        Second.
    - role: assistant
      content: Hi
    - role: system
      content: |-
        Third.
"""
    assistant = read(written(tmp_path, assistants__desk_yml=text)).assistants[0]

    lines = text.split("\n")
    assert assistant.prompt_source.line == 7
    for number, line in enumerate(assistant.prompt.split("\n")):
        assert line == "" or line == lines[7 - 1 + number].strip()
    assert [line for line in assistant.prompt.split("\n") if line] == ["First.", "Second.", "Third."]


def test_everything_vapi_says_about_an_assistant_has_its_place(tmp_path: Path) -> None:
    text = """\
name: Desk
firstMessage: null
firstMessageMode: assistant-waits-for-user
serverUrl: https://inn.example/hook
serverUrlSecret: hush
silenceTimeoutSeconds: 12.5
maxDurationSeconds: 60
endCallPhrases: [goodbye, bye]
endCallMessage: Bye.
endCallFunctionEnabled: true
messagePlan: {idleMessages: [Hello?], idleTimeoutSeconds: 5, idleMessageMaxSpokenCount: 1}
serverMessages: [tool-calls]
transcriber: {provider: deepgram, language: zh-CN}
hooks:
  - on: customer.speech.timeout
backgroundSound: off
"""
    assistant = read(written(tmp_path, assistants__desk_yaml=text)).assistants[0]

    assert assistant.first_message is None
    assert assistant.first_message_mode == "assistant-waits-for-user"
    assert assistant.server is not None
    assert (assistant.server.url, assistant.server.secret) == ("https://inn.example/hook", "hush")
    assert (assistant.silence_timeout_seconds, assistant.max_duration_seconds) == (12.5, 60.0)
    assert assistant.end_call_phrases == ("goodbye", "bye")
    assert (assistant.idle_messages, assistant.idle_timeout_seconds, assistant.idle_max_count) == (("Hello?",), 5.0, 1)
    assert assistant.server_messages == ("tool-calls",)
    assert assistant.language == "zh"
    assert [(tool.name, tool.type, tool.messages[0].content) for tool in assistant.tools] == [("endCall", "endCall", "Bye.")]


@pytest.mark.parametrize(("written_as", "base"), [("multi", "en"), ("en-US", "en"), ("zh-TW", "zh"), ("fr", "fr")])
def test_the_language_is_the_base_of_the_transcribers(tmp_path: Path, written_as: str, base: str) -> None:
    text = f"name: Desk\ntranscriber: {{language: {written_as}}}\n"

    assert read(written(tmp_path, assistants__desk_yml=text)).assistants[0].language == base


def test_everything_vapi_says_about_a_tool_has_its_place(tmp_path: Path) -> None:
    text = """\
type: function
async: true
function:
  name: find_table
  strict: true
parameters:
  - {key: caller, value: "{{ customer.number }}"}
variableExtractionPlan:
  aliases: [{key: first, value: "{{ $.slots[0] }}"}]
messages:
  - type: request-start
    content: One moment.
    contents: [{type: text, text: 请稍等, language: zh}]
    blocking: true
    conditions: [{param: seats, operator: gt, value: 4}]
  - {type: request-response-delayed, content: Still looking., timingMilliseconds: 4000}
  - {type: request-failed, role: system, content: Say sorry., endCallAfterSpokenEnabled: true}
server:
  url: "{{base}}/find"
  timeoutSeconds: 5
  credentialId: inn-backend
  headers: {X-Branch: 7}
  backoffPlan: {type: exponential, maxRetries: 3, baseDelaySeconds: 0.5, excludedStatusCodes: [400]}
"""
    tool = read(written(tmp_path, tools__find_yml=text)).tools[0]

    assert (tool.is_async, tool.strict, tool.properties) == (True, True, {})
    assert tool.static_parameters == {"caller": "{{ customer.number }}"}
    assert tool.aliases == {"first": "{{ $.slots[0] }}"}
    assert tool.messages == (
        ToolMessage(
            kind="request-start",
            content="One moment.",
            contents={"zh": "请稍等"},
            blocking=True,
            conditions=(Condition(param="seats", operator="gt", value="4"),),
        ),
        ToolMessage(kind="request-response-delayed", content="Still looking.", timing_ms=4000),
        ToolMessage(kind="request-failed", role="system", content="Say sorry.", end_call_after_spoken=True),
    )
    assert tool.server is not None
    assert tool.server.headers == {"X-Branch": "7"}
    assert tool.server.credential_id == "inn-backend"
    assert tool.server.backoff == BackoffPlan(
        kind="exponential", max_retries=3, base_delay_seconds=0.5, excluded_status_codes=(400,)
    )


def test_an_api_request_keeps_its_address_and_schema_in_its_own_keys(tmp_path: Path) -> None:
    text = """\
type: apiRequest
name: look_up
description: Looks a guest up.
url: https://inn.example/guests
timeoutSeconds: 7
body: {type: object, properties: {phone: {type: string}}, required: [phone]}
"""
    tool = read(written(tmp_path, tools__look_up_yml=text)).tools[0]

    assert (tool.name, tool.description, tool.required) == ("look_up", "Looks a guest up.", ("phone",))
    assert tool.server is not None
    assert (tool.server.url, tool.server.timeout_seconds) == ("https://inn.example/guests", 7.0)


def test_tools_without_a_name_take_that_of_their_type(tmp_path: Path) -> None:
    handoff = "type: handoff\ndestinations: [{type: assistant, assistantName: Back Office}]\n"

    tools = read(written(tmp_path, tools__end_yml="type: endCall\n", tools__pass_on_yml=handoff)).tools

    assert [tool.name for tool in tools] == ["endCall", "handoff_to_Back_Office"]
    assert [one.name for one in tools[1].destinations] == ["Back Office"]


def test_inline_tools_come_before_those_referred_to(tmp_path: Path) -> None:
    assistant = ASSISTANT.replace("  toolIds:", "  tools: [{type: function, function: {name: inlineTool}}]\n  toolIds:")

    found = read(written(tmp_path, assistants__desk_md=assistant, tools__book_table_yml=TOOL)).assistants[0]

    assert [tool.name for tool in found.tools] == ["inlineTool", "bookTable"]
    assert str(found.tools[0].source) == "inn/assistants/desk.md:6"


def test_copies_dot_files_and_ignored_resources_are_not_read(tmp_path: Path) -> None:
    folder = written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=TOOL, tools__old_search_yml="nonsense")
    (folder / "tools" / "book-table.bkp.yml").write_text("nonsense")
    (folder / "tools" / "book-table.dashboard.yml").write_text("nonsense")
    (folder / "tools" / ".hidden.yml").write_text("nonsense")
    (folder / "tools" / "notes.txt").write_text("nonsense")
    (folder / "tools" / "drafts" / "deep").mkdir(parents=True)
    (folder / "tools" / "drafts" / "deep" / "x.yml").write_text("nonsense")
    (folder / ".vapi-ignore").write_text("# comment\n!kept\ntools/old-*\ntools/drafts/**\n")

    assert [tool.slug for tool in read(folder).tools] == ["book-table"]


def test_folders_are_part_of_the_slug(tmp_path: Path) -> None:
    folder = written(tmp_path, assistants__desk_md=ASSISTANT.replace("book-table ##", "dining/book ##"))
    (folder / "tools" / "dining").mkdir(parents=True)
    (folder / "tools" / "dining" / "book.yml").write_text(TOOL)

    assert read(folder).assistants[0].tools[0].slug == "dining/book"


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    unix = read(written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=TOOL))
    crlf = ASSISTANT.replace("\n", "\r\n")

    assert read(written(tmp_path, assistants__desk_md=crlf, tools__book_table_yml=TOOL)) == unix


def test_files_are_shown_relative_to_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path, tools__book_table_yml=TOOL)
    outside = read_organisation(folder).tools[0].source.file
    monkeypatch.chdir(tmp_path)
    inside = read_organisation(folder).tools[0].source.file

    assert inside == "resources/inn/tools/book-table.yml"
    assert outside == (folder / "tools" / "book-table.yml").as_posix()
