"""The control of removal: takes one tool from one assistant, or one line from one prompt, and sees whether a scenario notices.

Run by hand; it prints what was noticed by which scenario, and what by none:

    python -m tests.vitara.removals "Router" "Patient-ID EN"
    python -m tests.vitara.removals "Booking EN" --features features/vitara/booking.feature --only "excludeDates"

Each removal is an edit of the squad's own files in a scenarios folder of its own, played by `callproof run` until the first
scenario that is not green. The matrix of tools in contract.feature would notice every tool that is missing, used or not, so it
is left out.
"""

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from msgspec import Struct

from harness.agents.literal import read
from harness.commands.options import RunOptions
from harness.commands.rig import DEFAULT_NOW
from harness.commands.run import KEPT, Selection, run
from harness.contract.gitops import read_organisation
from harness.contract.model import Assistant, Member, Squad
from harness.runtime import CallSettings
from harness.runtime.state import CallState

__all__ = ["Removal", "Trial", "main", "removals_of", "tried"]

_ROOT = Path(__file__).resolve().parents[2]
_SQUAD = Path("resources") / "vitara"
_FEATURES = _ROOT / "features" / "vitara"
_LEFT_OUT = "contract"


class Removal(Struct, frozen=True, kw_only=True):
    """One line that is taken out of one assistant's file."""

    assistant: str
    file: str
    """Its path below the squad's folder."""
    line: int
    text: str
    tool: bool
    """The line gives the assistant a tool; else it is a line of the prompt."""

    def __str__(self) -> str:
        return f"{self.assistant}:{self.line}  {'tool ' if self.tool else ''}{self.text}"


class Trial(Struct, frozen=True, kw_only=True):
    """What came of a removal."""

    removal: Removal
    noticed_by: str
    """The first scenario that was not green; empty when all were."""


def removals_of(name: str) -> tuple[Removal, ...]:
    """Every tool of an assistant and every line of its prompt that orders something. Raises KeyError for an unknown name."""
    folder = _ROOT / "scenarios" / _SQUAD
    squad = read_organisation(folder, shown_as=folder).squads[0]
    assistant = {each.name: each for each in squad.assistants}[name]
    path = Path(assistant.source.file)
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [
        Removal(assistant=name, file=str(path.relative_to(folder)), line=number, text=lines[number - 1].strip(" -"), tool=is_tool)
        for number, is_tool in (*_tool_lines(lines), *_ordering_lines(squad, assistant))
    ]
    return tuple(found)


def tried(removal: Removal, features: Sequence[str]) -> Trial:
    """Play the features without that line."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / _SQUAD
        shutil.copytree(_ROOT / "scenarios" / _SQUAD, copy)
        shutil.copy(_ROOT / "scenarios" / ".vapi-state.vitara.json", scratch)
        path = copy / removal.file
        lines = path.read_text(encoding="utf-8").split("\n")
        lines[removal.line - 1] = ""
        path.write_text("\n".join(lines), encoding="utf-8")
        out = io.StringIO()
        selection = Selection(features=tuple(features), fail_fast=True)
        code = run(selection, RunOptions(scenarios=(Path(scratch),)), folder=_ROOT, out=out)
    return Trial(removal=removal, noticed_by="" if code == KEPT else _first_trouble(out.getvalue()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Try them all, print the table, and return how many nothing noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assistants", nargs="+")
    parser.add_argument("--features", nargs="*", help="files to play; all but the matrix of tools when left out")
    parser.add_argument("--only", default="", help="removals whose line has this text")
    parser.add_argument("--processes", type=int, default=2)
    told = parser.parse_args(arguments)
    features = told.features or [str(path) for path in sorted(_FEATURES.glob("*.feature")) if path.stem != _LEFT_OUT]
    removals = [removal for name in told.assistants for removal in removals_of(name) if told.only in removal.text]
    survivors = 0
    # One removal a process: a squad's files are read once in each.
    with ProcessPoolExecutor(max_workers=told.processes, max_tasks_per_child=1) as pool:
        for trial in pool.map(tried, removals, [features] * len(removals)):
            survivors += not trial.noticed_by
            print(f"{'✔' if trial.noticed_by else '✘'} {trial.removal}\n    {trial.noticed_by or 'nobody noticed'}", flush=True)
    print(f"{len(removals)} removals, {survivors} that nobody noticed")
    return survivors


def _tool_lines(lines: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """The items below `toolIds:`."""
    inside = False
    for number, line in enumerate(lines, start=1):
        if inside and line.strip().startswith("- "):
            yield number, True
        elif line.strip() == "toolIds:":
            inside = True
        else:
            inside = False


def _ordering_lines(squad: Squad, assistant: Assistant) -> Iterator[tuple[int, bool]]:
    """Lines of the prompt, counted in the file, of which the literal agent understands some order."""
    alone = Squad(name=squad.name, members=(Member(assistant=assistant),))
    state = CallState(alone, CallSettings(started_at=DEFAULT_NOW))
    first = assistant.prompt_source.line
    understood = read(state.prompt, state.tools)
    yield from sorted({(first + item.line - 1, False) for item in understood if item.line and item.instructions})


def _first_trouble(printed: str) -> str:
    return next((line for line in printed.splitlines() if line.startswith(("✘", "⚠"))), printed.strip()[-200:])


if __name__ == "__main__":
    sys.exit(main())
