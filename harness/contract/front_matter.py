"""Markdown files that carry YAML in front: how Vapi keeps an assistant with its prompt."""

import re
from typing import Any

from harness.contract.document import Document, KeyPath
from harness.contract.model import Source
from harness.contract.problems import Problem
from harness.contract.yaml12 import read_yaml

__all__ = ["read_front_matter"]

_FENCED = re.compile(r"^---\n(.*?)\n---\n?(.*)\Z", re.DOTALL)
"""The expression of Vapi's own loader, on text whose lines end in a line feed."""
_MESSAGES: KeyPath = ("model", "messages")
_PROMPT: KeyPath = (*_MESSAGES, 0, "content")


def read_front_matter(text: str, *, file: str) -> Document:
    """The YAML of a Markdown file; its body, trimmed, is the system message of `model.messages` in place of any other.

    An empty body leaves `model.messages` alone. What is wrong is in the document's `problems`.
    """
    found = _FENCED.match(text)
    if found is None:
        return _unreadable(_fence_problem(text, file), file)
    yaml, body = found.groups()
    if body and text[found.start(2) - 1] != "\n":
        if body.split("\n", 1)[0].strip():
            line = text.count("\n", 0, found.start(2)) + 1
            message = "the '---' that closes the front matter shares its line with other text."
            mend = "Put '---' on a line of its own after the YAML."
            return _unreadable(Problem(source=Source(file=file, line=line), message=message, mend=mend), file)
        body = body.lstrip(" \t")
    document = read_yaml(yaml, file=file, first_line=2)
    prompt = body.strip()
    if not prompt or not isinstance(document.value, dict):
        return document
    start = found.end() - len(body.lstrip())
    return _with_prompt(document, prompt, Source(file=file, line=text.count("\n", 0, start) + 1))


def _fence_problem(text: str, file: str) -> Problem:
    if text.startswith("\ufeff"):
        message = "the file begins with a byte order mark, so Vapi does not see its front matter."
        mend = "Save it as UTF-8 without one."
    elif text.split("\n", 1)[0] == "---":
        message, mend = "front matter has no closing '---'.", "Put '---' on a line of its own after the YAML."
    else:
        message, mend = "the file does not begin with front matter.", "Begin it with a line '---', the YAML, and a line '---'."
    return Problem(source=Source(file=file), message=message, mend=mend)


def _unreadable(problem: Problem, file: str) -> Document:
    return Document(value=None, sources={(): Source(file=file)}, problems=(problem,))


def _with_prompt(document: Document, prompt: str, source: Source) -> Document:
    """`model.messages` becomes the body as system message, then those that are not system messages, places included."""
    model = document.value.get("model") or {}
    messages = model.get("messages") if isinstance(model, dict) else None
    if not isinstance(model, dict) or not isinstance(messages, list | None):
        return document
    kept = [(i, each) for i, each in enumerate(messages or ()) if not (isinstance(each, dict) and each.get("role") == "system")]
    moved = {old: new for new, (old, _) in enumerate(kept, start=1)}

    def current(path: KeyPath) -> KeyPath | None:
        if len(path) <= len(_MESSAGES) or path[: len(_MESSAGES)] != _MESSAGES:
            return path
        position: Any = path[len(_MESSAGES)]
        return (*_MESSAGES, moved[position], *path[len(_MESSAGES) + 1 :]) if position in moved else None

    sources = {place: where for path, where in document.sources.items() if (place := current(path)) is not None}
    texts = {place: where for path, where in document.texts.items() if (place := current(path)) is not None}
    system = {"role": "system", "content": prompt}
    return Document(
        value=document.value | {"model": model | {"messages": [system, *(each for _, each in kept)]}},
        sources=sources | {_PROMPT: source},
        texts=texts | {_PROMPT: source},
        problems=document.problems,
    )
