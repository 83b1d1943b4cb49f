"""Which Callproof this is."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version

__all__ = ["version"]


def version() -> str:
    """The installed version; "unknown" when it runs from a folder that was never installed."""
    try:
        return installed_version("callproof")
    except PackageNotFoundError:
        return "unknown"
