"""Lists that come in pieces: https://docs.vapi.ai/api-reference shows two shapes, and no list says that it was cut off."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from harness.vapi.errors import Unreadable

__all__ = ["every_item"]

_BY_DATE = frozenset({"assistant", "tool", "squad", "phone-number", "call", "file"})
"""Bare arrays of 100 unless asked for more, newest first, with no page: the next piece is what was made before the oldest."""
_MOST = 1000


def every_item(
    resource: str, filters: Mapping[str, Any], ask: Callable[[Mapping[str, Any]], Any], *, at_a_time: int = _MOST
) -> Iterator[dict[str, Any]]:
    """Each resource once. `ask` sends one query. With a `limit` of the caller's own, one piece is all there is."""
    if resource in _BY_DATE and "limit" not in filters:
        yield from _by_date(resource, filters, ask, at_a_time)
        return
    first = ask(filters)
    items = _items(resource, first)
    yield from items
    if isinstance(first, Mapping) and "limit" not in filters:
        yield from _by_page(resource, filters, ask, first, len(items))


def _by_date(
    resource: str, filters: Mapping[str, Any], ask: Callable[[Mapping[str, Any]], Any], at_a_time: int
) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    query: dict[str, Any] = {**filters, "limit": at_a_time}
    while True:
        items = _items(resource, ask(query))
        fresh = [item for item in items if str(item.get("id")) not in seen]
        seen.update(str(item.get("id")) for item in fresh)
        yield from fresh
        oldest = str(items[-1].get("createdAt", "")) if items else ""
        if len(items) < at_a_time or not fresh or not oldest:
            return
        query["createdAtLe"] = oldest  # not Lt: others may have been made in that very millisecond


def _by_page(
    resource: str, filters: Mapping[str, Any], ask: Callable[[Mapping[str, Any]], Any], first: Mapping[str, Any], had: int
) -> Iterator[dict[str, Any]]:
    about = first.get("metadata")
    total = about.get("totalItems", had) if isinstance(about, Mapping) else had
    page = 1
    while isinstance(total, int) and had < total:
        page += 1
        items = _items(resource, ask({**filters, "page": page}))
        if not items:
            return
        had += len(items)
        yield from items


def _items(resource: str, answer: Any) -> list[dict[str, Any]]:
    found = answer.get("results") if isinstance(answer, Mapping) else answer
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise Unreadable(f"GET /{resource}", "the answer is JSON, but no list of resources")
    return found
