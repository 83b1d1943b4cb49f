"""The resources of organisations with the rules of the platform: what may be saved, how it is shown, what is refused."""

from collections.abc import Callable, Mapping
from typing import Any

from harness.reference.platform.errors import bad_request, conflict, missing, not_found
from harness.reference.platform.kinds import ResourceKind
from harness.reference.platform.listing import ListQuery, listed
from harness.reference.platform.personalities import DEFAULT_PERSONALITIES
from harness.reference.platform.records import Record, Records
from harness.reference.platform.validation import faults_of
from harness.reference.platform.vocabulary import VOCABULARY

__all__ = ["Shelf"]

_SERVER_MANAGED = frozenset(("latestVersion", "isServerUrlSecretSet"))
"""Keys that a client may send back as it got them; they are not saved."""


class Shelf:
    """Raises `PlatformError` for everything that the platform would refuse."""

    def __init__(self, records: Records, new_id: Callable[[], str], *, has_versions: bool) -> None:
        self.records = records
        self.new_id = new_id
        self._has_versions = has_versions

    def list(self, org_id: str, kind: ResourceKind, query: ListQuery) -> Any:
        """The answer to a list request."""
        found = [*self.records.all(org_id, kind.name), *(DEFAULT_PERSONALITIES if kind.name == "personality" else ())]
        return listed(kind, query, found, [self.shown(kind, record) for record in found])

    def get(self, org_id: str, kind: ResourceKind, id: str) -> Record:
        """404 when there is none, or it is somebody else's."""
        found = self.records.get(org_id, kind.name, id) or self._default(kind, id)
        if found is None:
            raise not_found(kind.noun, id)
        return found

    def create(self, org_id: str, kind: ResourceKind, body: Any, kept: Mapping[str, Any] | None = None) -> Record:
        """400 with everything that is wrong with the body."""
        body = _without(body, _SERVER_MANAGED)
        self.check(kind, body)
        return self.records.add(org_id, kind.name, self.new_id(), _assigned(kind, body), kept)

    def update(self, org_id: str, kind: ResourceKind, id: str, change: Any) -> Record:
        """Keys that are sent replace those that are there, whole; null clears one, and absent ones stay."""
        change = _without(change, _SERVER_MANAGED)

        def changed(old: Record) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
            self._check_change(kind, old, change)
            return {**old.body, **change}, old.kept

        found = self.records.change(org_id, kind.name, id, changed)
        if found is None:
            raise not_found(kind.noun, id)
        return found

    def delete(self, org_id: str, kind: ResourceKind, id: str) -> Record:
        """The resource as it was. 409 when something is pinned to a version of it."""
        if self._default(kind, id) is not None:
            raise missing(f"{kind.noun} {id} not found or is a Vapi default (cannot be deleted)")
        if kind.name in ("tool", "assistant") and self._is_pinned(org_id, kind.name, id):
            raise conflict(f"{kind.name}_pinned", f"{kind.noun} {id} is pinned to a version elsewhere and cannot be deleted.")
        found = self.records.remove(org_id, kind.name, id)
        if found is None:
            raise not_found(kind.noun, id)
        return found

    def check(self, kind: ResourceKind, body: Any) -> None:
        """400 when this body cannot be created."""
        faults = faults_of(body, kind.shape)
        if faults:
            raise bad_request(faults)
        refusal = kind.refusal(body)
        if refusal is not None:
            raise refusal

    def shown(self, kind: ResourceKind, record: Record) -> dict[str, Any]:
        """The resource as the platform sends it."""
        served: dict[str, Any] = {
            "id": record.id,
            "orgId": record.org_id,
            "createdAt": record.created_at,
            "updatedAt": record.updated_at,
        }
        if kind.is_versioned and self._has_versions:
            served["latestVersion"] = f"v{record.version}"
        return {**kind.shown(record.body), **served}

    def _check_change(self, kind: ResourceKind, old: Record, change: Any) -> None:
        if not isinstance(change, dict):
            raise bad_request("the body must be an object")
        merged = {key: old.body[key] for key in kind.fixed if key in old.body} | change
        moved = [f"{key} cannot be changed" for key in sorted(kind.fixed) if key in change and change[key] != old.body.get(key)]
        faults = [*moved, *faults_of(merged, kind.update_shape or kind.shape, is_new=False)]
        cleared = _needed(kind) & {key for key, value in change.items() if value is None}
        faults += [f"{key} should not be empty" for key in sorted(cleared)]
        if faults:
            raise bad_request(faults)
        refusal = kind.refusal({**old.body, **change})
        if refusal is not None:
            raise refusal

    def _is_pinned(self, org_id: str, kind: str, id: str) -> bool:
        if kind == "tool":
            assistants = self.records.all(org_id, "assistant")
            refs = [ref for one in assistants for ref in (one.body.get("model") or {}).get("toolRefs") or ()]
            return any(ref.get("toolId") == id and ref.get("version") for ref in refs)
        members = [member for one in self.records.all(org_id, "squad") for member in one.body.get("members") or ()]
        return any(member.get("assistantId") == id and member.get("assistantVersion") for member in members)

    def _default(self, kind: ResourceKind, id: str) -> Record | None:
        if kind.name != "personality":
            return None
        return next((one for one in DEFAULT_PERSONALITIES if one.id == id), None)


def _without(body: Any, keys: frozenset[str]) -> Any:
    return {key: value for key, value in body.items() if key not in keys} if isinstance(body, dict) else body


def _needed(kind: ResourceKind) -> frozenset[str]:
    shape = VOCABULARY[kind.update_shape or kind.shape]
    return getattr(shape, "needed", frozenset())


def _assigned(kind: ResourceKind, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the platform fills in by itself."""
    if kind.name == "phone-number":
        return {"status": "active", **body}
    if kind.name == "session":
        return {"status": "active", "expirationSeconds": 86_400, "messages": [], **body}
    return body
