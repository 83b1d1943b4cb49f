"""The folders that come with the package: in the wheel, or beside it in a checkout."""

from pathlib import Path

from harness.errors import MachineError

__all__ = ["folder"]

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The embedded folder `scenarios` or `features`. Raises MachineError when the installation lacks it."""
    for candidate in (_PACKAGE / "_embedded" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise MachineError(f"the installed package has no folder '{name}'. Install callproof again.")
