"""What a prompt line, or a tool's description, tells the agent to do, as values.

The set is closed and documented (`callproof explain` prints it); a sentence that fits none of them is prose and changes nothing.
"""

from typing import Literal

from msgspec import Struct

__all__ = [
    "AT_THE_END",
    "DECLINED",
    "ELSE",
    "FOUND",
    "HEARD",
    "WISH",
    "Action",
    "Ask",
    "AskMore",
    "AskWhich",
    "CallTool",
    "Confirm",
    "Fact",
    "Instruction",
    "NeverAsk",
    "OneAtATime",
    "Optional",
    "Pass",
    "Passed",
    "Persona",
    "Require",
    "Say",
    "Speak",
    "Tell",
    "Today",
    "Understood",
    "When",
]


Passed = tuple[tuple[str, str], ...]
"""Parameter and value, as the prompt orders them; a value may be one of the words below."""
DECLINED = "@declined"
"""The day of each offer that the caller has not taken."""
HEARD = "@heard"
"""What the caller said, in a sentence."""
WISH = "@wish"
"""What the caller said that the call is handed over for."""
ELSE = "@else"
"""Stands for every wish that nothing else here is for."""
FOUND = "@found"
"""What an earlier answer holds under that name."""
AT_THE_END = "@goodbye"
"""Stands for the end of the call where a tool is named that another one comes before."""


class Action(Struct, frozen=True, kw_only=True):
    """One thing to do when a condition holds."""

    kind: Literal["apologise", "say", "offer", "goodbye", "retry", "go on", "ask", "transfer", "call"]
    text: str = ""
    """What to say or offer, as a sentence; what to ask for; the tool to call."""
    passes: Passed = ()
    """call: what is sent with it."""


class Ask(Struct, frozen=True, kw_only=True, tag=True):
    """Ask the caller for these things."""

    topics: tuple[str, ...]
    optional: bool = False
    about: str = ""
    """What it is asked for, in the prompt's words ("To extend a rental"); empty: for everything."""
    wording: str = ""
    """The question the prompt puts in quotation marks, to be asked word for word."""


class Require(Struct, frozen=True, kw_only=True, tag=True):
    """Never go ahead without these things."""

    topics: tuple[str, ...]
    about: str = ""


class Optional(Struct, frozen=True, kw_only=True, tag=True):
    """Go on without these things when the caller has none or will not say."""

    topics: tuple[str, ...]


class NeverAsk(Struct, frozen=True, kw_only=True, tag=True):
    """Never ask for these things."""

    topics: tuple[str, ...]


class OneAtATime(Struct, frozen=True, kw_only=True, tag=True):
    """One question a turn."""


class Confirm(Struct, frozen=True, kw_only=True, tag=True):
    """Read the details back and have the caller agree, so many times, before acting."""

    times: int = 1
    before: str = ""
    """What must not happen before it, in the prompt's words or as a tool's name; empty means any action."""
    about: str = ""
    """What is read back from a tool's answer, when that is named: "the name on the record"."""


class CallTool(Struct, frozen=True, kw_only=True, tag=True):
    """Call this tool; the rest of the sentence says when."""

    tool: str
    before: str | None = None
    """A tool that must come later."""
    after: str | None = None
    """A tool that must come earlier."""
    wants: str = ""
    """When the caller wants this: the sentence's own words."""
    speaks: str = ""
    """When the caller speaks this language."""
    passes: Passed = ()
    """What is sent with it on this occasion."""


class Pass(Struct, frozen=True, kw_only=True, tag=True):
    """Send this value for this parameter."""

    parameter: str
    value: str
    tool: str = ""
    """Only for this one; empty is for every tool that has the parameter."""


class When(Struct, frozen=True, kw_only=True, tag=True):
    """Do this when that happens."""

    condition: Literal["refused", "failed", "said", "told", "done", "declined"]
    """refused: the caller will not give `about`; declined: says no to what was read back; said: says something about `about`;
    done: a tool succeeded; failed: a tool gave no result or an error; told: a tool refused for `about`, or for any reason when
    that is empty."""
    about: str
    actions: tuple[Action, ...]
    times: int = 1
    """How often it must have happened: "if it fails twice"."""
    tool: str = ""
    """refused, failed, told, done: only of this tool; empty is of any."""


class Persona(Struct, frozen=True, kw_only=True, tag=True):
    """Speak as this person."""

    name: str


class Speak(Struct, frozen=True, kw_only=True, tag=True):
    """Speak this language."""

    language: str


class Today(Struct, frozen=True, kw_only=True, tag=True):
    """The date that "tomorrow" is relative to, ISO 8601."""

    date: str


class Fact(Struct, frozen=True, kw_only=True, tag=True):
    """Something about the caller that need not be asked."""

    topic: str
    value: str


class Tell(Struct, frozen=True, kw_only=True, tag=True):
    """Tell the caller these things from what a tool answered."""

    topics: tuple[str, ...]


class Say(Struct, frozen=True, kw_only=True, tag=True):
    """Say these words; below the order to call a tool, once that is done."""

    text: str


class AskWhich(Struct, frozen=True, kw_only=True, tag=True):
    """Ask which one is meant when a look-up finds several."""


class AskMore(Struct, frozen=True, kw_only=True, tag=True):
    """Ask whether there is anything else when the business is done."""


Instruction = (
    Ask
    | Require
    | Optional
    | NeverAsk
    | OneAtATime
    | Confirm
    | CallTool
    | Pass
    | When
    | Persona
    | Speak
    | Today
    | Fact
    | Tell
    | Say
    | AskMore
    | AskWhich
)


class Understood(Struct, frozen=True, kw_only=True):
    """One sentence and what it was understood to say."""

    line: int
    """Line of the prompt it begins on, from 1; 0 for a tool's description."""
    text: str
    instructions: tuple[Instruction, ...]
    tool: str | None = None
    """The tool whose description it stands in."""
    heading: bool = False
    """A section title: orders nothing by itself."""
