"""A prompt as sentences, each with the line it begins on.

Markdown is undone: headings are marked, bullets and emphasis stripped, wrapped lines joined, table rows turned into items, and
the items of a list read with the sentence or the heading that introduces them ("Collect, one at a time:" + "the guest's name").
"""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from harness.agents.literal.tables import Table

__all__ = ["Sentence", "sentences_of"]

_BULLET = re.compile(
    r"^(?P<indent>\s*)(?:>\s*)?(?:(?:[-*•+–]|\(?\d{1,2}[.)]|[a-z][.)]|step\s+\d{1,2}\s*[:.)–-])\s+(?:\[[ xX]?\]\s+)?|"
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})、\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*(?=[\u3400-\u9fff])|[①-⑳]\s*)",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^\s*(?:A|Answer)\s*[:.)]\s+(?=\S)")
_QUESTION = re.compile(r"^\s*(?:Q|Question)\s*[:.)]\s+(?=\S)")
_LABELLED = re.compile(r"^[A-Z][\w' ]{1,24}:\s")
_HEADING = re.compile(
    r"^\s*#{1,6}\s+|^\s*\[[^\]]+\]:?\s*$|^\s*\*\*[^*]+\*\*:?\s*$|^\s*__[^_]+__:?\s*$|^\s*</?[\w -]+>\s*$|^\s*【[^】]+】\s*$"
)
_CAPITALS = re.compile(r"^(?=(?:[^a-z]*[A-Z]){4})[A-Z0-9][A-Z0-9 &/'’()-]{3,60}:?$")
_RULER = re.compile(r"^\s*(?:[-=*_]\s*){3,}$")
_TAG = re.compile(r"</?[A-Za-z][\w-]*>")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"')”]))\s+(?=[\"'“(A-Z0-9\u00c0-\u00de])|(?<=[。！？])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|dr|mr|mrs|ms|st|no|etc|vs|a\.m|p\.m)\.$", re.IGNORECASE)
_ASKED_FOR = re.compile(
    r"^(?:(?:please\s+)?(?:collect|gather|ask)\b|(?:the\s+)?(?:required|needed|necessary|mandatory)\b)"
    r"|\b(?:to|you|we|must) (?:collect|gather|ask|need)\b"
    r"|\b(?:information|details|fields|data|questions) (?:needed|required|to (?:collect|gather|ask|get))\b",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(r"^(?:optional(?:ly)?|nice to have)\b", re.IGNORECASE)


_CHINESE_ENDS = ("。", "？", "！")
_CHINESE_LEAD = re.compile(r"^(?:可选|选填|非必填)|^(?:如果|若|当|遇到)|收集|询问|(?:需要|必填|必要|必需)的?(?:信息|资料|项)")


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
    kind: Literal["plain", "bullet", "heading", "row"] = "plain"
    indent: int = -1
    marker: str = ""
    """What kind of bullet begins it: "-", "1" for any number, "step"."""
    wraps: tuple[tuple[int, int], ...] = ()
    """Where in the text a further line of the prompt begins, and its number."""

    def line_at(self, offset: int) -> int:
        """The prompt line on which this place of the text stands."""
        return max((line for start, line in self.wraps if start <= offset), default=self.line)


def sentences_of(prompt: str) -> tuple[Sentence, ...]:
    """Every sentence, in order; blank lines are gone."""
    found: list[Sentence] = []
    section = ""
    leads: list[tuple[int, str, str]] = []
    for block in _blocks(prompt):
        if block.kind == "heading":
            found.append(Sentence(line=block.line, text=block.text, heading=True))
            section, leads = _lead_of_heading(block.text), []
            continue
        leads = [] if block.kind == "plain" else [lead for lead in leads if _is_above(lead, block)]
        lead = leads[-1][1] if leads else section
        parts = _split(block.text)
        offset = 0
        for n, part in enumerate(parts):
            offset = max(offset, block.text.find(part, offset))
            led = block.kind != "plain" and n == 0
            found.append(Sentence(line=block.line_at(offset), text=part, lead=lead if led else ""))
            offset += len(part)
        if parts and parts[-1].endswith((":", "：")):
            leads.append((block.indent, parts[-1].rstrip(":： "), block.marker))
    return tuple(found)


def _is_above(lead: tuple[int, str, str], block: _Block) -> bool:
    """Dashes below "Step 1:" are its list, also where nobody has indented them."""
    return lead[0] < block.indent or (lead[0] == block.indent and lead[2] != block.marker)


def _lead_of_heading(heading: str) -> str:
    if _OPTIONAL.match(heading):
        return "Optional:"
    if re.match(r"^(?:if|when)\b", heading, re.IGNORECASE):
        return heading
    if _CHINESE_LEAD.search(heading):
        return heading
    return "Collect" if _ASKED_FOR.search(heading) else ""


def _blocks(prompt: str) -> Iterator[_Block]:
    """Logical lines: a wrapped line belongs to the one before it."""
    open_block: _Block | None = None
    table = Table()
    for number, raw in enumerate(prompt.splitlines(), start=1):
        block = _block(number, raw, table)
        if open_block is not None and block is not None and block.kind == "plain" and _continues(open_block, raw, block.text):
            wraps = (*open_block.wraps, (len(open_block.text) + 1, number))
            open_block = replace(open_block, text=f"{open_block.text} {block.text}", wraps=wraps)
            continue
        if open_block is not None:
            yield open_block
        open_block = block
    if open_block is not None:
        yield open_block


def _block(number: int, raw: str, table: Table) -> _Block | None:
    """One line by itself; None when there is nothing on it."""
    stripped = raw.strip()
    if stripped.startswith("|"):
        item = table.item(stripped)
        return _Block(line=number, text=item.text, kind="heading" if item.header else "row", indent=0) if item else None
    table.end()
    if not stripped or _RULER.match(raw):
        return None
    if _HEADING.match(raw) or _CAPITALS.match(stripped):
        return _Block(line=number, text=stripped.strip("#* []<>:/_【】："), kind="heading")
    if _QUESTION.match(raw):
        return _Block(line=number, text=stripped, kind="heading")
    raw = _ANSWER.sub("", raw)
    bullet = _BULLET.match(raw)
    text = _EMPHASIS.sub("", _TAG.sub("", raw[bullet.end() :] if bullet else raw)).strip()
    if bullet:
        mark = bullet.group().strip().lower()
        marker = "step" if mark.startswith("step") else "1" if any(c.isalnum() for c in mark) else mark[:1]
        return _Block(line=number, text=text, kind="bullet", indent=len(bullet["indent"]), marker=marker)
    return _Block(line=number, text=text)


def _continues(block: _Block, raw: str, text: str) -> bool:
    """A line goes on with the block above when that has not come to an end, or is indented under a bullet."""
    if block.kind in ("heading", "row") or block.text.endswith((":", "：")):
        return False
    if block.kind == "bullet":
        return raw[:1].isspace()
    if _LABELLED.match(block.text) and text[:1].isupper():
        return False
    ended = block.text.endswith((".", "!", "?", "。", "！", "？"))
    return not ended or text[:1].islower()


def _split(text: str) -> list[str]:
    parts: list[str] = []
    for part in _END.split(text):
        piece = part.strip()
        if not piece:
            continue
        if parts and (_ABBREVIATION.search(parts[-1]) or _is_open(parts[-1])):
            parts[-1] = f"{parts[-1]}{'' if parts[-1].endswith(_CHINESE_ENDS) else ' '}{piece}"
        else:
            parts.append(piece)
    return parts


def _is_open(part: str) -> bool:
    """A quotation in it has not come to its end."""
    return part.count('"') % 2 == 1 or (not part.isascii() and any(part.count(a) > part.count(b) for a, b in ("“”", "「」")))
