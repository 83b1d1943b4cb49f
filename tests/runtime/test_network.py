"""Which addresses the cloud can reach."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.reach import unreachable
from harness.ports import HttpFailure, HttpReply, HttpRequest
from harness.runtime.network import CloudNetwork

PRIVATE = [
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "0.0.0.0/8", "224.0.0.0/4",
    "240.0.0.0/4", "::1/128", "::/128", "fc00::/7", "fe80::/10", "::ffff:10.0.0.0/104", "2002:7f00::/24", "64:ff9b::10.0.0.0/104",
]  # fmt: skip
PUBLIC = ["8.0.0.0/9", "44.0.0.0/8", "142.250.0.0/15", "2606:4700::/32", "2a00:1450::/32", "::ffff:8.0.0.0/105"]


def addresses(networks: list[str]) -> st.SearchStrategy[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    chosen = [ipaddress.ip_network(network) for network in networks]
    return st.sampled_from(chosen).flatmap(
        lambda network: st.integers(0, network.num_addresses - 1).map(lambda offset: network[offset])
    )


def spelled(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[str]:
    """Ways to write one address in a URL."""
    if isinstance(address, ipaddress.IPv6Address):
        return [f"[{address}]", f"[{address.exploded}]"]
    a, b, c, d = address.packed
    return [str(address), str(int(address)), hex(int(address)), f"{a}.{int(address) & 0xFFFFFF}", f"0{a:o}.0x{b:x}.{c}.{d}",
            f"{address}."]  # fmt: skip


@given(addresses(PRIVATE), st.sampled_from(["http", "https", "HTTP"]), st.sampled_from(["", ":3001"]))
def test_no_private_address_is_reachable_however_it_is_written(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address, scheme: str, port: str
) -> None:
    for host in spelled(address):
        assert unreachable(f"{scheme}://{host}{port}/api") is not None, host


@given(addresses(PUBLIC), st.sampled_from(["", ":3001"]))
def test_every_public_address_is_reachable_however_it_is_written(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address, port: str
) -> None:
    for host in spelled(address):
        assert unreachable(f"https://{host}{port}/api") is None, host


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://localhost:3001/x", "connect ECONNREFUSED localhost:3001"),
        ("https://localhost/x", "connect ECONNREFUSED localhost:443"),
        ("http://LOCALHOST./x", "connect ECONNREFUSED localhost:80"),
        ("http://app.localhost/x", "connect ECONNREFUSED app.localhost:80"),
        ("http://192.168.1.20:3001/x", "connect EHOSTUNREACH 192.168.1.20:3001"),
        ("http://%31%32%37.0.0.1/", "connect ECONNREFUSED 127.0.0.1:80"),
        ("http://\uff11\uff12\uff17.0.0.1/", "connect ECONNREFUSED 127.0.0.1:80"),
        ("http://user@127.0.0.1/", "connect ECONNREFUSED 127.0.0.1:80"),
        ("http://backend/x", "getaddrinfo ENOTFOUND backend"),
        ("http://printer.local/x", "getaddrinfo ENOTFOUND printer.local"),
        ("ftp://hotel.example.com/", "Invalid URL: ftp://hotel.example.com/"),
        ("hotel.example.com/tools", "Invalid URL: hotel.example.com/tools"),
        ("https://", "Invalid URL: https://"),
        ("http://hotel.example.com:99999/", "Invalid URL: http://hotel.example.com:99999/"),
        ("http://[::1/", "Invalid URL: http://[::1/"),
        ("", "Invalid URL: "),
    ],
)
def test_the_reason_is_worded_as_the_platforms_client_words_it(url: str, reason: str) -> None:
    assert unreachable(url) == reason


@given(st.text(max_size=40))
def test_no_url_breaks_the_network(text: str) -> None:
    for url in (text, f"http://{text}", f"http://{text}/x"):
        assert unreachable(url) is None or isinstance(unreachable(url), str)


class Echo:
    def send(self, request: HttpRequest) -> HttpReply:
        return HttpReply(status=200, body=request.url.encode())


def test_a_public_address_leads_to_the_backend_with_path_and_query_kept() -> None:
    request = HttpRequest(url=" https://abc.ngrok-free.dev/api/vapi/tools/book?x=1 ", headers={}, body=b"")

    assert CloudNetwork(Echo()).send(request) == HttpReply(status=200, body=b"https://abc.ngrok-free.dev/api/vapi/tools/book?x=1")


def test_a_private_address_fails_soon_and_reaches_nobody() -> None:
    answer = CloudNetwork(Echo()).send(HttpRequest(url="http://10.0.0.1/x", headers={}, body=b""))

    assert answer == HttpFailure(reason="connect EHOSTUNREACH 10.0.0.1:80", latency_ms=30)
