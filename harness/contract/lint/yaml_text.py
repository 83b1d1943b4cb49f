"""Rules about how a file is written, which its values no longer show: bare words, anchors, blank texts."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from harness.contract.gitops import ResourceFile
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject
from harness.contract.model import Source

__all__ = ["RULES", "yaml_part"]

_BARE = frozenset(("on", "off", "yes", "no"))
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NODES = (yaml.ScalarEvent, yaml.AliasEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)
_FENCE = "---"


def yaml_part(file: ResourceFile) -> tuple[str, int]:
    """The YAML of a file and the line it begins on: all of it, or a Markdown file's front matter."""
    if not file.source.file.endswith(".md"):
        return file.text, 1
    lines = file.text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], start=1) if line == _FENCE), len(lines))
    return "\n".join(lines[1:end]), 2


def _events(file: ResourceFile) -> Iterator[tuple[Any, Source, bool]]:
    """Every event of a file's YAML, where it stands, and whether it is a key."""
    text, first = yaml_part(file)
    awaits: list[bool | None] = []  # for each open object whether a key comes next; None for a list
    event: Any
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            is_key = isinstance(event, _NODES) and bool(awaits) and awaits[-1] is True
            yield event, Source(file=file.source.file, line=event.start_mark.line + first), is_key
            if isinstance(event, _NODES) and awaits and awaits[-1] is not None:
                awaits[-1] = not awaits[-1]
            if isinstance(event, yaml.MappingStartEvent):
                awaits.append(True)
            elif isinstance(event, yaml.SequenceStartEvent):
                awaits.append(None)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                awaits.pop()
    except yaml.YAMLError:
        return  # the reader has said what is wrong


def _bare_words(subject: Subject, *, keys: bool) -> Iterable[Hit]:
    for file in subject.reading.files:
        for event, source, is_key in _events(file):
            if not isinstance(event, yaml.ScalarEvent) or is_key is not keys:
                continue
            if event.implicit[0] and event.value.lower() in _BARE:
                yield Hit(source=source, message=f"{'The key ' if keys else ''}`{event.value}` is written without quotes.")


def _bare_values(subject: Subject) -> Iterable[Hit]:
    return _bare_words(subject, keys=False)


def _bare_keys(subject: Subject) -> Iterable[Hit]:
    return _bare_words(subject, keys=True)


def _anchors(subject: Subject) -> Iterable[Hit]:
    for file in subject.reading.files:
        for event, source, _ in _events(file):
            if isinstance(event, yaml.AliasEvent):
                yield Hit(source=source, message=f"The alias *{event.anchor} stands for a value written elsewhere.")


def _blank(subject: Subject) -> Iterable[Hit]:
    for text in subject.texts:
        if text.value and not text.value.strip():
            yield hit(text, f"{text.label} holds nothing but white space.")


RULES = (
    Rule(
        id="platform/bare-word",
        severity="warning",
        what="on, off, yes or no as a value without quotes",
        why="Tools that read YAML 1.1 take it for true or false; Vapi takes it for text.",
        mend="Put it in quotes, or write true or false if that is meant.",
        check=_bare_values,
    ),
    Rule(
        id="platform/bare-key",
        severity="info",
        what="on, off, yes or no as a key without quotes",
        why="Tools that read YAML 1.1 take it for true or false; Vapi's own files are written this way.",
        mend="Put it in quotes if other tools touch the file.",
        check=_bare_keys,
    ),
    Rule(
        id="platform/anchor",
        severity="warning",
        what="a YAML alias",
        why="Vapi's `pull` writes the value out everywhere, and the next edit reaches only one place.",
        mend="Write the value out.",
        check=_anchors,
    ),
    Rule(
        id="platform/blank-text",
        severity="warning",
        what="a text of nothing but white space",
        why="It is not empty to Vapi: a blank first message is spoken as a pause.",
        mend='Write "", or the text.',
        check=_blank,
    ),
)
