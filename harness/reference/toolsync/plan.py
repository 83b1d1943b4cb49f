"""What a sync would do, found out by reading alone."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from harness.errors import CallproofError
from harness.reference.toolsync.definitions import ToolDefinition
from harness.reference.toolsync.failures import told
from harness.reference.toolsync.fleet import Member
from harness.reference.toolsync.registry import Registered
from harness.vapi.client import VapiClient
from harness.vapi.errors import NotFound

__all__ = ["MemberPlan", "plan_for"]


class MemberPlan(Struct, frozen=True, kw_only=True):
    """What a sync would do for one organisation."""

    member: Member
    register: tuple[str, ...] = ()
    """Tools that are not there yet."""
    replace: tuple[str, ...] = ()
    """Tools that are not as they are defined, or not at the platform any more."""
    keep: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    """Assistants that would get other tools than they have."""
    trouble: tuple[str, ...] = ()
    """What could not be found out; the sync would fail there too."""


def plan_for(
    client: VapiClient,
    member: Member,
    registered: Mapping[str, Registered],
    definitions: Sequence[ToolDefinition],
    *,
    force_update: bool,
) -> MemberPlan:
    """The plan for an organisation with these rows; nothing is written anywhere."""
    if not member.assistants:
        return MemberPlan(member=member)
    register, replace, keep, link, trouble = [], [], [], [], []
    for definition in definitions:
        row = registered.get(definition.name)
        try:
            if row is None:
                register.append(definition.name)
            elif force_update or row.definition_hash != definition.hash or not _is_there(client, row.vapi_tool_id):
                replace.append(definition.name)
            else:
                keep.append(definition.name)
        except CallproofError as failure:
            trouble.append(f"{definition.name}: {told(failure)}")
    wanted = {row.vapi_tool_id for row in registered.values() if row.enabled}
    for assistant in member.assistants:
        try:
            model = client.get("assistant", assistant).get("model") or {}
            if register or replace or not wanted <= set(model.get("toolIds") or ()):
                link.append(assistant)
        except CallproofError as failure:
            trouble.append(f"assistant {assistant}: {told(failure)}")
    return MemberPlan(
        member=member,
        register=tuple(register),
        replace=tuple(replace),
        keep=tuple(keep),
        link=tuple(link),
        trouble=tuple(trouble),
    )


def _is_there(client: VapiClient, vapi_tool_id: str) -> bool:
    try:
        client.get("tool", vapi_tool_id)
    except NotFound:
        return False
    return True
