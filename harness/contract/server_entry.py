"""Servers as Vapi resources write them."""

from harness.contract.entry import Entry
from harness.contract.model import BackoffPlan, Server

__all__ = ["read_api_server", "read_server"]

_DEFAULT_TIMEOUT = 20.0


def read_server(owner: Entry) -> Server | None:
    """The `server` of an assistant or a tool, or the older `serverUrl`; None when it has neither."""
    server = owner.at("server")
    if server.present:
        return _read(server, secret=server.at("secret").optional_text()) if server.mapping() else None
    legacy = owner.at("serverUrl")
    url = _url(legacy) if legacy.present else ""
    return Server(url=url, secret=owner.at("serverUrlSecret").optional_text(), source=legacy.source) if url else None


def read_api_server(tool: Entry) -> Server | None:
    """The endpoint of an apiRequest tool, which carries url, timeout and credential itself."""
    return _read(tool, secret=None) if tool.at("url").present else None


def _read(entry: Entry, *, secret: str | None) -> Server | None:
    url = _url(entry.at("url"))
    timeout = entry.at("timeoutSeconds")
    seconds = timeout.number(_DEFAULT_TIMEOUT)
    if seconds <= 0:
        timeout.refuse(f"{timeout.label} is {seconds:g}, which leaves no time for an answer.", "Write a number from 1 to 300.")
    if not url:
        return None
    return Server(
        url=url,
        timeout_seconds=seconds,
        headers=_headers(entry.at("headers")),
        credential_id=entry.at("credentialId").optional_text(),
        secret=secret,
        backoff=_backoff(entry.at("backoffPlan")),
        source=entry.at("url").source,
    )


def _url(entry: Entry) -> str:
    url = entry.text().strip()
    if not url:
        entry.refuse(f"{entry.label} is missing or empty.", "Write the address of the server.")
    elif not url.lower().startswith(("http://", "https://")) and "{{" not in url:
        entry.refuse(f"{entry.label} is '{url}', which is no web address.", "Begin it with https://.")
    return url


def _headers(entry: Entry) -> dict[str, str]:
    """Fixed headers; those of an apiRequest are a schema, filled at run time, and have no place here."""
    return {name: str(value) for name, value in entry.mapping().items() if isinstance(value, str | int | float)}


def _backoff(entry: Entry) -> BackoffPlan | None:
    if not entry.present:
        return None
    kind = entry.at("type").text("fixed")
    if kind not in ("fixed", "exponential"):
        entry.at("type").refuse(f"{entry.label}.type is '{kind}'.", "Write fixed or exponential.")
    return BackoffPlan(
        kind="exponential" if kind == "exponential" else "fixed",
        max_retries=entry.at("maxRetries").whole(0),
        base_delay_seconds=entry.at("baseDelaySeconds").number(1.0),
        excluded_status_codes=tuple(code.whole(0) for code in entry.at("excludedStatusCodes").entries()),
    )
