"""What a stand-in finds half-done when it starts: conversations it was killed in, which nobody will go on with."""

from collections.abc import Iterable, Mapping
from typing import Any

from harness.reference.platform.records import Record, Records, stamp

__all__ = ["end_interrupted"]

_ENDINGS: Mapping[str, Mapping[str, Any]] = {
    "call": {"status": "ended", "endedReason": "worker-shutdown"},
    "eval-run": {"status": "ended", "endedReason": "aborted"},
    "simulation-run": {"status": "ended", "endedReason": "worker-shutdown"},
    "simulation-run-item": {"status": "canceled", "failureReason": "worker-shutdown"},
}
_UNDER_WAY = frozenset(("queued", "in-progress", "running"))


def end_interrupted(records: Records, organisations: Iterable[str]) -> None:
    """End what is still under way, so that nobody waits for it for ever."""
    ended_at = stamp(records.now())
    for org_id in dict.fromkeys(organisations):
        for kind, ending in _ENDINGS.items():

            def ended(old: Record, ending: Mapping[str, Any] = ending) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
                return {**old.body, **ending, "endedAt": ended_at}, old.kept

            for record in records.all(org_id, kind):
                if record.body.get("status") in _UNDER_WAY:
                    records.change(org_id, kind, record.id, ended)
