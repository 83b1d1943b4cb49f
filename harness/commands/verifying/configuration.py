"""Phase 1: what the platform holds against what it should hold."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from harness.commands.verifying.deployed import Deployed, function_name, inline_tools, server_url, tool_ids
from harness.commands.verifying.expectations import Expectations, ExpectedAssistant, ExpectedTool
from harness.commands.verifying.result import Row, Section, matched, mismatched
from harness.contract.reach import unreachable

__all__ = ["configuration"]

_TITLE = "Phase 1: assistants and tools"
_PUBLIC = "a public https address"


def configuration(expected: Expectations, deployed: Deployed) -> Section:
    """A row for each component. Raises `VapiError` when the platform cannot be asked."""
    rows = [_base(expected.base)]
    seen: set[str] = set()
    for assistant in expected.assistants:
        rows.extend(_assistant(assistant, deployed, seen))
    return Section(title=_TITLE, rows=tuple(rows))


def _base(base: str) -> Row:
    component = "Public address of the backend"
    if not base:
        mend = "Give --public-url, or put the backend's public address into the server URLs of the files."
        return mismatched(component, _PUBLIC, "none in the files", mend)
    if unreachable(base) or not base.startswith("https://"):
        return mismatched(component, _PUBLIC, base, "Give the https address that the platform reaches the backend by.")
    return matched(component, _PUBLIC, base)


def _assistant(expected: ExpectedAssistant, deployed: Deployed, seen: set[str]) -> Iterator[Row]:
    """`seen` has the ids of tools that were looked at with another assistant."""
    found = deployed.assistant(expected)
    if found is None:
        wanted = expected.id or "an assistant of this name"
        yield mismatched(expected.name, wanted, "not at the platform", f"Push {expected.source.file}.")
        return
    yield _once(expected.name, [str(each.get("id")) for each in deployed.namesakes(expected)])
    if expected.webhook is not None:
        yield _address(
            f"{expected.name}: server URL", expected.webhook, server_url(found), f"the assistant {found.get('id')}",
            str(expected.source),
        )  # fmt: skip
    attached = deployed.attached(found)
    for tool in expected.attached:
        yield from _attached(expected, found, tool, attached, deployed, seen)
    inline = {function_name(each): each for each in inline_tools(found)}
    for tool in expected.inline:
        where = f"{expected.name}: inline {tool.name}"
        if tool.name in inline:
            yield from _tool(where, tool, inline[tool.name], f"the inline tool of the assistant {found.get('id')}")
        else:
            yield mismatched(where, "written into the assistant", "not there", f"Push {expected.source.file}.")


def _once(name: str, ids: list[str]) -> Row:
    if len(ids) == 1:
        return matched(name, "at the platform", ids[0])
    mend = f"Delete those that nobody phones; {ids[0]}, the newest, is looked at here."
    return mismatched(name, "at the platform, once", ", ".join(ids), mend)


def _attached(
    assistant: ExpectedAssistant,
    found: Mapping[str, Any],
    expected: ExpectedTool,
    attached: tuple[Mapping[str, Any], ...],
    deployed: Deployed,
    seen: set[str],
) -> Iterator[Row]:
    component = f"{assistant.name}: {expected.name} attached"
    known = deployed.tool(expected.id) if expected.id is not None else None
    ids = tool_ids(found)
    tool = known or next((each for each in attached if function_name(each) == expected.name), None)
    wanted = str(tool["id"]) if tool is not None else (expected.id or expected.name)
    if wanted in ids:
        yield matched(component, wanted)
    else:
        mend = f"Push {expected.source.file}, then the assistant."
        if tool is not None:
            mend = f"Add {wanted} to `model.toolIds` of the assistant {found.get('id')}; a PATCH replaces `model` whole."
        yield mismatched(component, wanted, ", ".join(ids) or "no tools", mend)
    if tool is not None and wanted not in seen:
        seen.add(wanted)
        yield from _tool(expected.name, expected, tool, f"the tool {wanted}")


def _tool(component: str, expected: ExpectedTool, found: Mapping[str, Any], where: str) -> Iterator[Row]:
    if expected.url is not None:
        yield _address(f"{component}: server URL", expected.url, server_url(found), where, str(expected.source))
    schema = _parameters(found)
    listed = schema.get("required")
    required = tuple(str(name) for name in listed) if isinstance(listed, list) else ()
    name = f"{component}: required parameters"
    if set(required) == set(expected.required):
        yield matched(name, ", ".join(expected.required) or "none")
    else:
        yield mismatched(name, ", ".join(expected.required) or "none", ", ".join(required) or "none", _required_mend(
            expected, required, where
        ))  # fmt: skip
    properties = schema.get("properties")
    for parameter in expected.emphasised:
        held = properties.get(parameter) if isinstance(properties, Mapping) else None
        described = str(held.get("description", "")) if isinstance(held, Mapping) else ""
        said = f'"{described}"' if described else "no description"
        name = f"{component}: description of {parameter}"
        if "REQUIRED" in described:
            yield matched(name, "says REQUIRED", said)
        else:
            mend = f'Begin the description of `{parameter}` in {where} with "REQUIRED."; {expected.source} is its file.'
            yield mismatched(name, "says REQUIRED", said, mend)


def _required_mend(expected: ExpectedTool, required: tuple[str, ...], where: str) -> str:
    missing = [name for name in expected.required if name not in required]
    spare = [name for name in required if name not in expected.required]
    parts = []
    if missing:
        parts.append(f"add {', '.join(missing)} to `required` of {where}: nobody has to ask for it, and the backend refuses")
    if spare:
        parts.append(f"take {', '.join(spare)} out of `required` of {where}: the backend does without")
    told = "; ".join(parts)
    return f"{told[0].upper()}{told[1:]}. {expected.source} is its file."


def _address(component: str, expected: str, found: str | None, where: str, source: str) -> Row:
    """A URL, with the mend for the way in which it is wrong."""
    if found == expected:
        return matched(component, expected)
    instead = f"Set `server.url` of {where} to {expected}; {source} is its file."
    if found is None:
        return mismatched(component, expected, "none", instead)
    refused = unreachable(found)
    there, here = urlsplit(found), urlsplit(expected)
    if refused is not None:
        return mismatched(component, expected, found, f"The platform cannot reach {there.netloc or found} ({refused}). {instead}")
    if there.path != here.path:
        return mismatched(component, expected, found, f"The backend does not answer at {there.path or '/'}. {instead}")
    return mismatched(component, expected, found, instead)


def _parameters(tool: Mapping[str, Any]) -> Mapping[str, Any]:
    function = tool.get("function")
    schema = function.get("parameters") if isinstance(function, Mapping) else None
    return schema if isinstance(schema, Mapping) else {}
