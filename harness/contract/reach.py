"""Which server URLs anybody outside can reach. Decided from the address alone; nothing is looked up or opened."""

import ipaddress
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

__all__ = ["unreachable"]

_PRIVATE_NAMES = (".local", ".internal", ".lan", ".home.arpa")
_IPV4_IN_IPV6 = tuple(map(ipaddress.IPv6Network, ("::/96", "64:ff9b::/96")))
"""Ways to write an IPv4 address as an IPv6 one, besides the mapped and 6to4 forms the library knows."""


@lru_cache(maxsize=256)
def unreachable(url: str) -> str | None:
    """Why nobody in the cloud can reach `url`, worded as Node's HTTP client does; None when it is a public address."""
    try:
        parts = urlsplit(url.strip())
        host, port = unicodedata.normalize("NFKC", unquote(parts.hostname or "")).rstrip("."), parts.port
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
    return None if address.is_global and not address.is_multicast else f"connect EHOSTUNREACH {where}"


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """A literal address, also in the decimal, hexadecimal and shortened forms that resolvers take ("127.1", "0x7f000001")."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return _legacy_ipv4(host)
    return address if address.version == 4 else _embedded_ipv4(address) or address


def _embedded_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and int(address) > 1 and any(address in network for network in _IPV4_IN_IPV6):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return inner


def _legacy_ipv4(host: str) -> ipaddress.IPv4Address | None:
    """An address in the forms of inet_aton: one to four numbers, decimal, octal or hexadecimal, the last filling what is left."""
    pieces = host.split(".")
    if len(pieces) > 4 or not all(re.fullmatch(r"0x[0-9a-f]+|[0-9]+", piece) for piece in pieces):
        return None
    value = 0
    numbers = [_number(piece) for piece in pieces]
    for number in numbers[:-1]:
        value = (value << 8) | (number & 0xFF)
    value = (value << (8 * (5 - len(numbers)))) | numbers[-1]
    return ipaddress.IPv4Address(value & 0xFFFFFFFF)


def _number(piece: str) -> int:
    if piece.startswith("0x"):
        return int(piece, 16)
    return int(piece, 8) if re.fullmatch(r"0[0-7]+", piece) else int(piece)
