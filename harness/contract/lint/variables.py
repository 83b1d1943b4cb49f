"""Rules about Liquid: variables nobody sets, and names and filters that do not work."""

import re
from collections.abc import Iterable, Iterator

from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject
from harness.contract.model import Source
from harness.contract.problems import did_you_mean

__all__ = ["RULES"]

_GIVEN = frozenset(
    (
        "now",
        "date",
        "time",
        "month",
        "day",
        "year",
        "currentDateTime",
        "customer",
        "phoneNumber",
        "call",
        "assistant",
        "transport",
        "messages",
        "transcript",
        "prompt",
    )
)
"""What every call has (https://docs.vapi.ai/assistants/dynamic-variables)."""
_LIQUID_WORDS = frozenset(("blank", "empty", "false", "forloop", "nil", "null", "true"))
_OUTPUT = re.compile(r"{{-?\s*(.*?)\s*-?}}", re.DOTALL)
_TAG = re.compile(r"{%-?\s*(\w+)\s*(.*?)\s*-?%}", re.DOTALL)
_HEAD = re.compile(r"[A-Za-z_]\w*")
_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'")
_NOW_FILTER = re.compile(r"{{-?\s*now\s*\|\s*date\b")
_BAD_NAME = re.compile(r"\d\w*[A-Za-z_]\w*|[A-Za-z_]\w*(?:\s+[A-Za-z_]\w*)+")
_GOOD_NAME = re.compile(r"[A-Za-z_][\w-]*")
_ANOTHER_WORLD = frozenset(("variableExtractionPlan", "summaryPlan", "code", "structuredDataPlan", "rejectionPlan"))
"""Keys below which Liquid sees other names, or none."""


def _texts(subject: Subject) -> Iterator[tuple[str, Source, frozenset[str]]]:
    """Every text that is rendered: the text, where its first line stands, and which names only it can use."""
    for assistant in subject.assistants:
        yield assistant.prompt, assistant.prompt_source, frozenset()
    own = {assistant.entry.source.file: frozenset[str]() for assistant in subject.assistants}
    own |= {tool.entry.source.file: frozenset(tool.properties) for tool in subject.tool_files.values()}
    for text in subject.texts:
        names = own.get(text.source.file)
        if names is not None and text.path[:2] != ("model", "messages") and not _ANOTHER_WORLD & set(text.path):
            yield text.value, text.document.text_source(text.path), names


def _set_anywhere(subject: Subject) -> frozenset[str]:
    names: set[str] = set(subject.settings.variables)
    for entry in subject.places:
        key = entry.path[-1] if entry.path else ""
        if key == "variableValues" and isinstance(entry.value, dict):
            names |= set(entry.value)
        elif key == "variableExtractionPlan":
            names |= {pair.at("key").text() for pair in entry.at("aliases").objects()}
            names |= set(entry.at("schema", "properties").mapping())
    for tool in subject.tools:
        if tool.type == "handoff":
            names |= set(tool.properties)
    return frozenset(names)


def _undefined(subject: Subject) -> Iterable[Hit]:
    known = _set_anywhere(subject) | _GIVEN | _LIQUID_WORDS
    for text, source, own in _texts(subject):
        if "{" not in text:
            continue
        local = set(_locals(text))
        for name, line in _used(text):
            if name not in known and name not in own and name not in local:
                message = f"Nobody sets the variable '{name}'."
                yield Hit(source=_line(source, line), message=message, mend=_mend(name, known - _LIQUID_WORDS))


def _mend(name: str, known: frozenset[str]) -> str:
    near = did_you_mean(name, known)
    rest = "Set it in variableValues, or, if it is given when a call is started, list it under `variables` in .callproof.yml."
    return f"{near} {rest}" if near.startswith("Did you mean") else rest


def _used(text: str) -> Iterator[tuple[str, int]]:
    for found in _OUTPUT.finditer(text):
        if (head := _HEAD.match(found.group(1))) and not _BAD_NAME.fullmatch(found.group(1).split("|")[0].strip()):
            yield head.group(), text.count("\n", 0, found.start())
    for found in _TAG.finditer(text):
        if found.group(1) in ("if", "elsif", "unless", "case"):
            for word in re.findall(r"(?<![\w.])[A-Za-z_]\w*", _STRINGS.sub("", found.group(2))):
                if word not in ("and", "or", "contains", "not"):
                    yield word, text.count("\n", 0, found.start())


def _locals(text: str) -> Iterator[str]:
    for found in _TAG.finditer(text):
        if found.group(1) in ("assign", "capture", "for", "increment", "decrement") and (head := _HEAD.match(found.group(2))):
            yield head.group()


def _now_filter(subject: Subject) -> Iterable[Hit]:
    for text, source, _ in _texts(subject):
        for found in _NOW_FILTER.finditer(text):
            yield Hit(
                source=_line(source, text.count("\n", 0, found.start())), message="`now` is put through `date` without quotes."
            )


def _names(subject: Subject) -> Iterable[Hit]:
    for entry in subject.places:
        for name in entry.mapping() if entry.path and entry.path[-1] == "variableValues" else ():
            if not _GOOD_NAME.fullmatch(name):
                yield hit(entry.at(name), f"'{name}' cannot be referred to in Liquid.")
    for text, source, _ in _texts(subject):
        for found in _OUTPUT.finditer(text):
            name = found.group(1).split("|")[0].strip()
            if _BAD_NAME.fullmatch(name):
                yield Hit(source=_line(source, text.count("\n", 0, found.start())), message=f"'{name}' is no name in Liquid.")


def _line(source: Source, below: int) -> Source:
    return Source(file=source.file, line=source.line + below)


RULES = (
    Rule(
        id="prompts/undefined-variable",
        severity="warning",
        what="a variable nobody sets",
        why="It renders as nothing, or the braces are spoken.",
        mend="Set it in variableValues.",
        check=_undefined,
    ),
    Rule(
        id="prompts/now-filter",
        severity="error",
        what="`{{ now | date: … }}`",
        why="`now` is already text, which cannot be parsed again, so no date is rendered.",
        mend='Put quotes around it: {{ "now" | date: … }}.',
        check=_now_filter,
    ),
    Rule(
        id="prompts/variable-name",
        severity="error",
        what="a variable whose name has a space or begins with a digit",
        why="Liquid cannot refer to it.",
        mend="Use letters, digits and underscores, and begin with a letter.",
        check=_names,
    ),
)
