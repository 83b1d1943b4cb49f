"""Assistants as Vapi resources write them."""

from collections.abc import Iterator, Mapping
from typing import get_args

from msgspec.structs import replace

from harness.contract.entry import Entry
from harness.contract.handoffs import completed
from harness.contract.model import Assistant, Destination, FirstMessageMode, Source, Tool
from harness.contract.problems import did_you_mean
from harness.contract.references import References, without_comment
from harness.contract.server_entry import read_server
from harness.contract.tool_entry import end_call_tool, read_tool

__all__ = ["APPENDED", "read_assistant"]

APPENDED = "tools:append"
"""Key of the tools a squad adds to a member's own."""

_MODES: tuple[str, ...] = get_args(FirstMessageMode)
_NOT_OF_THE_MODEL = frozenset(("functions", "messages", "systemPrompt", "toolIds", "toolRefs", "tools"))


def read_assistant(
    entry: Entry,
    *,
    tools: Mapping[str, Tool],
    references: References,
    names: Mapping[str, str],
    appended: tuple[Entry, ...] = (),
    handoffs: tuple[Tool, ...] = (),
    slug: str = "",
    id: str | None = None,
) -> Assistant:
    """The assistant at `entry`, as far as it can be read; what is wrong with it is reported there.

    `tools` are those with a file of their own, by slug; `names` are those of all assistants, by slug and by UUID. `appended` are
    the tools a squad adds after all others, and `handoffs` those its member's destinations make.
    """
    prompt, prompt_source = _prompt(entry.at("model"))
    plan = entry.at("messagePlan")
    messages = entry.at("serverMessages")
    return Assistant(
        name=entry.at("name").text() or slug.rsplit("/", 1)[-1],
        prompt=prompt,
        prompt_source=prompt_source,
        first_message=entry.at("firstMessage").optional_text(),
        first_message_mode=_first_message_mode(entry.at("firstMessageMode")),
        tools=completed(
            [_resolved(_forwarding(tool, entry), names) for tool in (*_tools(entry, tools, references, appended), *handoffs)]
        ),
        server=read_server(entry),
        language=_language(entry.at("transcriber", "language").text("en")),
        silence_timeout_seconds=entry.at("silenceTimeoutSeconds").number(30.0),
        max_duration_seconds=entry.at("maxDurationSeconds").number(600.0),
        end_call_phrases=entry.at("endCallPhrases").texts(),
        end_call_message=entry.at("endCallMessage").optional_text(),
        idle_messages=plan.at("idleMessages").texts(),
        idle_timeout_seconds=plan.at("idleTimeoutSeconds").number(10.0),
        idle_max_count=plan.at("idleMessageMaxSpokenCount").whole(3),
        server_messages=messages.texts() if messages.present else None,
        keeps_full_history=entry.at("artifactPlan", "fullMessageHistoryEnabled").flag(),
        variables=entry.at("variableValues").mapping(),
        model={key: value for key, value in entry.at("model").mapping().items() if key not in _NOT_OF_THE_MODEL},
        slug=slug,
        id=id,
        source=entry.source,
        lines=_lines(entry),
    )


def _prompt(model: Entry) -> tuple[str, Source]:
    """The system prompt and where its first line stands; several system messages are one prompt, in order."""
    parts: list[tuple[str, Source]] = []
    for message in model.at("messages").objects():
        if message.at("role").text() == "system":
            _add_part(parts, message.at("content"))
    if not parts:
        _add_part(parts, model.at("systemPrompt"))
    if not parts:
        return "", model.source
    prompt, first = parts[0]
    for text, source in parts[1:]:
        # Blank lines keep line n of the prompt on its own line of the file, whatever YAML stands between the messages.
        gap = source.line - (first.line + prompt.count("\n"))
        prompt += "\n" * max(2, gap) + text
    return prompt, first


def _add_part(parts: list[tuple[str, Source]], content: Entry) -> None:
    text = content.text()
    if not text.strip():
        return
    start = content.document.text_source(content.path)
    skipped = text[: len(text) - len(text.lstrip())].count("\n")
    parts.append((text.strip(), Source(file=start.file, line=start.line + skipped)))


