"""The words findings share: counts, lists, quotations."""

from collections.abc import Iterable

__all__ = ["counted", "listed", "many_times", "quoted"]

_LONGEST_QUOTATION = 160


def many_times(count: int) -> str:
    """How often, in words: never, once, twice, 3 times."""
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def counted(count: int, thing: str, things: str | None = None) -> str:
    """A number of things: no call, one call, 3 calls. `things` is the plural when it is not just an s more."""
    if count == 0:
        return f"no {thing}"
    return f"one {thing}" if count == 1 else f"{count} {things or thing + 's'}"


def listed(items: Iterable[str], *, last: str = "and") -> str:
    """A list as a sentence has it: a, b and c."""
    all_items = list(items)
    if len(all_items) < 2:
        return "".join(all_items)
    return f"{', '.join(all_items[:-1])} {last} {all_items[-1]}"


def quoted(text: str) -> str:
    """Spoken words in quotation marks, on one line, cut when they are very long."""
    flat = " ".join(text.split())
    return f'"{flat if len(flat) <= _LONGEST_QUOTATION else flat[: _LONGEST_QUOTATION - 1] + "…"}"'
