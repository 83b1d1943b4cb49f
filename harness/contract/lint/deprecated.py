"""The rule about tools an organisation has given up: `.callproof.yml` lists them, and nothing may refer to them."""

import re
from collections.abc import Iterable, Iterator

from harness.contract.lint.prompt_tools import words_of
from harness.contract.lint.rule import Hit, Rule
from harness.contract.lint.settings import Deprecated
from harness.contract.lint.subject import Subject
from harness.contract.model import Source
from harness.contract.references import is_uuid, without_comment

__all__ = ["RULES"]

_SUFFIX = re.compile(r"(.+?)-([0-9a-f]{8})")


def _references(subject: Subject) -> Iterable[Hit]:
    for one in subject.settings.deprecated:
        for tool in subject.tools:
            if one.type and tool.type == one.type:
                yield _hit(tool.entry.at("type").source, f"'{tool.label}' is of the type {one.type}", one)
            if tool.slug and _is_reference(tool.slug, one) and not (one.type == tool.type or tool.name == one.tool):
                yield _hit(tool.entry.source, f"The file '{tool.slug}' holds {_called(one)}", one)
        yield from _mentions(subject, one)


def _mentions(subject: Subject, one: Deprecated) -> Iterator[Hit]:
    for text in subject.texts:
        if "toolIds" in text.path or (text.path and text.path[-1] == "toolId"):
            if _is_reference(text.value, one):
                yield _hit(text.source, f"{text.label} is {_called(one)}", one)
        elif one.tool and one.tool in text.value:
            for number, line in enumerate(text.value.splitlines()):
                if one.tool in words_of(line):
                    where = text.document.text_source(text.path)
                    yield _hit(Source(file=where.file, line=where.line + number), f"{one.tool} is named here", one)


def _is_reference(written: str, one: Deprecated) -> bool:
    """A slug, a UUID or a name that leads to the deprecated tool."""
    reference = without_comment(written).lower()
    found = _SUFFIX.fullmatch(reference.rsplit("/", 1)[-1])
    base, suffix = found.groups() if found and not is_uuid(reference) else (reference.rsplit("/", 1)[-1], "")
    if one.id and (reference.startswith(one.id) or (suffix and one.id.startswith(suffix))):
        return True
    return bool(one.tool) and base in (one.tool.lower(), _slug(one.tool))


def _slug(name: str) -> str:
    """The name as Vapi's CLI makes a file name of it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _called(one: Deprecated) -> str:
    return one.tool or one.type or one.id


def _hit(source: Source, message: str, one: Deprecated) -> Hit:
    said = f"{message}, which is deprecated: {one.reason}" if one.reason else f"{message}, which is deprecated."
    mend = f"Use {one.instead} instead." if one.instead else "Take the reference out."
    return Hit(source=source, message=said if said.endswith((".", "!", "?")) else f"{said}.", mend=mend)


RULES = (
    Rule(
        id="references/deprecated",
        severity="error",
        what="a reference to a tool this organisation has given up (.callproof.yml, `deprecated`)",
        why="It may be gone at any time, and whatever it writes nobody reads.",
        mend="Take the reference out.",
        check=_references,
    ),
)
