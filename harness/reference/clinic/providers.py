"""Providers by what a caller calls them, and what is configured for them, for the clinic, or told in the call."""

import re
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, select

from harness.reference.clinic.arguments import Arguments
from harness.reference.clinic.names import spellings
from harness.reference.clinic.settings import Clinic
from harness.reference.clinic.tables import providers
from harness.reference.database.statement import Statement

__all__ = ["VisitPlan", "offers", "providers_named", "visit_plan"]

_NAMES = Statement(select(providers.c.id, providers.c.name, providers.c.name_zh).order_by(providers.c.id))
_ANYBODY = frozenset(
    ("any", "anyone", "anybody", "any doctor", "no preference", "任何", "任何医生", "都可以", "随便", "谁都可以")
)


class VisitPlan(Struct, frozen=True, kw_only=True):
    """How and what for somebody is seen."""

    mode: str
    """ "in-person" or "virtual"."""
    reason: str
    preferred_time: str | None


def visit_plan(arguments: Arguments, provider: Row[Any], clinic: Clinic) -> VisitPlan:
    """What the call says, else what is configured for the provider, else for the clinic."""
    told_mode = arguments.text("visitMode")
    if not told_mode and "isVirtual" in arguments:
        told_mode = "virtual" if arguments.flag("isVirtual", default=False) else "in-person"
    return VisitPlan(
        mode=told_mode or provider.default_visit_mode or clinic.default_visit_mode,
        reason=arguments.text("visitReason") or provider.default_visit_reason or clinic.default_visit_reason,
        preferred_time=arguments.text("preferredTime") or provider.preferred_time,
    )


def offers(provider: Row[Any], mode: str) -> bool:
    """Whether the provider sees patients that way."""
    return bool(provider.offers_virtual if mode == "virtual" else provider.offers_in_person)


def providers_named(connection: Connection, said: str) -> tuple[int, ...] | None:
    """The providers a name may mean: "Dr. Smith", "Anna Smith", 陈医生. None when the words name nobody in particular.

    Empty when nobody here is called that.
    """
    wanted = spellings(said)
    if not wanted or wanted in _ANYBODY:
        return None
    return tuple(row.id for row in _NAMES.all(connection, {}) if _is_called(wanted, row.name, row.name_zh))


def _is_called(wanted: str, name: str, name_zh: str) -> bool:
    """By the whole name, by words of it, or by the beginning of the Chinese one: 陈 is 陈伟."""
    bare = spellings(name)
    words = re.findall(r"[^\s·,]+", bare)
    told = re.findall(r"[^\s·,]+", wanted)
    return (
        wanted == bare
        or (bool(told) and all(word in words for word in told))
        or (bool(name_zh) and spellings(name_zh).startswith(wanted))
    )
