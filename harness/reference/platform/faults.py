"""Switches that make the stand-in misbehave as a platform on the internet does."""

from collections.abc import Sequence
from random import Random
from threading import Lock
from typing import Literal

from msgspec import Struct

from harness.errors import InputError

__all__ = ["FAULT_KINDS", "Faults", "PlatformFault", "read_fault"]

FaultKind = Literal["rate-limit", "error", "slow", "drop", "lose", "cut", "html"]
FAULT_KINDS: tuple[FaultKind, ...] = ("rate-limit", "error", "slow", "drop", "lose", "cut", "html")


class PlatformFault(Struct, frozen=True, kw_only=True):
    """One way to misbehave, and when."""

    kind: FaultKind
    """rate-limit: 429 with Retry-After. error: a 5xx. slow: late by `seconds`. drop: the connection is closed and nothing done.
    lose: what was asked is done, and the connection closed before the answer. cut: half of the answer. html: a proxy's page."""
    status: int = 503
    """error and html: the HTTP status."""
    retry_after: str = "1"
    """rate-limit: the header as it is sent, seconds or a date; empty is none."""
    seconds: float = 0.0
    method: str = ""
    """Only requests with this method; empty is any."""
    path: str = ""
    """Only paths that begin so; empty is any."""
    skip: int = 0
    """So many requests that fit pass first."""
    times: int | None = None
    """So many are hit, then it is over; None: it goes on."""
    share: float = 1.0
    """The part of the requests that is hit, drawn by the seed."""


class Faults:
    """Which fault, if any, meets the next request. Safe to share between threads."""

    def __init__(self, planned: Sequence[PlatformFault] = (), *, seed: int = 0) -> None:
        self._lock = Lock()
        self._random = Random(seed)  # noqa: S311 - repeatable, not secret
        self._planned: list[_Counted] = []
        self.plan(*planned)

    def plan(self, *faults: PlatformFault) -> None:
        """Add faults; the first that fits a request is the one that happens."""
        with self._lock:
            self._planned += [_Counted(fault) for fault in faults]

    def clear(self) -> None:
        """From now on nothing goes wrong."""
        with self._lock:
            self._planned.clear()

    def next(self, method: str, path: str) -> PlatformFault | None:
        """What happens to this request; counts it."""
        with self._lock:
            return next((one.fault for one in self._planned if one.hits(method, path, self._random)), None)


class _Counted:
    def __init__(self, fault: PlatformFault) -> None:
        self.fault = fault
        self._seen = 0
        self._hit = 0

    def hits(self, method: str, path: str, random: Random) -> bool:
        fault = self.fault
        if fault.method not in ("", method) or not path.startswith(fault.path):
            return False
        self._seen += 1
        if self._seen <= fault.skip or (fault.times is not None and self._hit >= fault.times):
            return False
        if fault.share < 1 and random.random() >= fault.share:
            return False
        self._hit += 1
        return True


def read_fault(text: str) -> PlatformFault:
    """A fault as the command line says it: `rate-limit:times=3,retry-after=2`, `error:status=502,share=0.05`. InputError else."""
    word, _, rest = text.partition(":")
    kind = next((one for one in FAULT_KINDS if one == word), None)
    if kind is None:
        raise InputError(f"there is no fault {word!r}; there are: {', '.join(FAULT_KINDS)}")
    given = dict(part.partition("=")[::2] for part in rest.split(",") if part)
    unknown = sorted(given.keys() - {"status", "retry-after", "seconds", "method", "path", "skip", "times", "share"})
    if unknown:
        raise InputError(
            f"a fault has no {unknown[0]!r}; it has status, retry-after, seconds, method, path, skip, times and share"
        )
    try:
        return PlatformFault(
            kind=kind,
            status=int(given.get("status", 503)),
            retry_after=given.get("retry-after", "1"),
            seconds=float(given.get("seconds", 5 if kind == "slow" else 0)),
            method=given.get("method", "").upper(),
            path=given.get("path", ""),
            skip=int(given.get("skip", 0)),
            times=int(given["times"]) if "times" in given else None,
            share=float(given.get("share", 1)),
        )
    except ValueError as wrong:
        raise InputError(f"the fault {text!r} has a value that is no number") from wrong
