"""The tools of an organisation's folder, as the platform is sent them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from harness.commands.finding import organisation_folder, shown
from harness.contract.yaml12 import read_yaml
from harness.errors import InputError
from harness.reference.toolsync.definitions import ToolDefinition, at_backend, read_definitions

__all__ = ["tool_definitions"]

_EXTENSIONS = (".yml", ".yaml")


def tool_definitions(name: str, scenarios: Sequence[Path], backend_url: str | None = None) -> tuple[ToolDefinition, ...]:
    """Every function tool with a file, in the order of their names; its server at `backend_url` when that is given.

    `name` is that of a folder below resources/, or the path of one. InputError for what cannot be read or registered.
    """
    folder = organisation_folder(name, scenarios) / "tools"
    bodies: dict[str, Mapping[str, Any]] = {}
    for path in sorted(each for each in folder.rglob("*") if each.suffix in _EXTENSIONS and not each.name.startswith(".")):
        body = _read(path)
        if body.get("type") == "function":
            bodies[str(shown(path))] = at_backend(body, backend_url) if backend_url else body
    if not bodies:
        raise InputError(f"{shown(folder)} has no tool of type function; there is nothing to register")
    return read_definitions(bodies)


def _read(path: Path) -> Mapping[str, Any]:
    where = str(shown(path))
    try:
        document = read_yaml(path.read_text(encoding="utf-8"), file=where)
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{where} cannot be read: {told}") from error
    if document.problems:
        raise InputError(str(document.problems[0]))
    if not isinstance(document.value, Mapping):
        raise InputError(f"{where} holds no tool: it must be an object")
    return document.value
