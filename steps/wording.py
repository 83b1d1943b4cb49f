"""How a step is worded, in one language or several: `@given('the squad "{slug}"', '小队 "{slug}"')` is one step in two.

A `{quoted}` place stands between double quotes, a `<free>` one is words without a quotation mark, so that no two steps of this
vocabulary match one sentence; `[|s]` is there or not. In a Chinese wording blanks do not count, quotation marks may be “ ” or
「 」, and commas and colons full width or not.
"""

import re
from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

from pytest_bdd import parsers
from pytest_bdd.steps import step

__all__ = ["Wording", "given", "pattern", "then", "when"]

Function = TypeVar("Function", bound=Callable[..., object])


class Definition(Protocol):
    """Makes a function a step, and leaves it as it is."""

    def __call__(self, function: Function, /) -> Function:
        """The function itself."""
        ...


_PLACE = re.compile(r'("\{\w+\}"|<\w+>|\[\w*(?:\|\w*)+\])')
_CHINESE = re.compile("[\u3400-\u9fff]")

_FREE = '[^"]+?'
_FAULT = '(?:times out|drops|answers|gets)[^"]*(?<!:)'
_SHAPES = {
    "speaker": f"{_FREE}(?<! never)",
    "status": r"\d{3}",
    "seconds": r"\d+(?:\.\d+)?",
    "fault": _FAULT,
    "path": '"[^"]*"(?:, then "[^"]*")*',
}
"""Free places that are narrower than words, so that "Sarah never says …" has one meaning."""

_FREE_CHINESE = '[^"“”「」]+?'
_NAME_CHINESE = '["“「][^"“”「」]*["”」]'
_NO_SPEAKER = ("从不", "从没", "没有", "不再", "最多", "至少", "不会", "之后", "接起电话", r"\s")
_SHAPES_CHINESE = {
    **_SHAPES,
    "speaker": _FREE_CHINESE + "".join(f"(?<!{word})" for word in _NO_SPEAKER),
    "fault": '[^"“”「」：:]*(?:超时|断开|返回|回答|收到)[^"“”「」：:]*',
    "path": rf"{_NAME_CHINESE}(?:\s*(?:、|，然后是?|，再是?|→)\s*{_NAME_CHINESE})*",
}
_SIGNS = {",": r"[，,]\s*", "，": r"[，,]\s*", ":": "[：:]", "：": "[：:]"}


class Wording(parsers.StepParser):
    """One wording of a step; it matches whole sentences only. Its name is what people read in the catalogue."""

    def __init__(self, text: str) -> None:
        readable = re.sub(r"<(\w+)>", r"{\1}", text)
        super().__init__(re.sub(r"\[\|(\w*)\]", r"(\1)", readable))
        self.text = text
        pieces = [piece for piece in _PLACE.split(text) if piece]
        if _CHINESE.search(text):
            self._regex = re.compile(r"\s*" + r"\s*".join(map(_chinese, pieces)) + r"\s*")
        else:
            self._regex = re.compile("".join(map(_plain, pieces)))

    def parse_arguments(self, name: str) -> dict[str, str] | None:
        """The places of the sentence by name; None for another sentence."""
        match = self._regex.fullmatch(name)
        return None if match is None else match.groupdict()

    def is_matching(self, name: str) -> bool:
        """Whether it is this sentence."""
        return self._regex.fullmatch(name) is not None


def pattern(text: str) -> Wording:
    """A wording for pytest-bdd's own decorators."""
    return Wording(text)


def given(*wordings: str, target_fixture: str | None = None) -> Definition:
    """A Given in each of these wordings."""
    return _defined("given", wordings, target_fixture)


def when(*wordings: str, target_fixture: str | None = None) -> Definition:
    """A When in each of these wordings."""
    return _defined("when", wordings, target_fixture)


def then(*wordings: str) -> Definition:
    """A Then in each of these wordings."""
    return _defined("then", wordings, None)


def _defined(kind: Literal["given", "when", "then"], wordings: tuple[str, ...], target_fixture: str | None) -> Definition:
    def register(function: Function) -> Function:
        for text in wordings:
            # stacklevel 2: pytest-bdd puts the definition into the module of whoever decorates.
            step(Wording(text), kind, target_fixture=target_fixture, stacklevel=2)(function)
        return function

    return register


def _plain(piece: str) -> str:
    if piece.startswith('"{'):
        return f'"(?P<{piece[2:-2]}>[^"]*)"'
    if piece.startswith("<"):
        return f"(?P{piece}{_SHAPES.get(piece[1:-1], _FREE)})"
    return f"(?:{piece[1:-1]})" if piece.startswith("[") else re.escape(piece)


def _chinese(piece: str) -> str:
    if piece.startswith('"{'):
        return f'["“「](?P<{piece[2:-2]}>[^"“”「」]*)["”」]'
    if piece.startswith("<"):
        return f"(?P{piece}{_SHAPES_CHINESE.get(piece[1:-1], _FREE_CHINESE)})"
    if piece.startswith("["):
        return f"(?:{piece[1:-1]})"
    return r"\s*".join("".join(_SIGNS.get(sign, re.escape(sign)) for sign in word) for word in piece.split())
