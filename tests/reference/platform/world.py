"""The stand-in on a port of its own: real server, real HTTP, real database."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from threading import Thread
from typing import Any

import httpx
from msgspec import Struct

from harness.commands.serve import listen
from harness.reference.clock import wall_clock
from harness.reference.database import Database
from harness.reference.platform import Faults, PlatformSystem, Play

OURS, THEIRS = "11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"
OUR_TOKEN, THEIR_TOKEN = "token-of-ours", "token-of-theirs"
UNKNOWN = "00000000-0000-4000-8000-00000000dead"
Json = dict[str, Any]


class World(Struct, frozen=True, kw_only=True):
    """A stand-in that runs."""

    url: str
    system: PlatformSystem
    ours: httpx.Client
    theirs: httpx.Client
    faults: Faults

    def create(self, path: str, body: Json) -> Json:
        created: Json = made(self.ours.post(path, json=body), 201)
        return created


def made(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()


def messages(answer: httpx.Response, status: int = 400) -> list[str]:
    body = made(answer, status)
    assert body["statusCode"] == status
    told = body["message"]
    return told if isinstance(told, list) else [told]


def numbered_ids() -> Any:
    numbers = count(1)
    return lambda: f"00000000-0000-4000-8000-{next(numbers):012d}"


@contextmanager
def platform_on(database: Database, *, play: Play | None = None, **more: Any) -> Iterator[World]:
    faults = Faults(seed=1)
    organisations = {OUR_TOKEN: OURS, THEIR_TOKEN: THEIRS}
    with closing(PlatformSystem(database, wall_clock, organisations, faults=faults, play=play, **more)) as system:
        served = listen(system, "127.0.0.1", 0)
        thread = Thread(target=served.run, daemon=True)
        thread.start()
        try:
            with _client(served.url, OUR_TOKEN) as ours, _client(served.url, THEIR_TOKEN) as theirs:
                yield World(url=served.url, system=system, ours=ours, theirs=theirs, faults=faults)
        finally:
            served.stop()
            thread.join(timeout=5)


def _client(url: str, token: str) -> httpx.Client:
    # Without certificates, which take longer to load than a test does: nothing here is encrypted.
    return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30, verify=False)
