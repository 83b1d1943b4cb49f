"""Checks over the evidence of one call; each is a frozen value whose fields are its options.

`base` has what a check is and what it says, `rules` those that hold for every call, `catalogue` all of them. Only the first is
imported here: reports need it, and the language behind the others takes a while to load.
"""

from harness.checks.base import Check, Evidence, Finding, Judgement, NotApplicable, Verdict, judge, judge_all, verdict_of

__all__ = ["Check", "Evidence", "Finding", "Judgement", "NotApplicable", "Verdict", "judge", "judge_all", "verdict_of"]
