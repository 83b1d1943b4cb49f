"""Rules about a prompt as a text: said twice, left over from a template, primed by what it forbids."""

import re
from collections.abc import Iterable, Iterator

from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import AssistantAt, Subject

__all__ = ["RULES"]

_H1 = re.compile(r"# .+")
_BLOCKS = ("CONTINUITY ON ENTRY", "CLOSEOUT FLOW STRUCTURE")
_PLACEHOLDER = re.compile(
    r"\bthe_tool_name\b|\btool_name_here\b|<tool_name>|\[\w+: value\]|\bLorem ipsum\b|\bTO[D]O\b|\bFIX[M]E\b"
)
_BAN = re.compile(
    r"\b(?:never|do not|don't|must not|avoid|forbidden)\b[^\n]*\b(?:say|saying|use|using|phrase|words?)\b"
    r"|(?:不要|不得|禁止|别|请勿)[^\n]*说",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"([^\"\n]+)\"|“([^”\n]+)”|「([^」\n]+)」")
_MANY_BANS = 5
_NO_FILES = re.compile(
    r"\b(?:upload|open|attach|download)\s+(?:a|an|the|your|this|that)\s+(?:file|document|attachment|pdf|image)\b", re.IGNORECASE
)


def _lines(assistant: AssistantAt) -> Iterator[tuple[int, str]]:
    return enumerate(assistant.prompt.splitlines(), start=1)


def _missing(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        if not assistant.prompt.strip():
            yield hit(assistant.entry, f"'{assistant.name}' has no system prompt.")


def _duplicate_heading(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        first: dict[str, int] = {}
        for number, line in _lines(assistant):
            heading = line.rstrip()
            if _H1.fullmatch(heading) and first.setdefault(heading, number) != number:
                message = f"The heading '{heading}' stands on line {assistant.line(first[heading]).line} already."
                yield Hit(source=assistant.line(number), message=message)


def _duplicate_block(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        for block in _BLOCKS:
            places = [number for number, line in _lines(assistant) if block in line]
            for number in places[1:]:
                yield Hit(source=assistant.line(number), message=f"The block '{block}' is there already.")


def _placeholder(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        for number, line in _lines(assistant):
            if found := _PLACEHOLDER.search(line):
                yield Hit(source=assistant.line(number), message=f"'{found.group()}' is a placeholder.")


def _quotes(line: str) -> list[str]:
    return [next(filter(None, found.groups())).strip() for found in _QUOTED.finditer(line)]


def _banned_and_used(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        banned = {quoted for _, line in _lines(assistant) if _BAN.search(line) for quoted in _quotes(line)}
        for number, line in _lines(assistant):
            for quoted in _quotes(line) if not _BAN.search(line) else ():
                if quoted in banned:
                    yield Hit(source=assistant.line(number), message=f"'{quoted}' is forbidden elsewhere in this prompt.")


def _long_ban(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        for number, line in _lines(assistant):
            if _BAN.search(line) and len(_quotes(line)) >= _MANY_BANS:
                yield Hit(source=assistant.line(number), message=f"This line quotes {len(_quotes(line))} things not to say.")


def _files(subject: Subject) -> Iterable[Hit]:
    for assistant in subject.assistants:
        for number, line in _lines(assistant):
            if found := _NO_FILES.search(line):
                yield Hit(
                    source=assistant.line(number),
                    message=f"The prompt speaks of what nobody can do on the phone: {found.group()}.",
                )


RULES = (
    Rule(
        id="prompts/missing",
        severity="warning",
        what="an assistant without a system prompt",
        why="The model has nothing to go by but its tools.",
        mend="Write the prompt below the front matter.",
        check=_missing,
    ),
    Rule(
        id="prompts/duplicate-heading",
        severity="warning",
        what="the same top heading twice in a prompt",
        why="Two sections compete, and edits reach only one of them.",
        mend="Merge the two.",
        check=_duplicate_heading,
    ),
    Rule(
        id="prompts/duplicate-block",
        severity="warning",
        what="a standard block twice in a prompt",
        why="It was pasted twice, and the copies drift apart.",
        mend="Keep one.",
        check=_duplicate_block,
    ),
    Rule(
        id="prompts/placeholder",
        severity="warning",
        what="a placeholder left in a prompt",
        why="Models repeat it, and callers hear it.",
        mend="Put in what is meant.",
        check=_placeholder,
    ),
    Rule(
        id="prompts/banned-and-used",
        severity="warning",
        what="a phrase that is both forbidden and given as an example",
        why="The model has been told both.",
        mend="Decide for one.",
        check=_banned_and_used,
    ),
    Rule(
        id="prompts/long-ban",
        severity="warning",
        what="a long list of quoted phrases not to say",
        why="Quoting them puts them into the model's mouth.",
        mend="Say what to say instead.",
        check=_long_ban,
    ),
    Rule(
        id="prompts/files",
        severity="info",
        what="a prompt that speaks of uploading or opening files",
        why="There are no files on the phone.",
        mend="Remove it.",
        check=_files,
    ),
)
