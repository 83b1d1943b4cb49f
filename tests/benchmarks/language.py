"""How well the recognisers read real dialogues: precision, recall and speed on a folder of Schema-Guided Dialogue data.

    python -m tests.benchmarks.language FOLDER [--errors N] [--services A,B]

The folder holds `schema.json` and `dialogues.json.gz` (or `dialogues_*.json`), as the data set publishes them. It may also be
named by the environment variable CALLPROOF_SGD. Exit code: 0 goals reached, 1 below a goal, 2 no data, or data that cannot be
read.
"""

import argparse
import gzip
import os
import sys
import time
import zlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from harness.language.asks import asked_slots
from harness.language.confirmations import asks_to_confirm
from harness.language.slot import Slot, slot_of

ASKS_GOAL = 0.90
CONFIRMATIONS_GOAL = 0.85

_Shape = TypeVar("_Shape")


class Turn(Struct, frozen=True, kw_only=True):
    """One thing the system said, with what it was meant to do."""

    service: str
    text: str
    asked: frozenset[str]
    confirms: bool


class Tally(Struct):
    """Counts of right and wrong decisions."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, other: "Tally") -> None:
        """Add another count to this one."""
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Share of what was predicted that was right; 1 when nothing was predicted."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what was there that was found; 1 when nothing was there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and say by the exit code whether the goals are reached."""
    parser = argparse.ArgumentParser(description="Precision, recall and speed of the language recognisers.")
    parser.add_argument("folder", nargs="?", default=os.environ.get("CALLPROOF_SGD"), help="folder of the data")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N examples of each kind of miss")
    parser.add_argument("--services", default="", help="only these services, separated by commas")
    options = parser.parse_args(arguments)
    if not options.folder or not (Path(options.folder) / "schema.json").is_file():
        print("No dialogues: give a folder with schema.json and dialogues.json.gz, or set CALLPROOF_SGD.", file=sys.stderr)
        return 2
    folder = Path(options.folder)
    only = {name for name in options.services.split(",") if name}
    try:
        schema = _schema(folder)
        turns = [turn for turn in _turns(folder, schema) if not only or turn.service in only]
    except BrokenDataError as error:
        print(error, file=sys.stderr)
        return 2
    if not turns:
        print(f"No system turns of the wanted services in {folder}.", file=sys.stderr)
        return 2
    asks, confirmations, per_second = _measure(turns, schema, options.errors)
    return _report(asks, confirmations, per_second)


def _measure(
    turns: Sequence[Turn], schema: dict[str, tuple[Slot, ...]], errors: int
) -> tuple[dict[str, Tally], dict[str, Tally], float]:
    asks: dict[str, Tally] = {}
    confirmations: dict[str, Tally] = {}
    began = time.perf_counter()
    heard = [(turn, asked_slots(turn.text, schema[turn.service]), asks_to_confirm(turn.text)) for turn in turns]
    per_second = len(turns) / (time.perf_counter() - began)
    shown = 0
    for turn, slots, confirms in heard:
        asked = frozenset(slot.name for slot in slots)
        tally = Tally(right=len(asked & turn.asked), extra=len(asked - turn.asked), missed=len(turn.asked - asked))
        asks.setdefault(turn.service, Tally()).add(tally)
        confirmed = Tally(
            right=int(confirms and turn.confirms),
            extra=int(confirms and not turn.confirms),
            missed=int(turn.confirms and not confirms),
        )
        confirmations.setdefault(turn.service, Tally()).add(confirmed)
        if shown < errors and (asked != turn.asked or confirms != turn.confirms):
            shown += 1
            _show(turn, asked, confirms)
    return asks, confirmations, per_second


def _show(turn: Turn, asked: frozenset[str], confirms: bool) -> None:
    notes = [f"+{name}" for name in sorted(asked - turn.asked)] + [f"-{name}" for name in sorted(turn.asked - asked)]
    if confirms != turn.confirms:
        notes.append("+confirm" if confirms else "-confirm")
    print(f"{turn.service:<16} {' '.join(notes):<40} {turn.text}")


def _report(asks: dict[str, Tally], confirmations: dict[str, Tally], per_second: float) -> int:
    print(f"{'':<18}{'asks for a slot':^24}{'asks to confirm':^24}")
    print(f"{'service':<18}" + f"{'P':>8}{'R':>8}{'F1':>8}" * 2)
    for service in sorted(asks):
        print(_line(service, asks[service], confirmations[service]))
    all_asks, all_confirmations = Tally(), Tally()
    for service, tally in asks.items():
        all_asks.add(tally)
        all_confirmations.add(confirmations[service])
    print(_line("all", all_asks, all_confirmations))
    print(f"{per_second:,.0f} utterances per second (each read for asks and for confirmations, caches cold)")
    return 0 if all_asks.f1 >= ASKS_GOAL and all_confirmations.f1 >= CONFIRMATIONS_GOAL else 1


def _line(title: str, *tallies: Tally) -> str:
    return f"{title:<18}" + "".join(f"{tally.precision:>8.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}" for tally in tallies)


def _schema(folder: Path) -> dict[str, tuple[Slot, ...]]:
    services = _read(folder / "schema.json", list[_Service])
    return {service.service_name: tuple(_slot(slot) for slot in service.slots) for service in services}


def _slot(slot: "_SlotLine") -> Slot:
    return slot_of(slot.name, description=slot.description, choices=tuple(slot.possible_values) if slot.is_categorical else ())


def _turns(folder: Path, services: Collection[str]) -> Iterator[Turn]:
    files = sorted(folder.glob("dialogues*.json.gz")) + sorted(folder.glob("dialogues*.json"))
    for file in files:
        for dialogue in _read(file, list[_Dialogue]):
            for line in dialogue.turns:
                if line.speaker == "SYSTEM":
                    yield from _turn(line, services, file)


def _turn(line: "_Line", services: Collection[str], file: Path) -> Iterator[Turn]:
    for frame in line.frames[:1]:
        if frame.service not in services:
            raise BrokenDataError(f"{file}: the service {frame.service!r} is not in schema.json.")
        yield Turn(
            service=frame.service,
            text=line.utterance,
            asked=frozenset(action.slot for action in frame.actions if action.act == "REQUEST"),
            confirms=any(action.act == "CONFIRM" for action in frame.actions),
        )


class BrokenDataError(Exception):
    """A file cannot be read as the data set publishes it; the message names the file and what is wrong."""


class _SlotLine(Struct, frozen=True, kw_only=True):
    name: str
    description: str
    is_categorical: bool
    possible_values: list[str]


class _Service(Struct, frozen=True, kw_only=True):
    service_name: str
    slots: list[_SlotLine]


class _Action(Struct, frozen=True, kw_only=True):
    act: str
    slot: str


class _Frame(Struct, frozen=True, kw_only=True):
    service: str
    actions: list[_Action]


class _Line(Struct, frozen=True, kw_only=True):
    speaker: str
    utterance: str
    frames: list[_Frame]


class _Dialogue(Struct, frozen=True, kw_only=True):
    turns: list[_Line]


def _read(file: Path, shape: type[_Shape]) -> _Shape:
    try:
        content = file.read_bytes()
        return msgspec.json.decode(gzip.decompress(content) if file.suffix == ".gz" else content, type=shape)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise BrokenDataError(f"{file} cannot be read: {error}.") from error


if __name__ == "__main__":
    sys.exit(main())
