"""Who holds the stand-in's conversations: callers by name, lines, quoted instructions, and a backend all hosts stand for."""

from collections.abc import Iterator
from datetime import datetime
from threading import Thread

import falcon
import pytest

from harness.callers.profile import CallerProfile
from harness.commands.player import Player
from harness.commands.serve import listen
from harness.contract.model import Assistant, Member, Server, Squad, Tool
from harness.errors import InputError
from harness.ports import Says
from harness.reference.platform import Exchange, PlayRequest
from harness.trace.trace import Trace

NOW = datetime.fromisoformat("2026-03-02T10:00:00-05:00")
PROMPT = "When the guest asks for the menu, call read_menu."


class Kitchen:
    """Answers every tool call with the soup of the day."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def __call__(self, req: falcon.Request, resp: falcon.Response, **_: object) -> None:
        self.paths.append(req.path)
        calls = req.media["message"]["toolCallList"]
        resp.media = {"results": [{"toolCallId": call["id"], "result": "Soup."} for call in calls]}


@pytest.fixture(scope="module")
def kitchen() -> Iterator[tuple[str, Kitchen]]:
    kitchen, app = Kitchen(), falcon.App()
    app.add_sink(kitchen, "/")
    served = listen(app, "127.0.0.1", 0)
    thread = Thread(target=served.run, daemon=True)
    thread.start()
    yield served.url, kitchen
    served.stop()
    thread.join(timeout=5)


def _squad(url: str) -> Squad:
    tool = Tool(name="read_menu", description="Reads the menu.", server=Server(url=url))
    return Squad(name="Inn", members=(Member(assistant=Assistant(name="Inn", prompt=PROMPT, tools=(tool,))),))


def _request(url: str, **more: object) -> PlayRequest:
    given = {"kind": "chat", "id": "c1", "org_id": "o1", "started_at": NOW, "seed": 1, "squad": _squad(url), **more}
    return PlayRequest(**given)  # type: ignore[arg-type]


def _nobody(name: str) -> CallerProfile:
    raise InputError(f"there is no caller {name!r}")


def _said(trace: Trace) -> list[str]:
    return [line.text for line in trace.said]


def test_a_public_host_stands_for_the_backend_that_is_named(kitchen: tuple[str, Kitchen]) -> None:
    url, seen = kitchen
    played = Player(_nobody, backend=url)(_request("https://inn.example/tools/menu", says=("Read me the menu.",)))

    assert seen.paths[-1] == "/tools/menu"
    assert [use.result.data for use in played.trace.tool_uses] == ["Soup."]
    assert [one.status for one in played.exchanges] == [200]


def test_localhost_is_somebody_elses_when_a_backend_is_named(kitchen: tuple[str, Kitchen]) -> None:
    url, seen = kitchen
    before = len(seen.paths)
    played = Player(_nobody, backend=url)(_request("http://localhost:3001/menu", says=("Read me the menu.",)))

    assert len(seen.paths) == before
    assert played.exchanges == (Exchange(body="connect ECONNREFUSED localhost:3001", latency_ms=30),)


def test_what_was_answered_before_is_not_asked_again(kitchen: tuple[str, Kitchen]) -> None:
    url, seen = kitchen
    first = Player(_nobody)(_request(f"{url}/menu", says=("Read me the menu.",)))
    before = len(seen.paths)
    again = Player(_nobody)(_request(f"{url}/menu", says=("Read me the menu.",), replayed=first.exchanges))

    assert len(seen.paths) == before
    assert again.trace.tool_uses == first.trace.tool_uses


def test_a_mock_answers_in_place_of_the_server() -> None:
    played = Player(_nobody)(_request("https://inn.example/menu", says=("Read me the menu.",), mocks={"read_menu": "Salad."}))

    assert [use.result.data for use in played.trace.tool_uses] == ["Salad."]


def test_a_caller_known_by_name_phones() -> None:
    profile = CallerProfile(name="dana", lines=(Says(text="Read me the menu.", then_hangs_up=True),), number="+15550100001")
    player = Player(lambda _name: profile, default_caller="dana")

    named = player(_request("https://inn.example/menu", kind="call", caller="dana"))
    default = player(_request("https://inn.example/menu", kind="call"))
    own = player(_request("https://inn.example/menu", kind="call", says=("Hi.",)))

    assert _said(named.trace) == _said(default.trace) == ["Read me the menu."]
    assert named.trace.started.customer_number == "+15550100001"
    assert _said(own.trace) == ["Hi."]


def test_a_tester_says_what_its_instructions_quote() -> None:
    instructions = 'You are Dana. Say "Hello.", then “Thank you.”'
    played = Player(_nobody)(_request("https://inn.example/menu", kind="simulation", instructions=instructions))

    assert _said(played.trace) == ["Hello.", "Thank you."]


def test_a_tester_with_nothing_to_say_is_one_sentence() -> None:
    with pytest.raises(InputError, match="quote no line"):
        Player(_nobody)(_request("https://inn.example/menu", kind="simulation", instructions="Be rude."))
