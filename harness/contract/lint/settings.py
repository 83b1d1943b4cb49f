"""`.callproof.yml` beside an organisation's resources: tools nobody may use any more, and findings somebody has accepted.

server: {url: https://…}               # of the organisation, for what has none of its own
deprecated:
  - {tool: old_search, reason: Replaced by find_table., instead: find_table}
  - {id: 639f3c7c, reason: …}          # a UUID, or its first eight digits
  - {type: sms, reason: …}
silence:
  - {rule: tools/no-timeout, file: tools/find-*.yml, reason: The organisation's default is right for it.}
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from msgspec import Struct

from harness.contract.document import Document
from harness.contract.entry import Entry
from harness.contract.model import Source
from harness.contract.problems import Problem, did_you_mean

__all__ = ["Deprecated", "Settings", "Silence", "read_settings"]

_SECTIONS = ("deprecated", "server", "silence", "variables")
_DEPRECATED_KEYS = ("tool", "id", "type", "reason", "instead")
_SILENCE_KEYS = ("rule", "file", "reason")
_UUID_BEGINNING = re.compile(r"[0-9a-f]{8}[0-9a-f-]*", re.IGNORECASE)


class Deprecated(Struct, frozen=True, kw_only=True):
    """A tool that must not be used any more, known by name, by UUID or by type; what is empty says nothing."""

    tool: str = ""
    id: str = ""
    """A UUID or how it begins, in lower case."""
    type: str = ""
    reason: str = ""
    instead: str = ""
    source: Source = Source(file="<memory>")


class Silence(Struct, frozen=True, kw_only=True):
    """Findings of one rule that somebody has accepted."""

    rule: str
    reason: str
    source: Source
    file: str = "*"
    """A pattern over the path below the organisation's folder, or the end of any path; `*` is every file."""
    lines: tuple[int, ...] = ()
    """Only findings on these lines; empty is every line."""

    def covers(self, rule: str, source: Source) -> bool:
        """It is about this finding."""
        if self.rule != rule or (self.lines and source.line not in self.lines):
            return False
        return (
            self.file in ("*", source.file) or fnmatchcase(source.file, f"*/{self.file}") or fnmatchcase(source.file, self.file)
        )


class Settings(Struct, frozen=True, kw_only=True):
    """What `.callproof.yml` says; nothing when there is no such file."""

    deprecated: tuple[Deprecated, ...] = ()
    silences: tuple[Silence, ...] = ()
    variables: tuple[str, ...] = ()
    """Names that are given when a call is started, so that no file sets them."""
    problems: tuple[Problem, ...] = ()


def read_settings(document: Document | None) -> Settings:
    """The settings in a document; what is wrong with them is in `problems`."""
    if document is None:
        return Settings()
    problems: list[Problem] = []
    top = Entry.of(document, problems)
    _refuse_unknown(top, _SECTIONS)
    return Settings(
        deprecated=tuple(_deprecated(top)),
        silences=tuple(_silences(top)),
        variables=top.at("variables").texts(),
        problems=tuple(problems),
    )


def _deprecated(top: Entry) -> Iterator[Deprecated]:
    for entry in top.at("deprecated").objects():
        _refuse_unknown(entry, _DEPRECATED_KEYS)
        tool, uuid, kind = (entry.at(key).text() for key in ("tool", "id", "type"))
        if not (tool or uuid or kind):
            entry.refuse("the entry names no tool.", "Give it a `tool`, an `id` or a `type`.")
        if uuid and not _UUID_BEGINNING.fullmatch(uuid):
            entry.at("id").refuse(f"'{uuid}' is not how a UUID begins.", "Write the UUID, or its first eight digits in quotes.")
            uuid = ""
        if not entry.at("reason").text().strip():
            entry.refuse("the entry gives no reason.", "Add a `reason`: it is what the reader of a finding is told.")
        yield Deprecated(
            tool=tool,
            id=uuid.lower(),
            type=kind,
            reason=entry.at("reason").text().strip(),
            instead=entry.at("instead").text(),
            source=entry.source,
        )


def _silences(top: Entry) -> Iterator[Silence]:
    for entry in top.at("silence").objects():
        _refuse_unknown(entry, _SILENCE_KEYS)
        rule = entry.at("rule").text()
        if not rule:
            entry.refuse("the silence names no rule.", "Give it a `rule`, such as tools/no-timeout.")
            continue
        yield Silence(rule=rule, file=entry.at("file").text("*"), reason=entry.at("reason").text().strip(), source=entry.source)


def _refuse_unknown(entry: Entry, known: tuple[str, ...]) -> None:
    for key in entry.mapping():
        if key not in known:
            entry.at(key).refuse(f"the key '{key}' is unknown here.", did_you_mean(key, known))
