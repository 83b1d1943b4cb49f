"""Every check by name, for whoever wants several. Importing one from its own module is lighter."""

from harness.checks.answered import ToolsAnswer
from harness.checks.asking import AsksFor, NeverAsks
from harness.checks.asking_again import AsksAtMostOnceFor
from harness.checks.base import Check, Evidence, Finding, Judgement, NotApplicable, Verdict, judge, judge_all, verdict_of
from harness.checks.carried import NothingAskedAgainAfterHandoff, UsesResultOf
from harness.checks.cells import Absent, Alike, Anything, Written, cell
from harness.checks.changing import CellChanges
from harness.checks.claims import NeverClaimsTrouble, NoFalseClaimOfSuccess
from harness.checks.confirmed import ConfirmedByCaller
from harness.checks.confirming import ConfirmsBefore
from harness.checks.count import Count, at_least, at_most, exactly
from harness.checks.effects import ExpectedRow, NothingChanged, RowCount, RowsMatch
from harness.checks.ending import CallerCouldGoOn, EndedBecause, EndedNormally, EndsPolitely
from harness.checks.handoffs import HandsOver, NeverReaches, TakesThePath
from harness.checks.order import AllCalled, CalledAfter, CalledBefore, CalledImmediatelyBefore, CalledInSequence, PartialOrder
from harness.checks.owners import OwnTools, ToolOwners
from harness.checks.phrases import Phrase
from harness.checks.pingpong import NoPingPong
from harness.checks.provenance import NoInventedArgument
from harness.checks.rules import RULES
from harness.checks.schema import ArgumentsFitSchema
from harness.checks.sequence import ChangedBy, RowsInOrder
from harness.checks.speech import AnswersInLanguage, FirstMessageIs, NeverSays, Says
from harness.checks.timing import DeadAirAtMost, HearsFiller, NoFillerFor
from harness.checks.tongues import StaysInLanguage
from harness.checks.tools import NeverCalled, OnlyCalled, ToolCalled
from harness.checks.turns import CallerSpeaksAtMost

__all__ = [
    "RULES",
    "Absent",
    "Alike",
    "AllCalled",
    "AnswersInLanguage",
    "Anything",
    "ArgumentsFitSchema",
    "AsksAtMostOnceFor",
    "AsksFor",
    "CalledAfter",
    "CalledBefore",
    "CalledImmediatelyBefore",
    "CalledInSequence",
    "CallerCouldGoOn",
    "CallerSpeaksAtMost",
    "CellChanges",
    "ChangedBy",
    "Check",
    "ConfirmedByCaller",
    "ConfirmsBefore",
    "Count",
    "DeadAirAtMost",
    "EndedBecause",
    "EndedNormally",
    "EndsPolitely",
    "Evidence",
    "ExpectedRow",
    "Finding",
    "FirstMessageIs",
    "HandsOver",
    "HearsFiller",
    "Judgement",
    "NeverAsks",
    "NeverCalled",
    "NeverClaimsTrouble",
    "NeverReaches",
    "NeverSays",
    "NoFalseClaimOfSuccess",
    "NoFillerFor",
    "NoInventedArgument",
    "NoPingPong",
    "NotApplicable",
    "NothingAskedAgainAfterHandoff",
    "NothingChanged",
    "OnlyCalled",
    "OwnTools",
    "PartialOrder",
    "Phrase",
    "RowCount",
    "RowsInOrder",
    "RowsMatch",
    "Says",
    "StaysInLanguage",
    "TakesThePath",
    "ToolCalled",
    "ToolOwners",
    "ToolsAnswer",
    "UsesResultOf",
    "Verdict",
    "Written",
    "at_least",
    "at_most",
    "cell",
    "exactly",
    "judge",
    "judge_all",
    "verdict_of",
]
