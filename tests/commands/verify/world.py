"""A platform that holds what was pushed, a backend with its database, and the tunnel between them: all real, all on loopback."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import falcon
import yaml
from msgspec import Struct

from harness.commands.outcome import Outcome
from harness.commands.serve import listen
from harness.commands.verify import VerifyOptions, verify
from harness.reference.app import ReferenceApp
from harness.reference.booking import BOOKING_STORE, BookingSystem
from harness.reference.clock import wall_clock
from harness.reference.database import ServedDatabase, open_database
from harness.reference.platform import PLATFORM_STORE, PlatformSystem
from harness.vapi.client import VapiClient

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

RESOURCES = Path(__file__).parents[3] / "scenarios" / "resources" / "callwaiting"
TOKEN = "a-token-nobody-should-ever-read"
BASE = "https://sobriquetical-zofia-abysmally.ngrok-free.dev"
BOOKING = f"{BASE}/api/vapi/tools/bookClinicAppointment"
SARAH, TEST = "CallWaiting AI Inbound", "Test Assistant"
NOW = datetime.fromisoformat("2026-01-18T10:00:00-08:00")
_SARAH, _TEST = (RESOURCES / "assistants" / f"{stem}.md" for stem in ("callwaiting-ai-inbound", "test-assistant"))
Json = dict[str, Any]


class World(Struct, frozen=True, kw_only=True):
    """Everything a verification talks to."""

    client: VapiClient
    database: ServedDatabase
    options: VerifyOptions
    tunnels: list[Json]
    """What the tunnel agent tells; may be changed."""

    def push(self, change: Callable[[Json, Json, Json], object] = lambda tool, sarah, test: None) -> None:
        """The files as they are, but for what `change` does to the tool, to Sarah and to the Test Assistant."""
        tool, sarah, test = _tool(), _assistant(_SARAH), _assistant(_TEST)
        change(tool, sarah, test)
        made = self.client.create("tool", tool)
        sarah["model"]["toolIds"] = [made["id"]] if sarah["model"].get("toolIds") else []
        for assistant in (sarah, test):
            self.client.create("assistant", assistant)

    def verify(self, **options: Any) -> Outcome:
        """The command, with some options changed."""
        return verify("callwaiting", self.options_with(**options))

    def options_with(self, **options: Any) -> VerifyOptions:
        """The options, some of them changed."""
        return VerifyOptions(**{**{name: getattr(self.options, name) for name in self.options.__struct_fields__}, **options})

    def evidence(self) -> Json:
        """The evidence of the last verification as JSON."""
        found: Json = json.loads((self.options.reports / "evidence.json").read_text())
        return found

    def mismatches(self) -> dict[str, Json]:
        """Component → its row, for what was not as expected in the last verification."""
        rows = (row for section in self.evidence()["verification"]["sections"] for row in section["rows"])
        return {row["component"]: row for row in rows if row["status"] == "mismatch"}


@contextmanager
def served(application: "WSGIApplication") -> Iterator[str]:
    """The application's address, for as long as the block lasts."""
    server = listen(application, "127.0.0.1", 0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.stop()
        thread.join(timeout=5)


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """All of it, with nothing pushed yet."""
    with ExitStack() as stack:
        kept = stack.enter_context(closing(open_database(":memory:", PLATFORM_STORE)))
        platform = stack.enter_context(closing(PlatformSystem(kept, wall_clock, {TOKEN: "org-1"})))
        address = stack.enter_context(served(platform))
        where = folder / "clinic.db"
        database = stack.enter_context(closing(open_database(str(where), BOOKING_STORE)))
        backend = stack.enter_context(served(ReferenceApp(BookingSystem(database, wall_clock))))
        tunnels = [{"public_url": BASE, "proto": "https", "config": {"addr": backend.replace("127.0.0.1", "localhost")}}]
        agent = stack.enter_context(served(_agent(tunnels)))
        client = VapiClient(base_url=address, token=TOKEN, sleep=_no_wait, jitter=float)
        stack.callback(client.close)
        options = VerifyOptions(
            token=TOKEN,
            base_url=address,
            tunnel=agent,
            backend=backend,
            database=str(where),
            reports=folder / "evidence",
            scenarios=(RESOURCES.parents[1],),
            retries=0,
        )
        yield World(client=client, database=database, options=options, tunnels=tunnels)


def push_folder(world: World, folder: Path) -> None:
    """The function tools and the assistants of a whole organisation."""
    ids: dict[str, str] = {}
    for path in sorted((folder / "tools").glob("*.yml")):
        tool = yaml.safe_load(path.read_text())
        if tool["type"] == "function":
            tool.get("server", {}).pop("credentialId", None)  # the platform would want the id of a credential
            ids[path.stem] = world.client.create("tool", tool)["id"]
    for path in sorted((folder / "assistants").glob("*.md")):
        assistant = _assistant(path)
        named = (str(each).partition(" ")[0] for each in assistant["model"].get("toolIds", []))
        assistant["model"]["toolIds"] = [ids[each] for each in named if each in ids]
        world.client.create("assistant", assistant)


def _agent(tunnels: list[Json]) -> falcon.App:  # type: ignore[type-arg]
    app = falcon.App()
    app.add_route("/api/tunnels", _Tunnels(tunnels))
    return app


class _Tunnels:
    def __init__(self, tunnels: list[Json]) -> None:
        self._tunnels = tunnels

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        response.media = {"tunnels": self._tunnels, "uri": "/api/tunnels"}


def _tool() -> Json:
    found: Json = yaml.safe_load((RESOURCES / "tools" / "book-clinic-appointment-c8617e87.yml").read_text())
    return copy.deepcopy(found)


def _assistant(path: Path) -> Json:
    _, front, prompt = path.read_text().split("---\n", 2)
    found: Json = yaml.safe_load(front)
    found["model"]["messages"] = [{"role": "system", "content": prompt}]
    return found


def _no_wait(_seconds: float) -> None:
    pass
