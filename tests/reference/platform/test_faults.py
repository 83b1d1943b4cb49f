"""Faults: what a client of an API on the internet must live with."""

import time

import httpx
import pytest

from harness.errors import InputError
from harness.reference.platform import PlatformFault, read_fault
from tests.reference.platform.test_resources import EXAMPLES
from tests.reference.platform.world import World, made, messages


def _create(world: World) -> httpx.Response:
    return world.ours.post("/tool", json=EXAMPLES["/tool"])


def _count(world: World) -> int:
    return len(made(world.ours.get("/tool")))


def test_a_rate_limit_says_when_to_come_back(light: World) -> None:
    light.faults.plan(PlatformFault(kind="rate-limit", retry_after="7", times=2))

    answers = [_create(light) for _ in range(3)]

    assert [one.status_code for one in answers] == [429, 429, 201]
    assert answers[0].headers["Retry-After"] == "7"
    assert messages(answers[0], 429) == ["Too Many Requests"]
    assert _count(light) == 1


def test_a_burst_of_errors_comes_after_those_that_pass(light: World) -> None:
    light.faults.plan(PlatformFault(kind="error", status=502, skip=1, times=2, method="POST", path="/tool"))

    assert [_create(light).status_code for _ in range(4)] == [201, 502, 502, 201]
    assert _count(light) == 2


def test_a_dropped_connection_does_nothing(light: World) -> None:
    light.faults.plan(PlatformFault(kind="drop", times=1))

    with pytest.raises(httpx.RemoteProtocolError):
        _create(light)

    assert _count(light) == 0


def test_a_lost_answer_is_of_a_deed_that_was_done(light: World) -> None:
    light.faults.plan(PlatformFault(kind="lose", times=1, method="POST"))

    with pytest.raises(httpx.RemoteProtocolError):
        _create(light)

    assert _count(light) == 1


def test_half_an_answer_ends_in_the_middle(light: World) -> None:
    light.faults.plan(PlatformFault(kind="cut", times=1))

    with pytest.raises(httpx.RemoteProtocolError):
        _create(light)

    assert _count(light) == 1


def test_a_page_of_html_comes_from_a_proxy(light: World) -> None:
    light.faults.plan(PlatformFault(kind="html", status=200, times=1))

    answer = _create(light)

    assert answer.headers["Content-Type"] == "text/html"
    assert answer.text.startswith("<html>")


def test_a_slow_answer_is_right_and_late(light: World) -> None:
    light.faults.plan(PlatformFault(kind="slow", seconds=0.3, times=1))

    began = time.perf_counter()
    assert _create(light).status_code == 201
    assert time.perf_counter() - began >= 0.3


def test_a_share_of_the_requests_is_hit(light: World) -> None:
    light.faults.plan(PlatformFault(kind="error", share=0.3))

    statuses = [light.ours.get("/tool").status_code for _ in range(100)]

    assert 10 <= statuses.count(503) <= 50
    assert statuses.count(200) == 100 - statuses.count(503)


def test_the_command_line_says_faults_in_words() -> None:
    assert read_fault("rate-limit") == PlatformFault(kind="rate-limit")
    assert read_fault("error:status=502,share=0.05,path=/tool,method=post") == PlatformFault(
        kind="error", status=502, share=0.05, path="/tool", method="POST"
    )
    assert read_fault("slow:seconds=2,times=3,skip=1") == PlatformFault(kind="slow", seconds=2, times=3, skip=1)


@pytest.mark.parametrize("text", ["", "tired", "error:status=many", "error:colour=red", "error:times=x"])
def test_a_fault_nobody_knows_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_fault(text)

    assert "\n" not in str(refused.value)
