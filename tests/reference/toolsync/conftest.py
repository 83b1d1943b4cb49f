"""A database of each kind, empty but for its migrations."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from harness.reference.database.postgres_server import EmbeddedServer
from harness.reference.toolsync.database import ToolDatabase, open_tool_database
from harness.vapi.client import VapiClient
from tests.reference.toolsync.world import client_of
from tests.vapi.api import Api

_NUMBERS = itertools.count()


@pytest.fixture(scope="package")
def server() -> Iterator[EmbeddedServer]:
    started = EmbeddedServer()
    yield started
    started.close()


@pytest.fixture
def fresh(server: EmbeddedServer) -> Callable[[], str]:
    """The URL of a PostgreSQL database nobody has used."""

    def make() -> str:
        name = f"sync_{next(_NUMBERS)}"
        plain = server.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{name}"'.encode())
        return server.url.set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture(params=[":memory:", "tools.db", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        make: Callable[[], str] = request.getfixturevalue("fresh")
        return make()
    return ":memory:" if request.param == ":memory:" else str(tmp_path / request.param)


@pytest.fixture
def database(where: str) -> Iterator[ToolDatabase]:
    opened = open_tool_database(where)
    yield opened
    opened.close()


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(api: Api, waits: list[float]) -> Iterator[VapiClient]:
    with client_of(api, waits) as made:
        yield made
