"""A scenario plays against one reference system, made when it is first needed, and against a clean database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.commands.options import RunOptions, replay_options
from harness.commands.rig import Rig
from harness.errors import InputError
from harness.reference.database import Seed

CONTACT = {"org_id": "46cf2995-2bee-44e3-838b-24151486fe4e", "name": "Jane", "phone": "+16045550123"}


@pytest.fixture
def rig() -> Iterator[Rig]:
    made = Rig.from_options(RunOptions())
    yield made
    made.close()


def test_the_first_seed_chooses_the_system(rig: Rig) -> None:
    with rig.stage() as stage:
        stage.plant(rig.clinic("vitara"))
        stage.check_rows("demographics", ["first_name"])
        with pytest.raises(InputError, match="there is no table 'contacts'"):
            stage.check_rows("contacts")


def test_without_a_seed_it_is_the_default_one(rig: Rig) -> None:
    with rig.stage() as stage:
        stage.insert("contacts", [CONTACT])
        assert stage.system.name == "booking"


def test_a_scenario_has_one_system(rig: Rig) -> None:
    with rig.stage() as stage:
        stage.plant(rig.clinic("sunrise"))
        with pytest.raises(InputError, match="began with rows of the system 'booking', so it cannot have rows of 'clinic' too"):
            stage.plant(rig.clinic("vitara"))


def test_a_system_that_nobody_made_is_refused(rig: Rig) -> None:
    with rig.stage() as stage, pytest.raises(InputError, match=r"no reference system 'clinik'. Did you mean 'clinic'\?"):
        stage.plant(Seed(system="clinik"))


def test_two_scenarios_see_nothing_of_each_other(rig: Rig) -> None:
    for _ in range(2):
        with rig.stage() as stage:
            assert stage.system.database.rows("contacts") == []
            stage.insert("contacts", [CONTACT])


def test_a_scenario_that_needs_no_database_opens_none(tmp_path: Path) -> None:
    """Otherwise this one, which is no database, would be found out."""
    (tmp_path / "notes.txt").write_text("not a database, whatever its name says " * 50)
    rig = Rig.from_options(RunOptions(database=f"sqlite:///{tmp_path / 'notes.txt'}"))
    with rig.stage():
        pass
    rig.close()


def test_a_password_is_not_part_of_what_is_written_down() -> None:
    options = RunOptions(database="postgresql://me:secret@there/mine")

    assert options.shown_database == "postgresql://me:***@there/mine"
    assert list(replay_options(options))[-2:] == ["--database", "postgresql://me:***@there/mine"]
