"""Phase 2, first half: the tunnel that leads from the public address to the backend.

ngrok's agent tells its tunnels at `GET /api/tunnels`: https://ngrok.com/docs/agent/api/
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
from msgspec import DecodeError, json

from harness.commands.verifying.result import Row, matched, mismatched

__all__ = ["tunnel"]

_PATIENCE = 5.0
_LOOPBACK = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104 - compared with, not listened on


def tunnel(agent: str, base: str, backend: str, http: httpx.Client) -> Iterator[Row]:
    """Whether the tunnel agent at `agent` forwards `base` to `backend`, both URLs."""
    component, expected = "Tunnel", f"{base} is active"
    tunnels = _tunnels(agent, http)
    if isinstance(tunnels, str):
        mend = f"Start the tunnel, as in: ngrok http {_port(backend)}. Or say --tunnel none when the backend needs none."
        yield mismatched(component, expected, tunnels, mend)
        return
    secure = [each for each in tunnels if str(each.get("public_url", "")).startswith("https://")]
    mine = next((each for each in secure if each.get("public_url") == base), None)
    if mine is None:
        found = ", ".join(str(each.get("public_url")) for each in tunnels) or "no tunnel"
        mend = "Open the tunnel under that name, or put its address into the files, push them, and verify again."
        yield mismatched(component, expected, found, mend)
        return
    yield matched(component, expected, f"{base}, {mine.get('proto', 'https')}")
    config = mine.get("config")
    address = str(config.get("addr", "")) if isinstance(config, Mapping) else ""
    component = "Tunnel: forwards to the backend"
    if _place(address) == _place(backend):
        yield matched(component, backend, address)
    else:
        mend = f"Start it with the backend's port: ngrok http {_port(backend)}. Or say with --backend where the backend is."
        yield mismatched(component, backend, address or "nowhere", mend)


def _tunnels(agent: str, http: httpx.Client) -> list[Mapping[str, Any]] | str:
    """The tunnels there are, or why nobody knows."""
    url = f"{agent.rstrip('/')}/api/tunnels"
    try:
        answer = http.get(url, timeout=_PATIENCE)
    except (httpx.HTTPError, httpx.InvalidURL) as broken:
        return f"no answer from {url} ({type(broken).__name__})"
    try:
        content = json.decode(answer.content)
    except (DecodeError, UnicodeDecodeError, RecursionError):
        content = None
    listed = content.get("tunnels") if isinstance(content, dict) else None
    if answer.status_code != httpx.codes.OK or not isinstance(listed, list):
        return f"{url} answered with status {answer.status_code} and no list of tunnels"
    return [each for each in listed if isinstance(each, Mapping)]


def _place(address: str) -> tuple[str, int] | None:
    """Host and port of "http://localhost:3001", "localhost:3001" and "3001" alike; None for what is no address."""
    text = f"localhost:{address}" if address.isdecimal() else address
    try:
        parts = urlsplit(text if "//" in text else f"http://{text}")
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None
    host = parts.hostname or ""
    return ("localhost" if host in _LOOPBACK else host, port)


def _port(backend: str) -> int:
    place = _place(backend)
    return place[1] if place else 3001
