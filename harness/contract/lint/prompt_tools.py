"""Rules about what a prompt says of tools, held against the tools the assistant has.

Only what looks like a function's name (an underscore, or a capital inside) is taken for one: `book` may be just a word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from harness.contract.lint.assistant_voice import spoken
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import AssistantAt, Subject
from harness.contract.problems import did_you_mean, listed

__all__ = ["RULES", "looks_like_a_name", "words_of"]

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+|[a-z]+[a-z0-9]*[A-Z][A-Za-z0-9]*", re.ASCII)
_NOT = re.compile(
    r"\b(?:never|not|no longer|cannot|don't|doesn't|won't|can't|without|instead of|belongs? to|other)\b|不|别|勿|禁止|没有|无法",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\b(?:call|calling|invoke|invoking)\s+(?:the\s+)?|调用\s*)[`'\"“]?([A-Za-z][A-Za-z0-9_]*)", re.IGNORECASE
)
_HANDOFF = re.compile(r"handoff_to_\w+", re.ASCII)
_HANDS_TO = re.compile(
    r"(?:\b(?:hand|transfer|pass|route|connect|forward|send)\w*\b[^.;\"“]{0,40}?\bto\s+(?:the\s+)?|(?:转接?|交|移交|转交)(?:给|到)\s*)"
    r"[\"“「](?P<name>[^\"”」\n]{2,40})[\"”」]",
    re.IGNORECASE,
)
_GENERIC = frozenset(("handoff_to_assistant", "handoff_to_group_0"))
_SENTENCE = re.compile(r"(?<=[.!?;:。！？\uff1b])\s*")
_SAY = re.compile(r"\b(?:say|tell|ask|reply|answer|respond|speak)\w*\b|说|告诉|回答|询问|问", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"\n]+)\"|“([^”\n]+)”|「([^」\n]+)」|『([^』\n]+)』")
_OWN_TYPES = ("function", "apiRequest", "code")


@lru_cache(maxsize=4096)
def looks_like_a_name(word: str) -> bool:
    """It can only be the name of a function or an argument."""
    return _NAME.fullmatch(word) is not None


def words_of(text: str) -> Iterator[str]:
    """The words a function's name could be among."""
    return (found.group() for found in _WORD.finditer(text))


def _attached(subject: Subject) -> Mapping[str, frozenset[str]]:
    """The names of each assistant's tools, by the assistant's slug, those included that a squad adds."""
    names: dict[str, set[str]] = {one.slug: {tool.name for tool in one.tools} for one in subject.assistants}
    organisation = subject.reading.organisation
    for assistant in (*organisation.assistants, *(one for squad in organisation.squads for one in squad.assistants)):
        names.setdefault(assistant.slug, set()).update(tool.name for tool in assistant.tools)
    return {slug: frozenset(found) for slug, found in names.items()}


def _known(subject: Subject) -> frozenset[str]:
    everyone = frozenset(name for names in _attached(subject).values() for name in names)
    return frozenset(name for name in everyone | {tool.name for tool in subject.tools} if looks_like_a_name(name))


def _sentences(assistant: AssistantAt) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(assistant.prompt.splitlines(), start=1):
        for sentence in _SENTENCE.split(line):
            if sentence:
                yield number, sentence


def _not_attached(subject: Subject) -> Iterable[Hit]:
    known, attached = _known(subject), _attached(subject)
    names = {assistant.name for assistant in subject.assistants}
    for assistant in subject.assistants:
        told: set[str] = set()
        for number, sentence in _sentences(assistant):
            if _NOT.search(sentence) or any(name in sentence for name in names - {assistant.name}):
                continue
            for word in words_of(sentence):
                if word in known and word not in attached[assistant.slug] and word not in told:
                    told.add(word)
                    message = f"The prompt of '{assistant.name}' names {word}, which '{assistant.name}' does not have."
                    mend = f"Add it to `toolIds`, or take it out of the prompt. It has: {listed(attached[assistant.slug])}."
                    yield Hit(source=assistant.line(number), message=message, mend=mend)


