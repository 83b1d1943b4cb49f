"""Which of the records that a look-up found the caller means."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from harness.agents.literal.instruction import FOUND
from harness.agents.literal.policy import ToolPolicy
from harness.agents.literal.records import Record, meant
from harness.agents.literal.results import Produced

__all__ = ["Choice"]


class Choice:
    """Remembers which records the caller has said no to. `heards` is always what the caller said, oldest first."""

    def __init__(self, now: datetime, language: str) -> None:
        self._now, self._language = now, language
        self._ruled_out: list[Record] = []

    def among(self, records: tuple[Record, ...], heards: Sequence[str]) -> tuple[Record, ...]:
        """Those the caller spoke of last, else all that are left."""
        left = tuple(record for record in records if record not in self._ruled_out) or records
        for text in reversed(heards) if len(left) > 1 else ():
            spoken_of = meant(left, text, self._now, self._language)
            if spoken_of and len(spoken_of) < len(left):
                return spoken_of
        return left

    def names_another(self, target: ToolPolicy, produced: Produced, heards: Sequence[str]) -> bool:
        """ "No, the one on Friday": with the no, the caller says which of the records is meant instead."""
        for records in _carried(target, produced):
            now = meant(records, heards[-1], self._now, self._language) if len(records) > 1 else ()
            if len(now) == 1 and now != self.among(records, heards[:-1]):
                return True
        return False

    def rule_out(self, target: ToolPolicy, produced: Produced, heards: Sequence[str]) -> None:
        """The record that was read back is not the one."""
        for records in _carried(target, produced):
            left = self.among(records, heards)
            if len(left) == 1 and len(records) > 1:
                self._ruled_out.append(left[0])


def _carried(target: ToolPolicy, produced: Produced) -> Iterator[tuple[Record, ...]]:
    """For each value that is taken from an answer: the records that have one."""
    for name, source in target.carries.items():
        if source.startswith(FOUND):
            yield produced.records(source.partition(":")[2] or name)
