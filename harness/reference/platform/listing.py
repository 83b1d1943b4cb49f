"""What a list is asked for, and the shape it is answered in."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from msgspec import Struct, field

from harness.reference.platform.errors import bad_request
from harness.reference.platform.kinds import ResourceKind
from harness.reference.platform.records import Record, stamp

__all__ = ["ListQuery", "listed", "read_query"]

_DEFAULT_LIMIT = 100
_LARGEST_LIMIT = 1000
_COMPARISONS = {
    "Gt": lambda found, asked: found > asked,
    "Lt": lambda found, asked: found < asked,
    "Ge": lambda found, asked: found >= asked,
    "Le": lambda found, asked: found <= asked,
}


class ListQuery(Struct, frozen=True, kw_only=True):
    """One list request, understood."""

    limit: int = _DEFAULT_LIMIT
    page: int = 1
    is_ascending: bool = False
    sort_by: str = "createdAt"
    is_paged: bool = False
    """`page` or `limit` was asked for."""
    dates: Mapping[str, str] = field(default_factory=dict)
    """createdAtLt … → the moment as records have it."""
    equal: Mapping[str, str] = field(default_factory=dict)
    """Filter → the value it must have."""


def read_query(kind: ResourceKind, params: Mapping[str, Any]) -> ListQuery:
    """The query of a list; HTTP 400 with everything that is wrong with it."""
    faults = [f"property {name} should not exist" for name in params if name not in kind.known_query]
    limit = _whole(params, "limit", _DEFAULT_LIMIT, 0, _LARGEST_LIMIT, faults)
    page = _whole(params, "page", 1, 1, None, faults)
    order = str(params.get("sortOrder", "DESC"))
    if order not in ("ASC", "DESC"):
        faults.append("sortOrder must be one of the following values: ASC, DESC")
    dates: dict[str, str] = {}
    for name, value in params.items():
        if name.startswith(("createdAt", "updatedAt")) and name in kind.known_query:
            moment = _moment(str(value))
            if moment is None:
                faults.append(f"{name} must be a valid ISO 8601 date string")
            else:
                dates[name] = moment
    if faults:
        raise bad_request(faults)
    return ListQuery(
        limit=limit,
        page=page,
        is_ascending=order == "ASC",
        sort_by=str(params.get("sortBy", "createdAt")),
        is_paged="page" in params or "limit" in params,
        dates=dates,
        equal={name: _joined(value) for name, value in params.items() if name in kind.filters},
    )


def listed(kind: ResourceKind, query: ListQuery, records: Sequence[Record], shown: Sequence[Mapping[str, Any]]) -> Any:
    """The answer: `shown` are the records, newest first, as each is shown."""
    pairs = [(record, body) for record, body in zip(records, shown, strict=True) if _fits(query, record, body)]
    if query.is_ascending:
        pairs.reverse()
    if query.sort_by == "updatedAt":
        pairs.sort(key=lambda pair: pair[0].updated_at, reverse=not query.is_ascending)
    first = (query.page - 1) * query.limit
    found = [body for _, body in pairs[first : first + query.limit]]
    if kind.listing == "array" or (kind.listing == "either" and not query.is_paged):
        return found
    pages = -(-len(pairs) // query.limit) if query.limit else 0
    metadata = {
        "itemsPerPage": query.limit,
        "totalItems": len(pairs),
        "currentPage": query.page,
        "totalPages": pages,
        "hasNextPage": query.page < pages,
        "sortOrder": "ASC" if query.is_ascending else "DESC",
    }
    return {"results": found, "metadata": metadata}


def _fits(query: ListQuery, record: Record, body: Mapping[str, Any]) -> bool:
    for name, asked in query.dates.items():
        found = record.created_at if name.startswith("created") else record.updated_at
        if not _COMPARISONS[name[-2:]](found, asked):
            return False
    return all(_equals(name, asked, body) for name, asked in query.equal.items())


def _equals(name: str, asked: str, body: Mapping[str, Any]) -> bool:
    if name.endswith("Any"):
        return str(body.get(name.removesuffix("Any"))) in asked.split(",")
    if name == "standaloneOnly":
        return True
    if name in ("targetType", "targetId"):
        target = body.get("target") or {}
        return asked in ((target.get("type"),) if name == "targetType" else (target.get("assistantId"), target.get("squadId")))
    return str(body.get("status" if name == "filterStatus" else name)) == asked


def _whole(params: Mapping[str, Any], name: str, default: int, low: int, high: int | None, faults: list[str]) -> int:
    try:
        number = float(params.get(name, default))
    except (TypeError, ValueError):
        number = float("nan")
    if not isfinite(number) or number != int(number):
        faults.append(f"{name} must be a number conforming to the specified constraints")
        return default
    if number < low:
        faults.append(f"{name} must not be less than {low}")
    if high is not None and number > high:
        faults.append(f"{name} must not be greater than {high}")
    return int(number)


def _moment(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _joined(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
