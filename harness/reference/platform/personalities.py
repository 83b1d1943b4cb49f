"""The testers that come with the platform: everybody has them, nobody can change or delete them."""

from collections.abc import Sequence

from harness.reference.platform.records import Record

__all__ = ["DEFAULT_PERSONALITIES"]

_NAMES = (
    "Confused Carl",
    "Decisive Derek",
    "Emotional Eva",
    "Impatient Irene",
    "Multitasking Maya",
    "Rambling Roger",
    "Skeptical Sam",
)
_SINCE = "2026-01-01T00:00:00.000Z"


def _record(number: int, name: str) -> Record:
    model = {"provider": "openai", "model": "gpt-4.1", "messages": [{"role": "system", "content": f"You are {name}."}]}
    return Record(
        id=f"a0000000-0000-4000-8000-{number:012d}",
        org_id=None,
        kind="personality",
        body={"name": name, "assistant": {"model": model}},
        created_at=_SINCE,
        updated_at=_SINCE,
    )


DEFAULT_PERSONALITIES: Sequence[Record] = tuple(_record(number, name) for number, name in enumerate(_NAMES, 1))
