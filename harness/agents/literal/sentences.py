"""A prompt as sentences, each with the line it begins on.

Markdown is undone: headings are marked, bullets and emphasis stripped, wrapped lines joined, and the items of a list read with the
sentence that introduces it ("Collect, one at a time:" + "the guest's name").
"""

import re
from collections.abc import Iterator

from msgspec import Struct

__all__ = ["Sentence", "sentences_of"]

_BULLET = re.compile(r"^\s*(?:[-*•+]|\d{1,2}[.)]|[a-z][.)])\s+")
_HEADING = re.compile(r"^\s*#{1,6}\s+|^\s*\[[^\]]+\]\s*$|^\s*\*\*[^*]+\*\*:?\s*$|^\s*<[^>]+>\s*$")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_END = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(A-Z0-9\u00c0-\u00de])|(?<=[。！？])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|dr|mr|mrs|ms|st|no|etc|vs|a\.m|p\.m)\.$", re.IGNORECASE)


class Sentence(Struct, frozen=True, kw_only=True):
    """One sentence of a prompt."""

    line: int
    text: str
    lead: str = ""
    """The introducing sentence when this is an item of its list, without its colon."""
    heading: bool = False


class _Block(Struct, frozen=True, kw_only=True):
    line: int
    text: str
    bullet: bool
    heading: bool


def sentences_of(prompt: str) -> tuple[Sentence, ...]:
    """Every sentence, in order; blank lines are gone."""
    found: list[Sentence] = []
    lead = ""
    for block in _blocks(prompt):
        if block.heading:
            found.append(Sentence(line=block.line, text=block.text, heading=True))
            lead = ""
            continue
        if not block.bullet:
            lead = ""
        parts = _split(block.text)
        for part in parts:
            found.append(Sentence(line=block.line, text=part, lead=lead if block.bullet else ""))
        if parts and parts[-1].endswith((":", "：")):
            lead = parts[-1].rstrip(":： ")
    return tuple(found)


def _blocks(prompt: str) -> Iterator[_Block]:
    """Logical lines: a wrapped line belongs to the one before it."""
    open_block: _Block | None = None
    for number, raw in enumerate(prompt.splitlines(), start=1):
        stripped = raw.strip()
        heading = bool(_HEADING.match(raw))
        bullet = bool(_BULLET.match(raw)) and not heading
        text = _EMPHASIS.sub("", _BULLET.sub("", re.sub(r"^#{1,6}\s+", "", stripped)) if not heading else stripped.strip("#* []<>:")).strip()
        if open_block is not None and stripped and not heading and not bullet and _continues(open_block, raw, text):
            open_block = _Block(line=open_block.line, text=f"{open_block.text} {text}", bullet=open_block.bullet, heading=False)
            continue
        if open_block is not None:
            yield open_block
        open_block = _Block(line=number, text=text, bullet=bullet, heading=heading) if stripped else None
    if open_block is not None:
        yield open_block


def _continues(block: _Block, raw: str, text: str) -> bool:
    """A line goes on with the block above when that has not come to an end, or is indented under a bullet."""
    if block.heading or block.text.endswith((":", "：")):
        return False
    if block.bullet:
        return raw[:1].isspace()
    ended = block.text.endswith((".", "!", "?", "。", "！", "？"))
    return not ended or text[:1].islower()


def _split(text: str) -> list[str]:
    parts: list[str] = []
    for part in _END.split(text):
        piece = part.strip()
        if not piece:
            continue
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return parts
