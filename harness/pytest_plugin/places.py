"""How a file and a line are written in messages: as the user would type them."""

from pathlib import Path

__all__ = ["shown"]


def shown(path: Path, below: Path) -> str:
    """The path relative to `below` when it lies there, else absolute; always with forward slashes."""
    return path.relative_to(below).as_posix() if path.is_relative_to(below) else path.as_posix()
