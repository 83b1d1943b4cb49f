"""What a caller says, and the few turns of phrase it listens for, in one language."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from harness.callers.topics import Topic
from harness.language.cued import Cued

__all__ = ["Heard", "PhraseBook", "Telling"]

Telling = tuple[Topic, str]
"""A topic and the value to tell for it."""
Heard = Cued | re.Pattern[str]
"""Something to listen for."""


class PhraseBook(Struct, frozen=True, kw_only=True):
    """One language, as a plain and polite caller speaks it."""

    locale: str
    """Where its people come from when the caller file does not say."""
    everyday: Mapping[str, str]
    """Facts of a caller that knows everything, beyond its persona."""
    gap: str
    """What stands between two sentences."""

    wish: Callable[[str], str]
    """The opening line for what the caller wants."""
    further_wish: Callable[[str], str]
    """The same for the next thing it wants in one call, after "anything else?"."""
    voiced: Callable[[Topic, str, datetime], str]
    """A value as it is said, when the caller file has it in digits; the caller's clock tells which day an ISO date is."""
    tell: Callable[[Sequence[Telling], bool], str]
    """Facts as short sentences; the flag: nothing else was asked, so that "it" can only mean this."""
    lacking: Callable[[Topic, bool], str]
    """"I do not have that", for things one may not have, else "I do not know that"; the flag: other things are told beside it."""
    unheard_of: Callable[[str], str]
    """"I do not know the …", for what a question names and no fact is about."""
    refuse: Callable[[Topic, bool], str]
    """"I will not tell"; the flag as above."""
    correct: Callable[[Topic, str], str]
    """"That is wrong": the topic and its right value."""
    ordinal: Callable[[int], str]
    """Takes the nth of what was offered; -1 is the last."""
    spelled: Callable[[str], str]
    """A word sign by sign; empty when this language has no way to spell it."""
    noun: Callable[[Topic], str]
    """What a topic is called."""
    label: Callable[[Topic], str]
    """A regular expression for what leads a value in: "phone number is"."""
    asks_by_name: Callable[[str, str], bool]
    """Whether a text asks for a fact just by saying its name; never, where the recognisers know every form of a word."""
    name_parts: Callable[[str], tuple[str, str] | None]
    """First and last name of a whole one; None when it has one part."""
    whole_name: Callable[[str, str], str]
    """First and last name together."""

    choose: str
    """Takes one of several offers; `{choice}`."""
    confirmed: str
    consent: str
    accept: str
    decline_offer: str
    changed_mind: str
    """Says no to what it asked for itself."""
    only_choice: str
    """Ends the call when what the caller wants is not to be had."""
    something_more: str
    """Leads over to the next wish, when asked whether there is anything else."""
    nothing_more: str
    thanks: str
    """Ends the call when it has what it wanted."""
    farewell: str
    give_in: str
    """Ends the call when it will not tell what it must."""
    acknowledge: str
    unsure: str
    own_language: str
    """Which language it wants to speak, when asked."""
    wrong_language: str
    """Asks for its own language, when spoken to in another."""
    lost: str
    """Says that it understands nothing, when that did not help."""

    hears_wish_asked: Heard
    hears_request: Heard
    """A question that asks to be told something: "could you describe …"."""
    hears_thing_asked: re.Pattern[str]
    """One plain question, and `what` it asks for."""
    hears_doubt: Heard
    """A question whether it really wants what it said it wants."""
    hears_which: Heard
    """A question for one of the things just listed."""
    hears_owned: Heard
    """What the caller has already, which is no offer: "you already have a table on Tuesday"."""
    hears_unavailable: Heard
    ends_clause: re.Pattern[str]
    """Where something else begins: "3 PM is taken, | but 4 PM is free"."""
    hears_say_again: Heard
    hears_spell: Heard
    """A question how something is written."""
    hears_failure: Heard
    """It tried and did not manage, in words too plain to be technical trouble."""
    hears_impossible: Heard
    hears_alternatives: Heard
    hears_proposal: Heard
    """A question whose plain answer is "yes, please"."""
    hears_language_asked: Heard
    parts_of_day: Mapping[str, range]
    """The hours people mean by a word."""
