"""An organisation with one thing changed, to prove that the change is noticed.

Each function returns a new organisation and leaves the given one alone. A tool is changed wherever a model can see it: in its
own file, in every assistant that refers to it and in every inline copy of that name; `assistant` narrows that to one assistant.
A change that would change nothing raises ValueError with a sentence that lists what there is.
"""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from harness.contract.model import Assistant, Organisation, Server, Tool, ToolMessage
from harness.contract.problems import did_you_mean, listed

__all__ = [
    "with_description",
    "with_extra_prompt_line",
    "with_first_message",
    "with_prompt_line_removed",
    "with_prompt_text_replaced",
    "with_required",
    "with_server_url",
    "with_tool_message",
    "with_url_part_replaced",
    "without_parameter",
    "without_prompt_lines",
    "without_required",
    "without_tool",
]


# --- tools -------------------------------------------------------------------------------------------------------------------


def without_required(organisation: Organisation, tool: str, parameter: str, *, assistant: str | None = None) -> Organisation:
    """The parameter stays, but the schema no longer insists on it."""

    def edit(found: Tool) -> Tool:
        kept = [name for name in found.required if name != parameter]
        return found if parameter not in found.required else replace(found, parameters={**found.parameters, "required": kept})

    names = {name for each in _tools_called(organisation, tool) for name in each.required}
    return _with_tools(organisation, tool, assistant, edit, f"'{tool}' does not require '{parameter}'", parameter, names)


def with_required(organisation: Organisation, tool: str, parameter: str, *, assistant: str | None = None) -> Organisation:
    """The schema insists on a parameter that was optional."""

    def edit(found: Tool) -> Tool:
        if parameter in found.required or parameter not in found.properties:
            return found
        return replace(found, parameters={**found.parameters, "required": [*found.required, parameter]})

    names = {name for each in _tools_called(organisation, tool) for name in each.properties if name not in each.required}
    return _with_tools(organisation, tool, assistant, edit, f"'{tool}' has no optional parameter '{parameter}'", parameter, names)


def without_parameter(organisation: Organisation, tool: str, parameter: str, *, assistant: str | None = None) -> Organisation:
    """The model can no longer pass the parameter at all."""

    def edit(found: Tool) -> Tool:
        if parameter not in found.properties:
            return found
        kept: dict[str, Any] = {name: schema for name, schema in found.properties.items() if name != parameter}
        required = [name for name in found.required if name != parameter]
        return replace(found, parameters={**found.parameters, "properties": kept, "required": required})

    names = {name for each in _tools_called(organisation, tool) for name in each.properties}
    return _with_tools(organisation, tool, assistant, edit, f"'{tool}' has no parameter '{parameter}'", parameter, names)


def with_description(
    organisation: Organisation, tool: str, description: str, *, parameter: str | None = None, assistant: str | None = None
) -> Organisation:
    """The tool, or one parameter of it, is described in other words."""

    def edit(found: Tool) -> Tool:
        if parameter is None:
            return replace(found, description=description)
        if parameter not in found.properties:
            return found
        changed = {**found.properties, parameter: {**found.properties[parameter], "description": description}}
        return replace(found, parameters={**found.parameters, "properties": changed})

    names = {name for each in _tools_called(organisation, tool) for name in each.properties}
    what = f"'{tool}'" if parameter is None else f"'{parameter}' of '{tool}'"
    nothing = f"{what} is already described so, or does not exist"
    return _with_tools(organisation, tool, assistant, edit, nothing, parameter or "", names)


def with_tool_message(
    organisation: Organisation, tool: str, message: ToolMessage, *, assistant: str | None = None
) -> Organisation:
    """The tool speaks `message` in place of all it had of that kind."""

    def edit(found: Tool) -> Tool:
        return replace(found, messages=(*(each for each in found.messages if each.kind != message.kind), message))

    nothing = f"'{tool}' already has exactly this {message.kind} message"
    return _with_tools(organisation, tool, assistant, edit, nothing, "", ())


