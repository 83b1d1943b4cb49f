"""How a test says what breaks a rule, and the edits of the inn that several rules share."""

from msgspec import Struct

from tests.contract.lint.inn import DESK, Edit


class Case(Struct, frozen=True, kw_only=True):
    """One rule, what breaks it and what only nearly does."""

    rule: str
    broken: tuple[Edit, ...]
    kept: tuple[Edit, ...] = ()
    """Nothing is the inn as it is."""


def case(rule: str, *broken: Edit, kept: Edit | tuple[Edit, ...] = ()) -> Case:
    """A case; one edit that keeps the rule may stand without a tuple around it."""
    edits = tuple(each for each in kept if not isinstance(each, str))
    if len(edits) == len(kept):
        return Case(rule=rule, broken=broken, kept=edits)
    name, old, new = (str(each) for each in kept)
    return Case(rule=rule, broken=broken, kept=((name, old, new),))


OTHER = "assistants/other.md"
OTHER_TEXT = "---\nname: Other\nmodel: {provider: openai}\nendCallPhrases: [bye now]\n---\n\nDo something.\n"
EVERYONE = "  artifactPlan: {fullMessageHistoryEnabled: true}\n"
SILENT_DESK: Edit = (DESK, "firstMessage: Good evening, this is the inn.", 'firstMessage: ""')
VOICE = "voice: {provider: vapi, voiceId: Elliot}"
FIRST = "Good evening, this is the inn."
LONG = "x" * 41
PROMPT = "Call find_table once"
