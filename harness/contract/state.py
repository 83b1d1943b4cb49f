"""Which UUID each resource has at Vapi: the `.vapi-state.<org>.json` beside the resources."""

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from harness.contract.model import Source
from harness.contract.problems import Problem

__all__ = ["State", "read_state"]


class State(Struct, frozen=True, kw_only=True):
    """UUIDs by kind ("tools", "assistants", "squads") and resource id."""

    uuids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def uuid(self, kind: str, slug: str) -> str | None:
        """None when Vapi has never seen the resource."""
        return self.uuids.get(kind, {}).get(slug)

    def slugs(self, kind: str) -> dict[str, str]:
        """UUID in lower case → resource id."""
        return {uuid.lower(): slug for slug, uuid in self.uuids.get(kind, {}).items()}


def read_state(text: str, *, file: str) -> State:
    """The state as Vapi's CLI writes it, `{"tools": {"<slug>": {"uuid": "…"}}}`, or in its older form with plain strings."""
    try:
        content: Any = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        said = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        return _broken(file, line, f"the state file is not JSON: {said}.")
    if not isinstance(content, dict):
        return _broken(file, 1, "the state file is not a JSON object.")
    uuids: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for kind, section in content.items():
        if not isinstance(section, dict):
            problems.extend(_broken(file, 1, f"the section '{kind}' of the state file is not an object.").problems)
            continue
        for slug, entry in section.items():
            uuid = entry.get("uuid") if isinstance(entry, dict) else entry
            if isinstance(uuid, str):
                uuids.setdefault(kind, {})[slug] = uuid
            else:
                problems.extend(_broken(file, 1, f"'{slug}' under '{kind}' of the state file has no uuid.").problems)
    return State(uuids=uuids, problems=tuple(problems))


def _broken(file: str, line: int, message: str) -> State:
    problem = Problem(source=Source(file=file, line=line), message=message, mend="Let Vapi's own `pull` write it anew.")
    return State(problems=(problem,))