def without_tool(organisation: Organisation, assistant: str, tool: str) -> Organisation:
    """The assistant no longer carries the tool; its file stays."""

    def edit(found: Assistant) -> Assistant:
        return replace(found, tools=tuple(each for each in found.tools if each.name != tool))

    names = {each.name for found in _assistants_called(organisation, assistant) for each in found.tools}
    return _with_assistant(organisation, assistant, edit, f"'{assistant}' has no tool '{tool}'", did_you_mean(tool, names))


# --- servers -----------------------------------------------------------------------------------------------------------------


def with_server_url(organisation: Organisation, owner: str, url: str, *, assistant: str | None = None) -> Organisation:
    """The tool or the assistant called `owner` has its webhooks sent to `url`, also when it had no server."""
    nothing = f"'{owner}' already sends to {url}"
    return _with_server(organisation, owner, assistant, lambda old: replace(old, url=url) if old else Server(url=url), nothing)


def with_url_part_replaced(
    organisation: Organisation, owner: str, old: str, new: str, *, assistant: str | None = None
) -> Organisation:
    """`old` becomes `new` in the server URL of the tool or the assistant called `owner`: a host, a port, a piece of path."""
    servers = [tool.server for tool in _tools_called(organisation, owner)]
    servers += [each.server for each in _assistants_called(organisation, owner)]
    urls = listed({server.url for server in servers if server})

    def edit(server: Server | None) -> Server | None:
        return replace(server, url=server.url.replace(old, new)) if server else None

    return _with_server(organisation, owner, assistant, edit, f"no server URL of '{owner}' changes that way; there are: {urls}")


def _with_server(
    organisation: Organisation,
    owner: str,
    assistant: str | None,
    edit: Callable[[Server | None], Server | None],
    nothing: str,
) -> Organisation:
    if _tools_called(organisation, owner):
        return _with_tools(organisation, owner, assistant, lambda tool: replace(tool, server=edit(tool.server)), nothing, "", ())
    if _assistants_called(organisation, owner):
        return _with_assistant(organisation, owner, lambda each: replace(each, server=edit(each.server)), nothing)
    names = {tool.name for tool in _all_tools(organisation)} | {each.name for each in _all_assistants(organisation)}
    raise ValueError(f"no tool or assistant is called '{owner}'. {did_you_mean(owner, names)}")


# --- what the assistant is told and says -------------------------------------------------------------------------------------


def without_prompt_lines(organisation: Organisation, assistant: str, word: str) -> Organisation:
    """Every prompt line with `word` in it, in any case, also inside other words, becomes empty; the others stay put."""
    wanted = word.casefold()
    nothing = f"no line of the prompt of '{assistant}' mentions '{word}'"
    return _with_prompt_lines(
        organisation, assistant, lambda lines: ["" if wanted in line.casefold() else line for line in lines], nothing
    )


def with_prompt_line_removed(organisation: Organisation, assistant: str, number: int) -> Organisation:
    """Line `number` of the prompt, counted from 1, becomes empty."""
    counts = {each.prompt.count("\n") + 1 for each in _assistants_called(organisation, assistant)}
    nothing = f"the prompt of '{assistant}' has no line {number} with words; it has {listed(map(str, counts))} lines"
    return _with_prompt_lines(
        organisation, assistant, lambda lines: ["" if i == number else line for i, line in enumerate(lines, 1)], nothing
    )


def with_prompt_text_replaced(organisation: Organisation, assistant: str, old: str, new: str) -> Organisation:
    """Every `old` in the prompt becomes `new`."""
    nothing = f"the prompt of '{assistant}' does not change when '{old}' becomes '{new}'"
    return _with_assistant(
        organisation, assistant, lambda each: replace(each, prompt=each.prompt.replace(old, new) if old else each.prompt), nothing
    )


def with_extra_prompt_line(organisation: Organisation, assistant: str, line: str) -> Organisation:
    """The prompt ends with one more line."""
    nothing = f"an empty line adds nothing to the prompt of '{assistant}'"
    return _with_prompt_lines(organisation, assistant, lambda lines: [*lines, line] if line.strip() else lines, nothing)


