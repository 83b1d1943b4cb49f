"""YAML 1.2 with the line of every key.

Vapi's own tools read the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema): only `true` and `false` are
booleans, so `on:`, `off`, `yes`, `12:30` and `2026-01-20` stay text, `0o17` is fifteen, and a key may be written only once.
PyYAML supplies the syntax as a flat row of events; what a plain word means is decided here. Because nothing is built from tags
and nothing recurses, a file cannot run code, nest without end or blow up through aliases.
"""

import re
from typing import Any

import yaml

from harness.contract.document import Document, KeyPath
from harness.contract.model import Source
from harness.contract.problems import Problem

__all__ = ["read_yaml", "scalar"]

MAX_DEPTH = 100
MAX_COPIED_VALUES = 10_000
"""How many values all aliases of a document may stand for together."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DECIMAL = re.compile(r"[-+]?[0-9]+", re.ASCII)
_RADIX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)", re.ASCII)
_NAN = frozenset((".nan", ".NaN", ".NAN"))
_MAY_BE_MORE_THAN_TEXT = frozenset("+-.0123456789~nNtTfF")
_LONGEST_EXACT_INTEGER = 4000
"""Digits; Python refuses to convert decimals longer than 4300, a float takes any."""

_TAG = "tag:yaml.org,2002:"
_TAGGED: dict[str, tuple[type, ...]] = {
    "bool": (bool,),
    "float": (float, int),
    "int": (int,),
    "null": (type(None),),
}
_MENDS = {
    "tab character": "Indent with spaces, not tabs.",
    "cannot start any token": "Put text that begins with a special character in quotes, and indent with spaces, not tabs.",
    "mapping values are not allowed": "Put text that holds ': ' in quotes, and check the indentation.",
    "could not find expected ':'": "Give each key a ':' and a value, or put the text in quotes.",
    "did not find expected": "Check the indentation, and close every quote and bracket.",
    "unexpected end of stream": "Close the quote.",
}


def read_yaml(text: str, *, file: str, first_line: int = 1) -> Document:
    """The one document in `text`; nothing but white space and comments is None.

    `first_line` is the line of `file` on which `text` begins. What is wrong is in the document's `problems`, never raised.
    """
    builder = _Builder(file=file, first_line=first_line)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _Refused as refused:
        builder.problems.append(refused.problem)
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, text, file, first_line))
    else:
        return Document(value=builder.value, sources=builder.sources, texts=builder.texts, problems=tuple(builder.problems))
    return Document(value=None, sources={(): Source(file=file, line=first_line)}, problems=tuple(builder.problems))


def scalar(text: str) -> str | int | float | bool | None:
    """What an unquoted word means by the YAML 1.2 core schema."""
    if text and text[0] not in _MAY_BE_MORE_THAN_TEXT:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _DECIMAL.fullmatch(text):
        return int(text) if len(text) <= _LONGEST_EXACT_INTEGER else float(text)
    if _RADIX.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _INFINITE.fullmatch(text) or text in _NAN:
        return float(text.replace(".", ""))
    return text


class _Refused(Exception):
    """The rest of the document cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class _Open:
    """An object or a list that has begun and not yet ended."""

    __slots__ = ("anchor", "container", "key", "path", "size")

    def __init__(self, container: dict[str, Any] | list[Any], path: KeyPath, anchor: str | None) -> None:
        self.container = container
        self.path = path
        self.anchor = anchor
        self.key: str | None = None
        self.size = 1

    def next_path(self) -> KeyPath:
        """Path of the value that comes next."""
        return (*self.path, len(self.container) if isinstance(self.container, list) else str(self.key))

    def awaits_key(self) -> bool:
        return self.key is None and isinstance(self.container, dict)