def _first_message_mode(entry: Entry) -> FirstMessageMode:
    written = entry.text("assistant-speaks-first")
    match written:
        case "assistant-speaks-first" | "assistant-speaks-first-with-model-generated-message" | "assistant-waits-for-user":
            return written
        case _:
            entry.refuse(f"the first message mode '{written}' is unknown.", did_you_mean(written, _MODES))
            return "assistant-speaks-first"


def _language(written: str) -> str:
    """The base language; Deepgram's `multi` is fixed to English when the call starts (Vapi: tool message contents)."""
    base = written.replace("_", "-").split("-", 1)[0].lower()
    return "en" if base in ("", "multi") else base


def _tools(entry: Entry, files: Mapping[str, Tool], references: References, appended: tuple[Entry, ...]) -> tuple[Tool, ...]:
    """In the order the model sees them: inline, then referred to, then appended. Names that meet are reported."""
    found: dict[str, Tool] = {}
    """By name; a handoff without one by its place."""

    def add(tool: Tool, place: Entry) -> None:
        name = tool.name or f"#{len(found)}"
        other = found.get(name)
        if other is not None:
            place.refuse(
                f"this assistant has two tools called '{tool.name}', the other from {other.source}.", "Remove one of the two."
            )
        found.setdefault(name, tool)

    for inline in _inline_tools(entry):
        add(read_tool(inline), inline)
    slugs: set[str] = set()
    for reference in _tool_references(entry):
        slug = references.resolve(reference)
        if slug is not None and slug not in slugs and slug in files:
            slugs.add(slug)
            add(files[slug], reference)
    for extra in appended:
        add(read_tool(extra), extra)
    wants_end = entry.at("endCallFunctionEnabled").flag()
    if wants_end and not any(tool.type == "endCall" for tool in found.values()):
        tool = end_call_tool(entry)
        found.setdefault(tool.name, tool)
    return tuple(found.values())


def _forwarding(tool: Tool, assistant: Entry) -> Tool:
    """A transferCall with the assistant's own number after its destinations (Vapi: forwardingPhoneNumber, deprecated)."""
    place = assistant.at("forwardingPhoneNumber")
    if tool.type != "transferCall" or not place.text():
        return tool
    return replace(tool, destinations=(*tool.destinations, Destination(kind="number", address=place.text(), source=place.source)))


def _resolved(tool: Tool, names: Mapping[str, str]) -> Tool:
    """The tool, its destinations known by name where the file refers to an assistant in another way."""
    if not any(one.reference and not one.name for one in tool.destinations):
        return tool
    return replace(tool, destinations=tuple(_with_name(one, names) for one in tool.destinations))


def _with_name(destination: Destination, names: Mapping[str, str]) -> Destination:
    if destination.name or destination.kind != "assistant":
        return destination
    reference = without_comment(destination.reference)
    return replace(destination, name=names.get(reference, names.get(reference.lower(), "")))


def _inline_tools(entry: Entry) -> Iterator[Entry]:
    legacy = entry.at("model", "functions")
    if legacy.value:
        legacy.refuse("model.functions is Vapi's old way to write tools and is not read.", "Move them to model.tools.")
    yield from entry.at("model", "tools").objects()


def _tool_references(entry: Entry) -> Iterator[Entry]:
    yield from entry.at("model", "toolIds").entries()
    for pinned in entry.at("model", "toolRefs").objects():
        yield pinned.at("toolId")
    yield from entry.at("toolIds").entries()


def _lines(entry: Entry) -> dict[str, int]:
    """Line of every key of the assistant itself, and of `toolIds` wherever it stands."""
    depth, home = len(entry.path), entry.source.file
    sources = entry.document.sources
    lines = {
        str(path[-1]): source.line
        for path, source in sources.items()
        if len(path) == depth + 1 and path[:depth] == entry.path and source.file == home
    }
    tool_ids = sources.get((*entry.path, "model", "toolIds"))
    return lines if tool_ids is None or tool_ids.file != home else {"toolIds": tool_ids.line} | lines