def with_first_message(organisation: Organisation, assistant: str, text: str | None) -> Organisation:
    """The assistant opens the call with `text`; None leaves the first word to the caller, "" is a silent start."""
    nothing = f"'{assistant}' already opens the call that way"
    return _with_assistant(organisation, assistant, lambda each: replace(each, first_message=text), nothing)


def _with_prompt_lines(
    organisation: Organisation, assistant: str, edit: Callable[[list[str]], list[str]], nothing: str
) -> Organisation:
    return _with_assistant(
        organisation, assistant, lambda each: replace(each, prompt="\n".join(edit(each.prompt.split("\n")))), nothing
    )


# --- reaching every copy -----------------------------------------------------------------------------------------------------


def _with_tools(
    organisation: Organisation,
    name: str,
    assistant: str | None,
    edit: Callable[[Tool], Tool],
    nothing: str,
    word: str,
    candidates: set[str] | tuple[()],
) -> Organisation:
    """Every copy of the tool edited, or those of one assistant. `word` and `candidates` are for the hint when nothing changed."""
    if not _tools_called(organisation, name):
        names = {tool.name for tool in _all_tools(organisation)}
        raise ValueError(f"no tool is called '{name}'. {did_you_mean(name, names)}")
    if assistant is not None:
        _known(organisation, assistant)

    def edited(tool: Tool) -> Tool:
        return edit(tool) if tool.name == name else tool

    def edited_in(each: Assistant) -> Assistant:
        return replace(each, tools=tuple(map(edited, each.tools))) if assistant in (None, each.name) else each

    changed = _with_each_assistant(organisation, edited_in)
    if assistant is None:
        changed = replace(changed, tools=tuple(map(edited, organisation.tools)))
    where = "" if assistant is None else f" in '{assistant}'"
    return _changed(organisation, changed, f"{nothing}{where}", did_you_mean(word, candidates) if candidates else "")


def _with_assistant(
    organisation: Organisation, name: str, edit: Callable[[Assistant], Assistant], nothing: str, hint: str = ""
) -> Organisation:
    """Every copy of the assistant edited: alone and as a member of squads."""
    _known(organisation, name)
    changed = _with_each_assistant(organisation, lambda each: edit(each) if each.name == name else each)
    return _changed(organisation, changed, nothing, hint)


def _with_each_assistant(organisation: Organisation, edit: Callable[[Assistant], Assistant]) -> Organisation:
    """Members are edited in their own right, because a squad's overrides make them differ from the assistant alone."""
    return replace(
        organisation,
        assistants=tuple(map(edit, organisation.assistants)),
        squads=tuple(
            replace(squad, members=tuple(replace(member, assistant=edit(member.assistant)) for member in squad.members))
            for squad in organisation.squads
        ),
    )


def _changed(before: Organisation, after: Organisation, nothing: str, hint: str) -> Organisation:
    if after == before:
        raise ValueError(f"{nothing}. {hint}".rstrip())
    return after


def _known(organisation: Organisation, assistant: str) -> None:
    if not _assistants_called(organisation, assistant):
        names = {each.name for each in _all_assistants(organisation)}
        raise ValueError(f"no assistant is called '{assistant}'. {did_you_mean(assistant, names)}")


def _assistants_called(organisation: Organisation, name: str) -> list[Assistant]:
    return [each for each in _all_assistants(organisation) if each.name == name]


def _tools_called(organisation: Organisation, name: str) -> list[Tool]:
    return [each for each in _all_tools(organisation) if each.name == name]


def _all_assistants(organisation: Organisation) -> Iterator[Assistant]:
    yield from organisation.assistants
    for squad in organisation.squads:
        yield from squad.assistants


def _all_tools(organisation: Organisation) -> Iterator[Tool]:
    yield from organisation.tools
    for assistant in _all_assistants(organisation):
        yield from assistant.tools
