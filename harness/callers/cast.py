"""The caller for a profile."""

from datetime import datetime

from harness.callers.goal import GoalCaller
from harness.callers.profile import CallerProfile
from harness.callers.scripted import ScriptedCaller
from harness.ports import Caller

__all__ = ["caller_for"]


def caller_for(profile: CallerProfile, *, now: datetime, seed: int = 0) -> Caller:
    """A caller for one call: scripted when the profile has lines, else one that follows its goal.

    `now` is when the call starts, for the caller's "Tuesday"; `seed` picks the persona the profile leaves open.
    Raises InputError when the profile's language or persona locale is one that nobody speaks.
    """
    return ScriptedCaller(profile) if profile.lines else GoalCaller(profile, now=now, seed=seed)
