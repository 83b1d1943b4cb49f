"""Resources as they are kept. An organisation sees its own and no other's."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct, field, json
from sqlalchemy import Row, Select, delete, insert, select, update

from harness.reference.clock import Clock
from harness.reference.database import Database
from harness.reference.platform.tables import resources

__all__ = ["Record", "Records", "stamp"]

_COLUMNS = [column for column in resources.c if column.name != "n"]


class Record(Struct, frozen=True, kw_only=True):
    """One resource."""

    id: str
    org_id: str | None
    """None: the platform's own, which every organisation sees and none can change."""
    kind: str
    body: Mapping[str, Any]
    created_at: str
    updated_at: str
    kept: Mapping[str, Any] = field(default_factory=dict)
    """What nobody is shown."""
    version: int = 1


def stamp(moment: datetime) -> str:
    """As the platform writes times: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Records:
    """Reads and writes rows; each method is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def now(self) -> datetime:
        """The moment of the clock that stamps records."""
        return self._clock()

    def all(self, org_id: str, kind: str) -> list[Record]:
        """Newest first, as the platform lists."""
        wanted = _of(org_id, kind).order_by(resources.c.created_at.desc(), resources.c.n.desc())
        with self._database.transaction() as connection:
            return [_record(row) for row in connection.execute(wanted)]

    def get(self, org_id: str, kind: str, id: str) -> Record | None:
        """None when there is none, or it is somebody else's."""
        with self._database.transaction() as connection:
            row = connection.execute(_of(org_id, kind).where(resources.c.id == id)).first()
            return None if row is None else _record(row)

    def add(self, org_id: str, kind: str, id: str, body: Mapping[str, Any], kept: Mapping[str, Any] | None = None) -> Record:
        """A new resource."""
        now = stamp(self._clock())
        record = Record(id=id, org_id=org_id, kind=kind, body=body, kept=kept or {}, created_at=now, updated_at=now)
        with self._database.transaction() as connection:
            connection.execute(insert(resources), _row(record))
        return record

    def change(
        self, org_id: str, kind: str, id: str, changed: Callable[[Record], tuple[Mapping[str, Any], Mapping[str, Any]]]
    ) -> Record | None:
        """Give a resource the body and the kept values that `changed` makes of it; None when there is none.

        Nobody else changes it between the reading and the writing. What `changed` raises leaves it as it was.
        """
        with self._database.transaction() as connection:
            row = connection.execute(_of(org_id, kind).where(resources.c.id == id).with_for_update()).first()
            if row is None:
                return None
            old = _record(row)
            body, kept = changed(old)
            new = Record(
                id=id,
                org_id=old.org_id,
                kind=kind,
                body=body,
                kept=kept,
                created_at=old.created_at,
                updated_at=stamp(self._clock()),
                version=old.version + 1,
            )
            connection.execute(update(resources).where(resources.c.id == id), _row(new))
            return new

    def remove(self, org_id: str, kind: str, id: str) -> Record | None:
        """The resource that is gone now; None when there was none."""
        with self._database.transaction() as connection:
            row = connection.execute(_of(org_id, kind).where(resources.c.id == id).with_for_update()).first()
            if row is None:
                return None
            connection.execute(delete(resources).where(resources.c.id == id))
            return _record(row)


def _of(org_id: str, kind: str) -> Select[Any]:
    return select(*_COLUMNS).where(resources.c.org_id == org_id, resources.c.kind == kind)


def _record(row: Row[Any]) -> Record:
    columns = dict(row._mapping)
    return Record(**columns | {"body": json.decode(columns["body"]), "kept": json.decode(columns["kept"])})


def _row(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "org_id": record.org_id,
        "kind": record.kind,
        "body": json.encode(record.body).decode(),
        "kept": json.encode(record.kept).decode(),
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "version": record.version,
    }
