"""The kinds of resources, where they are reached and how each is listed."""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from harness.contract.references import is_uuid
from harness.reference.platform.errors import PlatformError, bad_request

__all__ = ["KINDS", "ResourceKind", "checked_id"]

_DATES = frozenset(f"{what}At{how}" for what in ("created", "updated") for how in ("Gt", "Lt", "Ge", "Le"))
_PAGES = frozenset(("page", "sortOrder", "sortBy"))
_SECRETS = ("serverUrlSecret", "twilioAuthToken", "twilioApiSecret", "apiKey", "apiSecret", "clientSecret", "accessToken")

_PLAN_SECRETS = (*_SECRETS, "token", "secretKey")


class ResourceKind(Struct, frozen=True, kw_only=True):
    """One kind of resource."""

    name: str
    path: str
    shape: str
    noun: str
    """How a 404 calls it."""
    listing: Literal["array", "pages", "either"] = "array"
    """A bare array, or pages with `results` and `metadata`; either: pages as soon as `page` or `limit` is asked for."""
    filters: frozenset[str] = frozenset()
    """Query keys besides limit and dates."""
    is_versioned: bool = False
    fixed: frozenset[str] = frozenset()
    """Keys that a change may repeat, but not change."""
    verbs: frozenset[str] = frozenset(("create", "update", "delete"))
    update_shape: str = ""
    """Shape of a change; empty: the shape itself."""
    query: frozenset[str] = frozenset()
    """Query keys of a single resource."""

    @property
    def known_query(self) -> frozenset[str]:
        """Every key its list understands."""
        return _DATES | {"limit"} | self.filters | (_PAGES if self.listing != "array" else frozenset())

    def shown(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The body without what never leaves the platform."""
        shown = {key: value for key, value in body.items() if key not in _SECRETS}
        server = shown.get("server")
        if isinstance(server, dict) and "secret" in server:
            shown["server"] = {key: value for key, value in server.items() if key != "secret"}
        if self.name == "credential" and isinstance(shown.get("authenticationPlan"), dict):
            plan = shown["authenticationPlan"]
            shown["authenticationPlan"] = {key: value for key, value in plan.items() if key not in _PLAN_SECRETS}
        if self.name == "assistant":
            shown["isServerUrlSecretSet"] = bool(body.get("serverUrlSecret") or (body.get("server") or {}).get("secret"))
        return shown

    def refusal(self, body: Mapping[str, Any]) -> PlatformError | None:
        """What is wrong with a whole body although each key is as it should be."""
        if self.name != "squad":
            return None
        wrong = [
            f"members.{place}.property needs either assistantId or assistant"
            for place, member in enumerate(body.get("members") or ())
            if (member.get("assistantId") is None) == (member.get("assistant") is None)
        ]
        return bad_request(wrong) if wrong else None


def _kind(name: str, shape: str, noun: str, *filters: str, path: str = "", **more: Any) -> ResourceKind:
    return ResourceKind(name=name, path=path or f"/{name}", shape=shape, noun=noun, filters=frozenset(filters), **more)


_SIMULATION = "/eval/simulation"
_READ_AND_DELETE = frozenset(("delete",))

KINDS: Mapping[str, ResourceKind] = {
    kind.name: kind
    for kind in (
        _kind("assistant", "Assistant", "Assistant", is_versioned=True),
        _kind("tool", "Tool", "Tool", is_versioned=True, fixed=frozenset(("type",))),
        _kind("squad", "Squad", "Squad", "idAny"),
        _kind("phone-number", "AnyPhoneNumber", "Phone number", fixed=frozenset(("provider",))),
        _kind("credential", "AnyCredential", "Credential", fixed=frozenset(("provider",))),
        _kind(
            "structured-output",
            "StructuredOutput",
            "Structured output",
            "id",
            "name",
            listing="pages",
            fixed=frozenset(("type",)),
            query=frozenset(("schemaOverride",)),
        ),
        _kind("eval", "Eval", "Eval", "id", listing="pages", fixed=frozenset(("type",))),
        _kind("eval-run", "EvalRun", "Eval run", "id", path="/eval/run", listing="pages", verbs=_READ_AND_DELETE),
        _kind("personality", "Personality", "Personality", "idAny", "name", path=f"{_SIMULATION}/personality", listing="either"),
        _kind("scenario", "Scenario", "Scenario", "idAny", "name", path=f"{_SIMULATION}/scenario", listing="either"),
        _kind("simulation", "Simulation", "Simulation", "idAny", "name", "standaloneOnly", path=_SIMULATION, listing="either"),
        _kind("suite", "SimulationSuite", "Simulation suite", "idAny", "name", path=f"{_SIMULATION}/suite", listing="either"),
        _kind(
            "simulation-run",
            "SimulationRun",
            "Simulation run",
            "status",
            "filterStatus",
            "targetType",
            "targetId",
            path=f"{_SIMULATION}/run",
            listing="pages",
            verbs=frozenset(),
        ),
        _kind("session", "Session", "Session", "id", "name", "assistantId", "assistantIdAny", "squadId", listing="pages"),
        _kind(
            "chat",
            "Chat",
            "Chat",
            "id",
            "assistantId",
            "assistantIdAny",
            "squadId",
            "sessionId",
            "previousChatId",
            listing="pages",
            verbs=_READ_AND_DELETE,
        ),
        _kind(
            "call",
            "Call",
            "Call",
            "id",
            "assistantId",
            "phoneNumberId",
            verbs=frozenset(("update", "delete")),
            update_shape="CallUpdate",
        ),
    )
}
"""By name. What is played (chats, calls, runs) is created elsewhere."""


def checked_id(id: str) -> str:
    """The id; 400 for what cannot be one."""
    if not is_uuid(id):
        raise bad_request("Validation failed (uuid is expected)")
    return id.lower()
