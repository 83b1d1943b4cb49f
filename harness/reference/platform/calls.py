"""POST /call: the phone rings, the squad answers, and the server hears of it (https://docs.vapi.ai/api-reference/calls/create).

The call is held in the background: it is answered at once as queued, and `GET /call/{id}` says how far it has come. Nobody real
is on the line, so the `metadata` of `assistantOverrides` or `squadOverrides`, which the platform takes too, says who phones:
`{"caller": "<name>"}`, a caller this stand-in knows, or `{"says": ["Hello.", …]}`.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from harness.contract.model import Squad
from harness.contract.problems import ContractProblems
from harness.errors import CallproofError
from harness.reference.platform.errors import PlatformError, bad_request
from harness.reference.platform.playing import Played, PlayRequest
from harness.reference.platform.records import Record, stamp
from harness.reference.platform.shelf import Shelf
from harness.reference.platform.speech import artifact_of
from harness.reference.platform.stage import Stage, seed_of
from harness.reference.platform.validation import faults_of

__all__ = ["Calls", "spoken_lines"]

_TARGETS = ("assistantId", "assistant", "squadId", "squad")
_NO_NUMBER = "Couldn't Get Phone Number. Need Either `phoneNumberId` Or `phoneNumber`."
_NO_CUSTOMER = "Couldn't Get Customer. Need Either `customer`, `customers` Or `customerId`."
_NOBODY = "Couldn't Start Call. Need `assistant`, `assistantId`, `squad` Or `squadId`."
_CANNOT_START = "call.start.error-get-resources-validation"


class Calls:
    """Holds calls of all organisations."""

    def __init__(self, shelf: Shelf, stage: Stage) -> None:
        self._shelf = shelf
        self._stage = stage

    def create(self, org_id: str, body: Any, *, over_web: bool = False) -> Record:
        """The call as it is queued. 400 for a body that cannot be."""
        self._stage.need_player()
        self._check(org_id, body, over_web)
        call = {"type": _type(body, over_web), "status": "queued", "cost": 0, "costs": [], **body}
        record = self._shelf.records.add(org_id, "call", self._shelf.new_id(), call)
        self._stage.later(lambda: self._hold(org_id, record.id))
        return record

    def _check(self, org_id: str, body: Any, over_web: bool) -> None:
        faults = faults_of(body, "Call")
        if faults:
            raise bad_request(faults)
        number = self._shelf.records.get(org_id, "phone-number", str(body.get("phoneNumberId") or ""))
        if not over_web and _type(body, over_web) == "outboundPhoneCall":
            if number is None and not body.get("phoneNumber"):
                raise bad_request(_NO_NUMBER)
            if not any(body.get(key) for key in ("customer", "customers", "customerId")):
                raise bad_request(_NO_CUSTOMER)
        answers = number is not None and (number.body.get("assistantId") or number.body.get("squadId"))
        if not answers and all(body.get(key) is None for key in _TARGETS):
            raise bad_request(_NOBODY)
        spoken_lines(body)

    def _hold(self, org_id: str, id: str) -> None:
        started = self._stage.now()
        record = self._changed(org_id, id, {"status": "in-progress", "startedAt": stamp(started)})
        if record is None:
            return
        try:
            squad = self._stage.squad(org_id, record.body)
            played = self._stage.play(self._request(record, org_id, squad, started))
        except (ContractProblems, PlatformError) as wrong:
            told = str(wrong.body.get("message")) if isinstance(wrong, PlatformError) else str(wrong)
            self._ended(org_id, id, _CANNOT_START, started, {"endedMessage": told})
        except CallproofError as wrong:
            self._ended(org_id, id, "call.in-progress.error-vapifault", started, {"endedMessage": str(wrong)})
        else:
            self._finish(org_id, id, started, played)

    def _request(self, record: Record, org_id: str, squad: Squad, started: datetime) -> PlayRequest:
        body = record.body
        caller, says = spoken_lines(body)
        customer: Mapping[str, Any] = body.get("customer") or next(iter(body.get("customers") or ()), {})
        over = {**(body.get("assistantOverrides") or {}), **(body.get("squadOverrides") or {})}
        return PlayRequest(
            kind="call",
            squad=squad,
            id=record.id,
            org_id=org_id,
            started_at=started,
            seed=seed_of(record.id),
            says=says,
            caller=caller,
            customer_number=customer.get("number"),
            customer_metadata=customer.get("metadata") or {},
            variables=over.get("variableValues") or {},
        )

    def _finish(self, org_id: str, id: str, started: datetime, played: Played) -> None:
        artifact = artifact_of(played.trace, started)
        reason = played.trace.ended.reason if played.trace.ended else "unknown-error"
        details: dict[str, Any] = {"artifact": artifact, "messages": artifact["messages"], "analysis": {}}
        if played.trace.gave_up:
            details["endedMessage"] = f"the caller {played.trace.gave_up.reason}"
        last = played.trace.events[-1].at
        self._ended(org_id, id, reason, started, details, last)

    def _ended(
        self, org_id: str, id: str, reason: str, started: datetime, details: Mapping[str, Any], lasted_ms: int = 0
    ) -> None:
        ended = stamp(started + timedelta(milliseconds=lasted_ms))
        self._changed(org_id, id, {"status": "ended", "endedReason": reason, "endedAt": ended, **details})

    def _changed(self, org_id: str, id: str, change: Mapping[str, Any]) -> Record | None:
        return self._shelf.records.change(org_id, "call", id, lambda old: ({**old.body, **change}, old.kept))


def spoken_lines(body: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The caller's name and the lines that the overrides' `metadata` gives; both may be empty. 400 for what is neither."""
    told = {
        name: value
        for key in ("assistantOverrides", "squadOverrides")
        for name, value in ((body.get(key) or {}).get("metadata") or {}).items()
    }
    caller, says = told.get("caller", ""), told.get("says", [])
    if not isinstance(caller, str) or not isinstance(says, list) or not all(isinstance(line, str) for line in says):
        raise bad_request("metadata.caller must be the name of a caller, and metadata.says an array of strings")
    return caller, tuple(says)


def _type(body: Mapping[str, Any], over_web: bool) -> str:
    if over_web:
        return "webCall"
    transport = str((body.get("transport") or {}).get("provider", ""))
    return "vapi.websocketCall" if transport == "vapi.websocket" else "outboundPhoneCall"
