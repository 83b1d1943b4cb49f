"""Reads the lines of a scripted caller."""

from harness.callers.entries import read_duration, read_spoken, refuse_other_keys
from harness.callers.profile import Line
from harness.contract.entry import Entry
from harness.ports import HangsUp, KeepsSilent, Says

__all__ = ["LINE_KEYS", "read_line"]

LINE_KEYS = ("say", "hang_up", "silent")


def read_line(entry: Entry, text: str) -> Line | None:
    """One element of `lines`: words, or an object with `say`, `hang_up` or `silent`. None, and reported, for anything else.

    `text` is the whole file.
    """
    if not isinstance(entry.value, dict):
        said = read_spoken(entry, text)
        return Says(text=said) if said is not None else None
    refuse_other_keys(entry, LINE_KEYS, "a line")
    if entry.at("silent").present:
        return KeepsSilent(seconds=read_duration(entry.at("silent"), 0.0))
    hangs_up = entry.at("hang_up").flag()
    if entry.at("say").present:
        said = read_spoken(entry.at("say"), text)
        return Says(text=said, then_hangs_up=hangs_up) if said is not None else None
    if not hangs_up:
        entry.refuse(f"{entry.label} does nothing.", f"Write words, or one of: {', '.join(LINE_KEYS)}.")
    return HangsUp()