class _Builder:
    """Events in, a value out."""

    def __init__(self, *, file: str, first_line: int) -> None:
        self._file = file
        self._first_line = first_line
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._copied = 0
        self._documents = 0
        self.value: Any = None
        self.sources: dict[KeyPath, Source] = {(): Source(file=file, line=first_line)}
        self.texts: dict[KeyPath, Source] = {}
        self.problems: list[Problem] = []

    def take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._begin({}, event)
            case yaml.SequenceStartEvent():
                self._begin([], event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                ended = self._open.pop()
                self._remember(ended.anchor, ended.container, ended.size)
                if self._open:
                    self._open[-1].size += ended.size
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise self._refused(event, "the file holds more than one YAML document.", "Write one document a file.")

    def _scalar(self, event: Any) -> None:
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.awaits_key():
            self._key(parent, event)
            self._remember(event.anchor, event.value, 1)
            return
        value = self._meaning(event)
        if event.style in ("|", ">"):
            path = parent.next_path() if parent else ()
            self.texts[path] = Source(file=self._file, line=self._line(event) + 1)
        self._remember(event.anchor, value, 1)
        self._place(value, event, 1)

    def _meaning(self, event: Any) -> Any:
        tag = event.tag
        if tag is None:
            return scalar(event.value) if event.implicit[0] else event.value
        if tag in ("!", _TAG + "str"):
            return event.value
        kinds = _TAGGED.get(tag.removeprefix(_TAG)) if tag.startswith(_TAG) else None
        value = scalar(event.value)
        if kinds is None or type(value) not in kinds:
            raise self._unknown_tag(event)
        return value

    def _key(self, parent: _Open, event: Any) -> None:
        key = event.value
        path = (*parent.path, key)
        if key in parent.container:
            first = self.sources[path].line
            self.problems.append(
                self._problem(event, f"the key '{key}' is written twice, first on line {first}.", "Keep one of the two.")
            )
        else:
            self.sources[path] = Source(file=self._file, line=self._line(event))
        parent.key = key

    def _begin(self, container: dict[str, Any] | list[Any], event: Any) -> None:
        expected = "map" if isinstance(container, dict) else "seq"
        if event.tag not in (None, "!", _TAG + expected):
            raise self._unknown_tag(event)
        if len(self._open) >= MAX_DEPTH:
            raise self._refused(event, f"the YAML is nested more than {MAX_DEPTH} levels deep.", "Flatten it.")
        path = self._open[-1].next_path() if self._open else ()
        self._place(container, event, 0)
        self._open.append(_Open(container, path, event.anchor))

    def _alias(self, event: Any) -> None:
        name = event.anchor
        if name not in self._anchors:
            raise self._refused(event, f"the alias *{name} stands for nothing that ends before it.", "Write the value out.")
        value, size = self._anchors[name]
        self._copied += size
        if self._copied > MAX_COPIED_VALUES:
            raise self._refused(
                event, f"the aliases of this file stand for more than {MAX_COPIED_VALUES} values.", "Write the values out."
            )
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.awaits_key():
            raise self._refused(event, f"the alias *{name} is used as a key.", "Write the key out.")
        self._place(value, event, size)

    def _place(self, value: Any, event: Any, size: int) -> None:
        if not self._open:
            self.value = value
            return
        parent = self._open[-1]
        parent.size += size
        if isinstance(parent.container, list):
            self.sources[parent.next_path()] = Source(file=self._file, line=self._line(event))
            parent.container.append(value)
        elif parent.key is None:
            raise self._refused(event, "a key of this object is itself an object or a list.", "Use text as the key.")
        else:
            parent.container.setdefault(parent.key, value)
            parent.key = None

    def _remember(self, anchor: str | None, value: Any, size: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = (value, size)

    def _line(self, event: Any) -> int:
        line: int = event.start_mark.line
        return line + self._first_line

    def _problem(self, event: Any, message: str, mend: str) -> Problem:
        return Problem(source=Source(file=self._file, line=self._line(event)), message=message, mend=mend)

    def _refused(self, event: Any, message: str, mend: str) -> _Refused:
        return _Refused(self._problem(event, message, mend))

    def _unknown_tag(self, event: Any) -> _Refused:
        shown = event.tag.replace(_TAG, "!!")
        return self._refused(event, f"the tag {shown} is unknown or does not fit its value.", "Remove the tag.")


def _syntax_problem(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        line, said = error.problem_mark.line, f"{error.problem}"
    elif isinstance(error, yaml.reader.ReaderError):
        line, said = text.encode()[: error.position].count(b"\n"), f"{error.reason}"
    else:
        line, said = 0, str(error).splitlines()[0]
    mend = next((mend for part, mend in _MENDS.items() if part in said), "Correct the YAML around this line.")
    return Problem(
        source=Source(file=file, line=line + first_line), message=f"the YAML cannot be read: {said.rstrip('.')}.", mend=mend
    )
