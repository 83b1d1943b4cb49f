"""`callproof explain`: every line of a prompt with what the literal agent understood, and who asks for each parameter."""

import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.agents.literal import Policy, policy_of
from harness.agents.literal.instruction import When
from harness.agents.literal.policy import ToolPolicy
from harness.commands.elicited import Elicited, elicited
from harness.commands.meaning import PROSE, in_words, times
from harness.commands.rig import DEFAULT_NOW
from harness.contract.gitops import read_organisation
from harness.contract.model import Assistant, Member, Organisation, Squad
from harness.contract.problems import did_you_mean
from harness.embedded import folder
from harness.errors import InputError
from harness.language.slot import Slot
from harness.runtime import CallSettings
from harness.runtime.state import CallState

__all__ = ["explain", "explained"]

_WIDTH_WITHOUT_TERMINAL = 120
_WIDEST = 160


def explain(name: str, *, scenarios: tuple[Path, ...] = ()) -> str:
    """The explanation of the assistant called `name`, ready to print.

    Raises InputError, with a near miss, when there is none, and ContractProblems when its organisation cannot be read.
    """
    return explained(_assistant(name, scenarios), width=_width(), colour=sys.stdout.isatty())


def explained(assistant: Assistant, *, width: int = _WIDTH_WITHOUT_TERMINAL, colour: bool = False) -> str:
    """The same for an assistant at hand. Liquid is rendered as in a call with the default variables."""
    squad = Squad(name=assistant.name, members=(Member(assistant=assistant),))
    state = CallState(squad, CallSettings(started_at=DEFAULT_NOW))
    policy = policy_of(state.prompt, state.tools)
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, highlight=False, emoji=False, markup=False)
    slots = _slots(policy)
    first_line = assistant.prompt_source.line
    console.print(Text(f"{assistant.name}  {assistant.prompt_source.file}", style="bold"))
    console.print(_prompt_table(policy, slots, first_line))
    found: list[Elicited] = []
    for tool in policy.tools.values():
        rows = elicited(policy, tool, first_line)
        found += rows
        console.print()
        console.print(Text(tool.tool.name, style="bold"))
        console.print(_tool_table(policy, tool, slots, rows))
    console.print()
    for line in _summary(policy, found):
        console.print(Text(line))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _prompt_table(policy: Policy, slots: Sequence[Slot], first_line: int) -> Table:
    table = _table()
    shown = 0
    for item in policy.understood:
        if item.tool is not None:
            continue
        number = "" if item.line == shown else str(first_line + item.line - 1)
        shown = item.line
        if item.heading:
            table.add_row(number, Text(item.text, style="dim"), "")
            continue
        meaning = _handed(policy, "; ".join(in_words(order, slots) for order in item.instructions)) or PROSE
        table.add_row(number, item.text, Text(meaning, style="dim" if meaning == PROSE else ""))
    return table


def _handed(policy: Policy, meaning: str) -> str:
    """Nobody calls an assistant: one hands over to it."""
    for name in policy.routes.tool_of:
        meaning = meaning.replace(f"call {name}", f"hand over to {name}")
    return meaning


def _tool_table(policy: Policy, tool: ToolPolicy, slots: Sequence[Slot], rows: Sequence[Elicited]) -> Table:
    table = _table()
    for item in policy.understood:
        if item.tool == tool.tool.name:
            meaning = "; ".join(in_words(order, slots) for order in item.instructions) or PROSE
            table.add_row("", Text(item.text, style="italic"), Text(meaning, style="dim" if meaning == PROSE else ""))
    for row in rows:
        table.add_row("!" if row.warning else "", f"  {row.name}", Text(row.reason, style="bold red" if row.warning else ""))
    for what in _conditions(tool):
        table.add_row("", "", what)
    return table


def _conditions(tool: ToolPolicy) -> Iterator[str]:
    if tool.earlier:
        yield f"called after {' and '.join(tool.earlier)}"
    if tool.confirmations:
        yield f"called once the caller has agreed {times(tool.confirmations)}"


def _summary(policy: Policy, rows: Sequence[Elicited]) -> Iterator[str]:
    slots = _slots(policy)
    for condition, title in (("told", "On refusal"), ("failed", "On failure")):
        orders = [order for order in policy.whens if order.condition == condition]
        if orders:
            yield f"{title}: {'; '.join(_done(order, slots) for order in orders)}."
        elif policy.tools:
            yield f"{title}: apologise, and say what the tool said."
    lines = {item.line for item in policy.understood if item.tool is None and not item.heading}
    read = {item.line for item in policy.understood if item.tool is None and item.instructions}
    by_schema = dict.fromkeys(row.name for row in rows if row.only_by_schema)
    never = dict.fromkeys(row.name for row in rows if row.warning)
    if by_schema:
        yield f"Asked only because a tool requires it: {', '.join(by_schema)}."
    for name in never:
        yield (
            f"Warning: the description of {name} says that it is required, but neither `required` nor the prompt does: "
            "nobody asks for it."
        )
    yield f"Not understood: {len(lines - read)} of {len(lines)} lines. Never elicited: {', '.join(never) or 'none'}."


def _done(order: When, slots: Sequence[Slot]) -> str:
    return in_words(order, slots).removeprefix("when a tool refuses: ").removeprefix("when a tool fails or gives no result: ")


def _table() -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(justify="right", no_wrap=True, width=4)
    table.add_column(ratio=5, overflow="fold")
    table.add_column(ratio=4, overflow="fold")
    return table


def _slots(policy: Policy) -> tuple[Slot, ...]:
    return tuple({p.slot.name: p.slot for tool in policy.tools.values() for p in tool.parameters}.values())


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL


def _assistant(name: str, scenarios: tuple[Path, ...]) -> Assistant:
    known: dict[str, Assistant] = {}
    for organisation in _organisations(scenarios):
        # A member of a squad is explained as it is there, with what the squad adds to it.
        members = [assistant for squad in organisation.squads for assistant in squad.assistants]
        for assistant in (*members, *organisation.assistants):
            known.setdefault(assistant.name, assistant)
            known.setdefault(assistant.slug.rsplit("/", 1)[-1] or Path(assistant.source.file).stem, assistant)
    if name in known:
        return known[name]
    names = sorted({assistant.name for assistant in known.values()})
    raise InputError(f"there is no assistant '{name}'. {did_you_mean(name, names)}")


def _organisations(scenarios: tuple[Path, ...]) -> Iterator[Organisation]:
    """Those of the given folders first; the embedded ones are read only after them."""
    missing = [path for path in scenarios if not path.is_dir()]
    if missing:
        raise InputError(f"the scenarios folder {missing[0]} does not exist. Name a folder that holds resources/.")
    here = Path("scenarios")
    roots = dict.fromkeys((*scenarios, *([here] if here.is_dir() else []), folder("scenarios")))
    for root in roots:
        resources = root / "resources"
        for path in sorted(resources.iterdir()) if resources.is_dir() else []:
            if path.is_dir() and not path.name.startswith("."):
                yield read_organisation(path)
