"""Where conversations are held: finds who answers, has them play, and keeps what is still to be done in order."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from uuid import UUID

from harness.contract.model import Squad
from harness.contract.problems import ContractProblems
from harness.errors import CallproofError
from harness.reference.clock import Clock
from harness.reference.platform.casting import Cast, server_of
from harness.reference.platform.errors import bad_request, nothing_plays
from harness.reference.platform.playing import Play, Played, PlayRequest
from harness.reference.platform.records import Records

__all__ = ["Stage", "seed_of", "target_faults"]


_log = logging.getLogger(__name__)


class Stage:
    """One at a time, in the order they came: a phone rings after the call that was placed before it."""

    def __init__(self, records: Records, play: Play | None, clock: Clock) -> None:
        """`clock` says when a conversation takes place that begins now."""
        self._records = records
        self.now = clock
        self._play = play
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="platform")
        self._waiting: list[Future[None]] = []

    def need_player(self) -> None:
        """501 when nobody holds conversations here."""
        if self._play is None:
            raise nothing_plays()

    def squad(self, org_id: str, body: Mapping[str, Any]) -> Squad:
        """Who answers; ContractProblems when somebody who could be on the line cannot be read or is not there."""
        found = {kind: self._records.all(org_id, kind) for kind in ("assistant", "tool", "squad")}
        number = self._records.get(org_id, "phone-number", str(body.get("phoneNumberId") or ""))
        target = body
        if number is not None and not _targets(body):
            target = {**body, **{key: number.body[key] for key in ("assistantId", "squadId") if number.body.get(key)}}
        cast = Cast(found["assistant"], found["tool"], found["squad"])
        return cast.squad(target, server=server_of(number.body if number else None))

    def play(self, request: PlayRequest) -> Played:
        """Hold one conversation now. 400 with the sentence when it cannot be held."""
        if self._play is None:
            raise nothing_plays()
        try:
            return self._play(request)
        except CallproofError as wrong:
            raise bad_request(str(wrong)) from wrong

    def chat_squad(self, org_id: str, body: Mapping[str, Any]) -> Squad:
        """As `squad`, but 400 with everything that is wrong."""
        try:
            return self.squad(org_id, body)
        except ContractProblems as problems:
            raise bad_request([str(problem) for problem in problems.problems]) from problems

    def later(self, work: Callable[[], None]) -> None:
        """Do this after everything that waits already."""
        self._waiting = [one for one in self._waiting if not one.done()]
        self._waiting.append(self._worker.submit(work))
        self._waiting[-1].add_done_callback(_log_bug)

    def settle(self) -> None:
        """Returns when nothing waits any more. What a piece of work raised is raised here."""
        for one in list(self._waiting):
            one.result()

    def close(self) -> None:
        """Finish what has begun, forget what has not."""
        self._worker.shutdown(wait=True, cancel_futures=True)


def _log_bug(done: Future[None]) -> None:
    bug = None if done.cancelled() else done.exception()
    if bug is not None:
        _log.error("a conversation crashed", exc_info=bug)


def seed_of(id: str) -> int:
    """Names the conversation for whoever plays it; the same id is the same conversation again."""
    return UUID(id).int % 2**31


def target_faults(body: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    """What is wrong when not exactly one of these says who answers."""
    given = [key for key in keys if body.get(key) is not None]
    if len(given) == 1:
        return []
    wanted = ", ".join(f"`{key}`" for key in keys)
    return [f"exactly one of {wanted} must be given" if given else f"one of {wanted} must be given"]


def _targets(body: Mapping[str, Any]) -> bool:
    return any(body.get(key) is not None for key in ("assistantId", "assistant", "squadId", "squad"))
