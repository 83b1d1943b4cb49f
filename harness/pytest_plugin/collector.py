"""Collects .feature files as pytest collects test modules: one test per scenario or outline row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from harness.errors import InputError
from harness.pytest_plugin.definitions import StepDefinition, visible_definitions
from harness.pytest_plugin.gherkin import Case, FeatureSource, read_feature
from harness.pytest_plugin.guards import problems_of_outlines, resolve_steps
from harness.pytest_plugin.lines import cases_at
from harness.pytest_plugin.places import shown
from harness.pytest_plugin.playing import play
from harness.pytest_plugin.tags import apply_tags

__all__ = ["LINES", "FeatureFile", "case_of"]

LINES: pytest.StashKey[Mapping[Path, tuple[int, ...]]] = pytest.StashKey()
"""Where the config keeps the lines asked of each file."""


class FeatureFile(pytest.Module):
    """A feature file. It is a Module, so that fixtures, parametrization, Allure labels and editors treat it as one."""

    _cases: Mapping[str, Case]
    _meanings: Mapping[tuple[str, str], StepDefinition]

    @property
    def shown(self) -> str:
        """The path as the user would type it."""
        return shown(self.path, self.config.invocation_params.dir)

    def case(self, name: str) -> Case:
        """The scenario behind a collected test."""
        return self._cases[name]

    def funcnamefilter(self, name: str) -> bool:
        """Scenarios are tests whatever `python_functions` says."""
        return name in self._cases

    def _getobj(self) -> ModuleType:
        """The file as a module of functions. The one private name of pytest that is overridden."""
        try:
            source = read_feature(self.path, self.shown)
            self._cases = {case.name: case for case in self._selected(source)}
        except InputError as problem:
            raise self.CollectError(str(problem)) from problem
        self._meanings, problems = self._resolved(source)
        if problems:
            raise self.CollectError("\n".join(problems))
        module = ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        for case in self._cases.values():
            setattr(module, case.name, self._function_of(case))
        return module

    def _selected(self, source: FeatureSource) -> Sequence[Case]:
        lines = self.config.stash.get(LINES, {}).get(self.path.resolve())
        return source.cases if lines is None else cases_at(source, lines)

    def _resolved(self, source: FeatureSource) -> tuple[Mapping[tuple[str, str], StepDefinition], Sequence[str]]:
        """What every step means, and every problem of the file. A catalogue lists unknown steps itself."""
        folder = self.config.invocation_params.dir
        meanings, unresolved = resolve_steps(tuple(self._cases.values()), visible_definitions(self), source.shown, folder)
        if self.config.getoption("step_catalogue"):
            unresolved = ()
        return meanings, [*problems_of_outlines(source), *unresolved]

    def _function_of(self, case: Case) -> Callable[[pytest.FixtureRequest], None]:
        place = f"{self.shown}:{case.line}"

        def scenario(request: pytest.FixtureRequest) -> None:
            __tracebackhide__ = True
            play(request, case, self._meanings, place)

        # pytest takes a test's place from its code, and shows it in messages, editors and reports.
        scenario.__code__ = scenario.__code__.replace(co_filename=str(self.path), co_firstlineno=case.line)
        apply_tags(self.config, scenario, sorted(case.tags))
        return scenario


def case_of(item: pytest.Item) -> Case | None:
    """The scenario behind a test; None for a test that is none."""
    if isinstance(item, pytest.Function) and isinstance(item.parent, FeatureFile):
        return item.parent.case(item.originalname)
    return None


def scenario_items(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """Those tests that are scenarios."""
    return (item for item in items if case_of(item) is not None)
