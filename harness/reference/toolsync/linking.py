"""Which tools an assistant has: the one part of its model that the sync changes.

A PATCH replaces `model` as a whole, so it is read first and sent back with everything that was in it. The API has no way to say
"only if nobody changed it meanwhile"; those who share a database take turns.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from harness.reference.toolsync.database import ToolDatabase
from harness.vapi.client import VapiClient
from harness.vapi.likeness import name_of

__all__ = ["alone_with", "link"]


def alone_with(assistant_id: str) -> str:
    """The name of the turn whoever reads and rewrites an assistant takes."""
    return f"assistant {assistant_id}"


def link(
    database: ToolDatabase,
    client: VapiClient,
    assistant_id: str,
    wanted: Sequence[str],
    *,
    retired: Collection[str] = (),
    names: Collection[str] = (),
) -> tuple[tuple[str, ...], bool]:
    """The tools the assistant has now, and whether that is a change. Raises VapiError.

    `wanted` are added, `retired` taken away; tools somebody else attached stay. Tools that are written out within the assistant
    under one of these `names` go: the model would have two of that name.
    """
    with database.turn(alone_with(assistant_id)):
        model = _model(client.get("assistant", assistant_id))
        before = [str(each) for each in model.get("toolIds") or ()]
        kept = [each for each in before if each not in retired]
        after = list(dict.fromkeys([*kept, *wanted]))
        inline = model.get("tools") or []
        others = [tool for tool in inline if not (isinstance(tool, Mapping) and name_of(tool) in names)]
        if after == before and len(others) == len(inline):
            return tuple(before), False
        changed = {**model, "toolIds": after}
        if len(others) != len(inline):
            changed["tools"] = others
        client.update("assistant", assistant_id, {"model": changed})
        return tuple(after), True


def _model(assistant: Mapping[str, Any]) -> Mapping[str, Any]:
    model = assistant.get("model")
    return model if isinstance(model, Mapping) else {}
