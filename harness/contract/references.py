"""How one resource names another: by slug or by UUID, with an optional ` ## comment` after it."""

import re
from collections.abc import Collection, Mapping

from msgspec import Struct, field

from harness.contract.entry import Entry
from harness.contract.problems import did_you_mean

__all__ = ["References", "is_uuid", "without_comment"]

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


class References(Struct, frozen=True, kw_only=True):
    """The resources of one kind that can be referred to."""

    kind: str
    """In a sentence: "tool", "assistant"."""
    slugs: Collection[str]
    """Resource ids that have a file, also one that could not be read."""
    ignored: Collection[str] = ()
    """Resource ids whose file `.vapi-ignore` excludes."""
    slug_of: Mapping[str, str] = field(default_factory=dict)
    """UUID in lower case → resource id, from the state file."""

    def resolve(self, entry: Entry) -> str | None:
        """The resource id `entry` refers to; an unknown one is reported, and None."""
        written = without_comment(entry.text())
        if not written:
            if entry.value is None or isinstance(entry.value, str):
                entry.refuse(f"{entry.label} is empty.", f"Write the slug of a {self.kind}.")
            return None
        slug = self.slug_of.get(written.lower()) if is_uuid(written) else written
        if slug in self.slugs:
            return slug
        if slug in self.ignored:
            entry.refuse(f"the {self.kind} '{slug}' is excluded by .vapi-ignore.", "Take it out of there, or do not refer to it.")
        elif is_uuid(written) and slug is None:
            entry.refuse(
                f"no {self.kind} has the UUID {written}.", f"Add it to the state file, or write the slug of the {self.kind}."
            )
        else:
            entry.refuse(f"there is no {self.kind} '{slug}'.", did_you_mean(slug or written, self.slugs))
        return None


def is_uuid(text: str) -> bool:
    """It has the form of a UUID."""
    return _UUID.fullmatch(text) is not None


def without_comment(text: str) -> str:
    """The reference before ` ## free text`."""
    return text.split("##", 1)[0].strip()
