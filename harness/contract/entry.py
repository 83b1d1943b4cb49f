"""One place in a document, read as the type it must have; what does not fit is reported with its line and read as absent."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

from harness.contract.document import Document, KeyPath
from harness.contract.model import Source
from harness.contract.problems import Problem

__all__ = ["Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A value in a document. A key that is missing, or null (Vapi's "cleared"), reads as absent."""

    document: Document
    problems: list[Problem]
    """Where problems are reported to; all entries of one reading share it."""
    path: KeyPath = ()
    value: Any = None

    @classmethod
    def of(cls, document: Document, problems: list[Problem]) -> "Entry":
        """The top of a document."""
        return cls(document, problems, (), document.value)

    def at(self, *keys: str) -> "Entry":
        """The entry below this one, absent when there is no such key. An object is expected on the way, else it is reported."""
        found = self
        for key in keys:
            mapping = found.mapping()
            found = Entry(self.document, self.problems, (*found.path, key), mapping.get(key))
        return found

    @property
    def present(self) -> bool:
        """It is there and not null."""
        return self.value is not None

    @property
    def source(self) -> Source:
        """Where it is written, or where the thing it is missing from is."""
        return self.document.source(self.path)

    @property
    def label(self) -> str:
        """How a person would call it: `server.timeoutSeconds`, `members[0].assistantId`."""
        text = ""
        for key in self.path:
            text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
        return text or "the file"

    def refuse(self, message: str, mend: str) -> None:
        """Report a problem at this place."""
        self.problems.append(Problem(source=self.source, message=message, mend=mend))

    def text(self, default: str = "") -> str:
        """A string, empty ones included."""
        found = self.optional_text()
        return default if found is None else found

    def optional_text(self) -> str | None:
        """A string, or None when it is absent."""
        if self.value is None or isinstance(self.value, str):
            return self.value
        self._mistyped("text", "Write text; put a number or a truth value in quotes.")
        return None

    def number(self, default: float) -> float:
        """A finite number."""
        if self.value is None:
            return default
        if isinstance(self.value, int | float) and not isinstance(self.value, bool) and isfinite(self.value):
            return float(self.value)
        self._mistyped("a number", "Write digits, without quotes or a unit.")
        return default

    def whole(self, default: int) -> int:
        """A whole number."""
        number = self.number(default)
        if number == int(number):
            return int(number)
        self._mistyped("a whole number", "Write digits, without quotes or a unit.")
        return default

    def flag(self, default: bool = False) -> bool:
        """A truth value."""
        if self.value is None:
            return default
        if isinstance(self.value, bool):
            return self.value
        self._mistyped("true or false", "Write true or false, without quotes.")
        return default

    def mapping(self) -> dict[str, Any]:
        """An object; empty when absent."""
        if self.value is None:
            return {}
        if isinstance(self.value, dict):
            return self.value
        self._mistyped("an object", "Write `key: value` lines below it.")
        return {}

    def entries(self) -> Iterator["Entry"]:
        """The elements of a list, none when absent."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self._mistyped("a list", "Write each element on a line of its own after '- '.")
            return
        for position, value in enumerate(self.value):
            yield Entry(self.document, self.problems, (*self.path, position), value)

    def objects(self) -> Iterator["Entry"]:
        """The elements of a list of objects; any other element is reported and left out."""
        for entry in self.entries():
            if isinstance(entry.value, dict):
                yield entry
            else:
                entry._mistyped("an object", "Write `key: value` lines.")

    def texts(self) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(text for entry in self.entries() if (text := entry.optional_text()) is not None)

    def pairs(self) -> dict[str, Any]:
        """A list of `key` and `value` as a mapping, which is how Vapi writes static parameters and aliases."""
        found: dict[str, Any] = {}
        for entry in self.objects():
            key = entry.at("key").text()
            if key:
                found[key] = entry.value.get("value")
            else:
                entry.refuse(f"{entry.label} has no key.", "Give it a `key` and a `value`.")
        return found

    def _mistyped(self, wanted: str, mend: str) -> None:
        self.refuse(f"{self.label} is {_shown(self.value)}, not {wanted}.", mend)


def _shown(value: Any, limit: int = 60) -> str:
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case bool():
            return "true" if value else "false"
        case _:
            text = repr(value)
            return text if len(text) <= limit else text[: limit - 1] + "…"
