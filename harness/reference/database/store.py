"""What a reference system keeps: its tables, how a seed becomes rows of them, and what is always there."""

from collections.abc import Callable

from msgspec import Struct
from sqlalchemy import Connection, MetaData

from harness.errors import InputError
from harness.reference.database.seed import Seed

__all__ = ["Store"]


class Store(Struct, frozen=True, kw_only=True):
    """One reference system's database, before it is opened anywhere."""

    name: str
    """The system's name, as seeds and commands say it."""
    metadata: MetaData
    """Its tables; each is keyed by one column, and a whole-number key is given by the database."""
    plant: Callable[[Connection, Seed], None]
    """Adds the rows of one seed. Raises InputError for a row that cannot be."""
    base: tuple[Seed, ...] = ()
    """What is there before any seed; planted again each time a kept database is opened, which must then change nothing."""

    def prepare(self, connection: Connection) -> None:
        """Plant the base."""
        for seed in self.base:
            self.plant(connection, seed)

    def sow(self, connection: Connection, seed: Seed) -> None:
        """Plant a seed of this system. InputError names the seed's file and what is wrong with it."""
        if seed.system != self.name:
            raise InputError(f"{seed.shown}: these rows are for the system {seed.system!r}, not for {self.name!r}")
        try:
            self.plant(connection, seed)
        except InputError as wrong:
            raise InputError(f"{seed.shown}: {wrong}") from wrong
