"""What can go wrong outside, and how it is told."""

import logging

from sqlalchemy.exc import SQLAlchemyError

from harness.errors import CallproofError
from harness.reference.toolsync.outcomes import LinkOutcome, ToolOutcome
from harness.vapi.errors import RateLimited, Unreachable, Unreadable

__all__ = ["EXPECTED", "failed", "is_passing", "not_linked", "told"]

_log = logging.getLogger(__name__)

EXPECTED = (CallproofError, SQLAlchemyError, OSError)
"""The platform, the database, the machine. Anything else is a bug of ours."""
_PASSING = (Unreachable, RateLimited, Unreadable, SQLAlchemyError, OSError)


def is_passing(failure: Exception) -> bool:
    """True for what may go better by itself next time."""
    return isinstance(failure, _PASSING)


def told(failure: Exception) -> str:
    """One line; of a database's complaint without statement and values."""
    said = str(getattr(failure, "orig", None) or failure).strip()
    return said.partition("\n")[0] or type(failure).__name__


def failed(org_id: str, name: str, failure: Exception) -> ToolOutcome:
    """The outcome of a tool that is not as it should be, with a line in the log."""
    _log.error("tool %s of organisation %s: %s", name, org_id, told(failure))
    return ToolOutcome(name=name, state="failed", reason=told(failure), passing=is_passing(failure))


def not_linked(org_id: str, assistant_id: str, failure: Exception) -> LinkOutcome:
    """The outcome of an assistant that has not got its tools, with a line in the log."""
    _log.error("assistant %s of organisation %s: %s", assistant_id, org_id, told(failure))
    return LinkOutcome(assistant_id=assistant_id, reason=told(failure), passing=is_passing(failure))
