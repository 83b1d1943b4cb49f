"""Tags as pytest marks, whatever their characters and without anyone registering them; some of them as Allure labels too."""

# allure-pytest and its commons are written without annotations.
# mypy: allow-untyped-calls

from collections.abc import Callable, Iterable
from typing import Any

import allure
import pytest
import pytest_bdd.plugin
from _pytest.mark.structures import Mark, MarkDecorator

__all__ = ["SEVERITIES", "apply_tags"]

SEVERITIES = ("blocker", "critical", "normal", "minor", "trivial")
_REGISTERED: pytest.StashKey[set[str]] = pytest.StashKey()
_LABEL_KINDS = ("epic", "owner", "layer", "component")


def apply_tags(config: pytest.Config, function: Callable[..., Any], tags: Iterable[str]) -> None:
    """Mark the function with each tag; a plugin or conftest that answers pytest-bdd's hook for a tag goes first."""
    # pytest-bdd's own answer goes through `pytest.mark`, which refuses names that no ini file lists.
    hook = config.pluginmanager.subset_hook_caller("pytest_bdd_apply_tag", remove_plugins=[pytest_bdd.plugin])
    for tag in tags:
        _register(config, tag)
        if hook(tag=tag, function=function) is None:
            _mark(function, tag)


def _register(config: pytest.Config, tag: str) -> None:
    """Let a strict `-m` know the tag. One with a colon has no place in pytest's list, whose names end there."""
    known = config.stash.setdefault(_REGISTERED, set())
    if tag not in known and ":" not in tag:
        config.addinivalue_line("markers", f"{tag}: a tag of a feature")
    known.add(tag)


def _mark(function: Callable[..., Any], tag: str) -> None:
    # An argument keeps Allure from showing as a tag what it shows as a label or a link.
    arguments = (tag,) if _label_in_allure(function, tag) else ()
    MarkDecorator(Mark(tag, arguments, {}, _ispytest=True), _ispytest=True)(function)


def _label_in_allure(function: Callable[..., Any], tag: str) -> bool:
    """Whether the tag means more to Allure than a tag."""
    kind, _, value = tag.partition(":")
    if tag in SEVERITIES:
        allure.severity(tag)(function)
    elif value and kind == "issue":
        allure.issue(value, name=value)(function)
    elif value and kind == "tms":
        allure.testcase(value, name=value)(function)
    elif value and kind in _LABEL_KINDS:
        allure.label(kind, value)(function)
    else:
        return False
    return True
