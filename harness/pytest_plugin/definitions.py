"""Which step definition a step of a feature means.

pytest-bdd looks a step up while the scenario runs, and picks one silently when several match. Here every step is resolved
when its file is collected: the nearest conftest wins, ours come last, and two at the same distance are an ambiguity.
"""

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_bdd import parsers
from pytest_bdd.compat import get_fixture_names, getfixturedefs
from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix, step_function_context_registry

from harness.pytest_plugin.vocabulary import OUR_STEPS

__all__ = ["StepDefinition", "matching", "visible_definitions"]

_PLACE = re.compile(r"\(\?P<(\w+)>(?:[^()\\]|\\.)*\)")
_CHOICE = re.compile(r"\(\?:((?:[^()\\]|\\.)*)\)")
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, kw_only=True)
class StepDefinition:
    """One step definition that a feature file can see."""

    context: StepFunctionContext
    nearness: int
    """-1 for ours, 0 for a plugin or the conftest of the root folder, more for a conftest further down."""

    @property
    def pattern(self) -> str:
        """The text of the step with `{name}` for each place; a regular expression is written that way too."""
        text = str(self.context.parser.name)
        if not isinstance(self.context.parser, parsers.re):
            return text
        choices = _CHOICE.sub(r"\1", text.removeprefix("^").removesuffix("$"))
        return _ESCAPE.sub(r"\1", _PLACE.sub(r"{\1}", choices))

    @property
    def kind(self) -> str:
        """Given, When or Then; Step for a definition that serves all three."""
        return (self.context.type or "step").title()

    @property
    def is_ours(self) -> bool:
        """It comes with Callproof."""
        return self.nearness < 0

    @property
    def is_async(self) -> bool:
        """Nobody would await it, so it would pass whatever it says."""
        function = inspect.unwrap(self.context.step_func)
        return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)

    def reads(self, argument: str) -> bool:
        """Whether the function takes this argument, `datatable` or `docstring`."""
        return argument in inspect.signature(inspect.unwrap(self.context.step_func)).parameters

    @property
    def summary(self) -> str:
        """First line of its docstring; empty when it has none."""
        return (inspect.getdoc(inspect.unwrap(self.context.step_func)) or "").partition("\n")[0]

    def place(self, below: Path) -> str:
        """File and line of the function, relative to `below` when it lies there."""
        code = inspect.unwrap(self.context.step_func).__code__
        path = Path(code.co_filename)
        return f"{path.relative_to(below) if path.is_relative_to(below) else path}:{code.co_firstlineno}"

    def accepts(self, step: Step) -> bool:
        """Whether the words and the kind of the step fit."""
        return self.context.type in (None, step.type) and self.says(step.name)

    def says(self, text: str) -> bool:
        """Whether the words fit, whatever the kind of step."""
        return bool(self.context.parser.is_matching(text))


def visible_definitions(node: pytest.Collector | pytest.Item) -> tuple[StepDefinition, ...]:
    """Every step definition that pytest's scoping shows to this node."""
    return tuple(_definitions(node))


def _definitions(node: pytest.Collector | pytest.Item) -> Iterator[StepDefinition]:
    manager = node.session._fixturemanager
    for name in get_fixture_names(manager):
        if not name.startswith(StepNamePrefix.step_def.value):
            continue
        for fixture in getfixturedefs(manager, name, node) or ():
            context = step_function_context_registry.get(fixture.func)
            if context is not None:
                ours = context.step_func.__module__.startswith((OUR_STEPS, "pytest_bdd."))
                depth = len(fixture.node.listchain()) - 1 if fixture.node is not None else 0
                yield StepDefinition(context=context, nearness=-1 if ours else depth)


def matching(step: Step, definitions: Iterable[StepDefinition]) -> Sequence[StepDefinition]:
    """The nearest definitions that fit the step: one is right, none is undefined, several are ambiguous."""
    fitting = [definition for definition in definitions if definition.accepts(step)]
    nearest = max((definition.nearness for definition in fitting), default=0)
    by_function = {id(d.context.step_func): d for d in fitting if d.nearness == nearest}
    return tuple(by_function.values())