def _never_mentioned(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        said = set(words_of(assistant.prompt))
        references = {subject.slug("tools", entry.text()): entry for entry in assistant.entry.at("model", "toolIds").entries()}
        for tool in assistant.tools if assistant.prompt.strip() else ():
            if tool.type in _OWN_TYPES and looks_like_a_name(tool.name) and tool.name not in said:
                place = references.get(tool.slug, tool.entry)
                yield hit(place, f"The prompt of '{assistant.name}' never says when to call {tool.name}.")


def _unknown_tool(subject: Subject) -> Iterable[Hit]:
    known, attached = _known(subject), _attached(subject)
    retired = {one.tool for one in subject.settings.deprecated}
    arguments = {name for tool in subject.tools for name in tool.properties}
    for assistant in subject.assistants:
        for number, sentence in _sentences(assistant):
            for name in _CALLED.findall(sentence):
                strange = looks_like_a_name(name) and name not in known | retired | arguments | attached[assistant.slug]
                if strange and not _HANDOFF.fullmatch(name):
                    message = f"The prompt of '{assistant.name}' tells it to call {name}, and there is no such tool."
                    yield Hit(source=assistant.line(number), message=message, mend=did_you_mean(name, attached[assistant.slug]))


def _unknown_destination(subject: Subject) -> Iterable[Hit]:
    """Names in quotation marks after "hand over to"; without them, a capital may only begin a department nobody answers for."""
    organisation = subject.reading.organisation
    for assistant in subject.assistants:
        squads = [squad for squad in organisation.squads if any(one.slug == assistant.slug for one in squad.assistants)]
        known = {one.name for squad in squads for one in squad.assistants}
        for number, sentence in _sentences(assistant) if squads else ():
            for match in _HANDS_TO.finditer(sentence):
                name = match["name"].strip()
                if name not in known and not _NOT.search(sentence[: match.start()]):
                    message = f"The prompt of '{assistant.name}' hands over to '{name}', and nobody in its squad is called so."
                    yield Hit(source=assistant.line(number), message=message, mend=did_you_mean(name, sorted(known)))


def _unknown_handoff(subject: Subject) -> Iterable[Hit]:
    known, attached = _known(subject), _attached(subject)
    for assistant in subject.assistants:
        for number, sentence in _sentences(assistant):
            for name in _HANDOFF.findall(sentence):
                if name not in attached[assistant.slug] | known | _GENERIC:
                    own = {one for one in attached[assistant.slug] if one.startswith("handoff")}
                    message = f"The prompt of '{assistant.name}' names {name}, and there is no such handoff."
                    yield Hit(source=assistant.line(number), message=message, mend=did_you_mean(name, own))


def _slug_in_prose(subject: Subject) -> Iterable[Hit]:
    slugs = {slug: tool.name for slug, tool in subject.tool_files.items() if re.search(r"-[0-9a-f]{8}$", slug)}
    for assistant in subject.assistants:
        for number, sentence in _sentences(assistant):
            for word in words_of(sentence):
                if word in slugs:
                    message = f"The prompt of '{assistant.name}' names the file {word}, which the model has never seen."
                    yield Hit(source=assistant.line(number), message=message, mend=f"Write {slugs[word]}.")


def _quoted_speech(assistant: AssistantAt) -> Iterator[tuple[int, str]]:
    """What the prompt wants said, in its own quotation marks."""
    for number, line in enumerate(assistant.prompt.splitlines(), start=1):
        for found in _QUOTED.finditer(line):
            if _SAY.search(line[: found.start()]):
                yield number, next(filter(None, found.groups()))


def _name_spoken(subject: Subject) -> Iterable[Hit]:
    known = _known(subject)
    for text in spoken(subject):
        for word in words_of(text.value) if isinstance(text.value, str) else ():
            if word in known:
                yield hit(text, f"This is spoken, and holds the name of the tool {word}.")
    for assistant in subject.assistants:
        for number, quoted in _quoted_speech(assistant):
            for word in words_of(quoted):
                if word in known:
                    message = f"The prompt of '{assistant.name}' lets it say the name of the tool {word}."
                    yield Hit(source=assistant.line(number), message=message)


def _argument_spoken(subject: Subject) -> Iterable[Hit]:
    arguments = {name for tool in subject.tools for name in tool.properties if looks_like_a_name(name)}
    for assistant in subject.assistants:
        for number, quoted in _quoted_speech(assistant):
            for word in words_of(re.sub(r"{{.*?}}", "", quoted)):
                if word in arguments:
                    message = f"The prompt of '{assistant.name}' lets it say the name of the argument {word}."
                    yield Hit(source=assistant.line(number), message=message)


RULES = (
    Rule(
        id="prompts/names-a-tool-not-attached",
        severity="warning",
        what="a prompt that names a tool the assistant does not have",
        why="The instruction is dead: the model makes something up, or says that it did what it cannot do.",
        mend="Add the tool to `toolIds`, or take it out of the prompt.",
        check=_not_attached,
    ),
    Rule(
        id="prompts/tool-never-mentioned",
        severity="warning",
        what="a tool the prompt never mentions",
        why="When it is called is left to its description, and to chance.",
        mend="Say in the prompt when to call it, or take it away from the assistant.",
        check=_never_mentioned,
    ),
    Rule(
        id="prompts/unknown-tool",
        severity="warning",
        what="a prompt that orders a call of a tool that does not exist",
        why="The model cannot do it, and may say that it did.",
        mend="Write the function's name exactly.",
        check=_unknown_tool,
    ),
    Rule(
        id="prompts/unknown-handoff",
        severity="warning",
        what="a prompt that names a handoff that does not exist",
        why="The caller is told that they are being put through, and stays where they are.",
        mend="Write the handoff's name exactly, or add it to the squad.",
        check=_unknown_handoff,
    ),
    Rule(
        id="prompts/unknown-destination",
        severity="warning",
        what="a prompt that hands over to somebody who is not in the squad",
        why="The caller is told that they are being put through, and stays where they are.",
        mend="Write the name of the member exactly, or add one to the squad.",
        check=_unknown_destination,
    ),
    Rule(
        id="prompts/tool-slug",
        severity="warning",
        what="a tool's file name in a prompt",
        why="Models know tools by their function's name; a slug is at best read aloud.",
        mend="Write the function's name.",
        check=_slug_in_prose,
    ),
    Rule(
        id="prompts/tool-name-spoken",
        severity="warning",
        what="the name of a tool in something that is spoken",
        why="Callers hear it letter by letter.",
        mend="Say it in words.",
        check=_name_spoken,
    ),
    Rule(
        id="prompts/argument-spoken",
        severity="info",
        what="the name of an argument in something that is to be said",
        why="Voices spell it, and models pick up the vocabulary.",
        mend="Say it in words.",
        check=_argument_spoken,
    ),
)
