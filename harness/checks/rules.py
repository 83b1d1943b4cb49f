"""The rules: checks that hold for every call without being named."""

from harness.checks.answered import ToolsAnswer
from harness.checks.base import Check
from harness.checks.claims import NoFalseClaimOfSuccess
from harness.checks.ending import CallerCouldGoOn, EndedNormally
from harness.checks.owners import OwnTools
from harness.checks.pingpong import NoPingPong
from harness.checks.provenance import NoInventedArgument
from harness.checks.schema import ArgumentsFitSchema

__all__ = ["RULES"]

RULES: tuple[Check, ...] = (
    OwnTools(),
    ArgumentsFitSchema(),
    NoInventedArgument(),
    NoFalseClaimOfSuccess(),
    ToolsAnswer(),
    NoPingPong(),
    CallerCouldGoOn(),
    EndedNormally(),
)
"""In the order in which reports show them."""
