"""A failure as its reader needs it: sentences for a broken promise, their own frames for somebody's own code."""

from pathlib import Path

import pytest
from _pytest._code.code import ReprExceptionInfo, ReprFileLocation, ReprTracebackNative

__all__ = ["as_report", "hide_machinery"]

_MACHINERY = {"_pytest", "pytest_bdd", "pluggy"}
_PLUGIN = Path(__file__).parent


def hide_machinery(excinfo: pytest.ExceptionInfo[BaseException]) -> None:
    """Drop the frames of pytest, pytest-bdd and this plugin, unless nothing would be left."""
    # Frames of .feature files go too: pytest would find the test's file among them, and rebuild the chain from there.
    kept = excinfo.traceback.filter(lambda entry: not _is_machinery(Path(str(entry.path))))
    if kept:
        excinfo.traceback = kept


def as_report(text: str, path: str, line: int, message: str) -> ReprExceptionInfo:
    """The text in place of a traceback; `message` is what a one-line summary shows. It survives the way from an xdist worker."""
    place = ReprFileLocation(path=path, lineno=line, message=message)
    return ReprExceptionInfo(reprtraceback=ReprTracebackNative([text]), reprcrash=place)


def _is_machinery(path: Path) -> bool:
    return path.suffix == ".feature" or bool(_MACHINERY & set(path.parts)) or path.parent == _PLUGIN
