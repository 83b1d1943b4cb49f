"""The simulated platform sits in the cloud, as the real one does: it cannot see your localhost.

A server URL on a loopback or private address is unreachable; any public host leads to the chosen backend with its path and query
kept, so that a wrong path meets the backend's own 404.
"""

import ipaddress
import re
from urllib.parse import urlsplit

from msgspec.structs import replace

from harness.ports import HttpAnswer, HttpFailure, HttpRequest, ToolBackend

__all__ = ["CloudNetwork", "unreachable"]

_PRIVATE_NAMES = (".local", ".localhost", ".internal", ".lan", ".home.arpa", ".test.local")
_REFUSED_MS = 30


class CloudNetwork:
    """A backend as seen from the cloud."""

    def __init__(self, backend: ToolBackend) -> None:
        self._backend = backend

    def send(self, request: HttpRequest) -> HttpAnswer:
        """The backend's answer, or why the cloud could not reach it."""
        reason = unreachable(request.url)
        if reason is not None:
            return HttpFailure(reason=reason, latency_ms=_REFUSED_MS)
        return self._backend.send(replace(request, url=request.url.strip()))


def unreachable(url: str) -> str | None:
    """Why nobody in the cloud can reach `url`, worded as Node's HTTP client does; None when it is a public address."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return f"Invalid URL: {url}"
    if parts.scheme not in ("http", "https") or not host:
        return f"Invalid URL: {url}"
    where = f"{host}:{port or (443 if parts.scheme == 'https' else 80)}"
    if host == "localhost" or host.endswith(".localhost"):
        return f"connect ECONNREFUSED {where}"
    address = _address(host)
    if address is None:
        return None if "." in host and not host.endswith(_PRIVATE_NAMES) else f"getaddrinfo ENOTFOUND {host}"
    if address.is_loopback or address.is_unspecified:
        return f"connect ECONNREFUSED {where}"
    return None if address.is_global else f"connect EHOSTUNREACH {where}"


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """A literal address, also in the decimal, hexadecimal and shortened forms that resolvers take ("127.1", "0x7f000001")."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return _legacy_ipv4(host)
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _legacy_ipv4(host: str) -> ipaddress.IPv4Address | None:
    pieces = host.rstrip(".").split(".")
    if len(pieces) > 4 or not all(re.fullmatch(r"0x[0-9a-f]+|\d+", piece) for piece in pieces):
        return None
    numbers = [int(p, 16) if p.startswith("0x") else int(p, 8) if p.startswith("0") and p.isdigit() and p.strip("01234567") == "" else int(p)
               for p in pieces]
    value = 0
    for number in numbers[:-1]:
        value = (value << 8) | (number & 0xFF)
    value = (value << (8 * (5 - len(numbers)))) | numbers[-1]
    return ipaddress.IPv4Address(value & 0xFFFFFFFF)
