"""How many whole calls a second, where the time goes, and what bare Python needs for the same work: `make bench`.

Two conversations: one assistant that books, and a squad of nine in which three have the line, one after the other. In both the
literal agent answers, tool calls travel in Vapi's wire format to a reference backend on SQLite, and arguments are validated, row
differences read and every rule judged. No two callers are alike. The floor is measured in the same run.
"""

import itertools
import statistics
from contextlib import nullcontext

from harness.commands.options import RunOptions
from harness.commands.rig import Rig
from tests.benchmarks.stopwatch import Stopwatch, rate
from tests.benchmarks.workload import NINE, ONE, Workload

ROUNDS = 5
PER_ROUND = 120


class _Unwatched(Stopwatch):
    """Looks at no clock, which would cost more than some of the layers."""

    def timed(self, layer: str) -> nullcontext[None]:  # type: ignore[override]
        """Nothing is charged."""
        return nullcontext()


def measure(workload: Workload) -> None:
    """Print the figures of one kind of conversation."""
    rig, floor, source, unwatched = Rig(RunOptions()), workload.floor(), workload.callers(), _Unwatched()
    turns = {workload.converse(rig, profile, unwatched) for profile in itertools.islice(source, 40)}
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        bare.append(rate(floor.converse, source, PER_ROUND * 10))
        ours.append(rate(lambda profile: workload.converse(rig, profile, unwatched), source, PER_ROUND))
    watch = Stopwatch()
    for profile in itertools.islice(source, PER_ROUND):
        workload.converse(rig, profile, watch)
    rig.close()
    whole = sum(watch.spent.values())
    middle, floor_rate = statistics.median(ours), statistics.median(bare)
    rounds = ", ".join(f"{r:,.0f}" for r in ours)
    print(workload.title)
    print(f"  {middle:,.0f} conversations/s on one core (rounds: {rounds}); caller turns: {sorted(turns)}")
    print(f"  {floor_rate:,.0f} conversations/s for bare Python with the same work: {floor_rate / middle:.0f} times as many")
    for layer, spent in sorted(watch.spent.items(), key=lambda item: -item[1]):
        print(f"    {layer:18} {spent / PER_ROUND * 1e6:8,.0f} µs  {spent / whole:6.1%}")
    reached = "reached" if middle >= workload.goal else "missed"
    print(f"  goal: {workload.goal}/s; {reached} on this machine, at this moment\n")


def main() -> None:
    """Print the figures."""
    for workload in (ONE, NINE):
        measure(workload)


if __name__ == "__main__":
    main()
