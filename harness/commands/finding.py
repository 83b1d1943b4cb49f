"""Where things are that a command line names: in the scenarios folders, the given ones first, the embedded one last."""

from collections.abc import Sequence
from pathlib import Path

from harness.contract.gitops import read_organisation
from harness.contract.model import Organisation
from harness.contract.problems import did_you_mean
from harness.embedded import folder
from harness.errors import InputError

__all__ = ["organisation", "organisation_folder", "scenarios_folders", "shown"]

_LONGEST_NAME = 200
"""Characters; file systems refuse to even look for much longer names."""


def organisation(name: str, scenarios: Sequence[Path]) -> Organisation:
    """The organisation called `name`. Raises InputError when there is none, ContractProblems when it cannot be read."""
    path = organisation_folder(name, scenarios)
    return read_organisation(path, shown_as=shown(path))


def organisation_folder(name: str, scenarios: Sequence[Path]) -> Path:
    """The folder `resources/<name>` of the first scenarios folder that has it, or `name` itself when it is a path to one.

    Raises InputError with the nearest names when there is none. A plain name never leads out of the scenarios folders.
    """
    if "/" in name or "\\" in name:
        given = Path(name)
        if not given.is_dir():
            raise InputError(f"there is no folder {name}. Name an organisation, or the folder that holds assistants/ and tools/.")
        return given
    roots = [root / "resources" for root in scenarios_folders(scenarios)]
    if name and name not in (".", "..") and "\0" not in name and len(name) <= _LONGEST_NAME:
        for root in roots:
            if (root / name).is_dir():
                return root / name
    known = {path.name for root in roots if root.is_dir() for path in root.iterdir() if path.is_dir()}
    where = " or ".join(dict.fromkeys(str(shown(root)) for root in roots))
    visible = (each for each in known if not each.startswith("."))
    raise InputError(f"there is no organisation '{name}' in {where}. {did_you_mean(name, visible)}")


def scenarios_folders(given: Sequence[Path]) -> tuple[Path, ...]:
    """The given folders, `scenarios/` here when there is one, and the embedded one. InputError when a given one is missing."""
    missing = [path for path in given if not path.is_dir()]
    if missing:
        raise InputError(f"the scenarios folder {missing[0]} does not exist. Name a folder that holds resources/.")
    here = Path("scenarios")
    return tuple(dict.fromkeys((*given, *([here] if here.is_dir() else []), folder("scenarios"))))


def shown(path: Path) -> Path:
    """The path as a reader of the output would type it: relative to this folder when it lies in it."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve())
    except ValueError:
        return path
