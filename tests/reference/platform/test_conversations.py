"""Chats, calls and runs: the squad really answers, tools are really asked, and the server hears of it."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from threading import Thread
from typing import Any

import falcon
import pytest
from msgspec import Struct, field

from harness.commands.player import Player
from harness.commands.serve import listen
from harness.errors import InputError
from harness.reference.database import open_database
from harness.reference.platform import PLATFORM_STORE
from tests.reference.platform.world import OURS, UNKNOWN, Json, World, made, messages, platform_on

NOW = datetime.fromisoformat("2026-03-02T10:00:00-05:00")
PROMPT = """You are Mia at the Harbour Inn.

When the guest wants to reserve a table, ask for the day and the number of guests, then call find_table.
Ask for one thing at a time."""


class Server(Struct):
    """A tool server that answers every call and remembers what it was sent."""

    url: str = ""
    heard: list[Json] = field(default_factory=list)
    status: int = 200

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        message = json.loads(request.bounded_stream.read())["message"]
        self.heard.append(message)
        response.status = self.status
        calls = message.get("toolCallList", [])
        result = json.dumps({"success": True, "message": "The table is free."})
        response.media = {"results": [{"toolCallId": call["id"], "result": result} for call in calls]}

    def types(self) -> list[str]:
        return [message["type"] for message in self.heard]


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    server = Server()
    app = falcon.App()
    app.add_route("/hook", server)
    served = listen(app, "127.0.0.1", 0)
    thread = Thread(target=served.run, daemon=True)
    thread.start()
    server.url = f"{served.url}/hook"
    yield server
    served.stop()
    thread.join(timeout=5)


@pytest.fixture
def server(running: Server) -> Server:
    running.heard.clear()
    running.status = 200
    return running


def _nobody(name: str) -> Any:
    raise InputError(f"there is no caller {name!r}")


@pytest.fixture(scope="module")
def stage() -> Iterator[World]:
    with (
        closing(open_database(":memory:", PLATFORM_STORE)) as database,
        platform_on(database, play=Player(_nobody), call_clock=lambda: NOW) as world,
    ):
        yield world


@pytest.fixture
def hotel(stage: World, server: Server) -> Callable[..., Json]:
    """Makes an assistant with a tool at the server; keywords are keys of the assistant."""

    def make(**keys: Any) -> Json:
        parameters = {
            "type": "object",
            "properties": {"day": {"type": "string"}, "guests": {"type": "integer"}},
            "required": ["day", "guests"],
        }
        function = {"name": "find_table", "description": "Finds a table.", "parameters": parameters}
        tool = stage.create("/tool", {"type": "function", "function": function, "server": {"url": server.url}})
        model = {"provider": "openai", "messages": [{"role": "system", "content": PROMPT}], "toolIds": [tool["id"]]}
        return stage.create("/assistant", {"name": "Inn", "firstMessage": "Harbour Inn.", "model": model, **keys})

    return make


def _says(*lines: str) -> Json:
    return {"assistantOverrides": {"metadata": {"says": list(lines)}}}


def _chat(stage: World, **body: Any) -> Json:
    return stage.create("/chat", body)


def _ended(stage: World, call: Json) -> Json:
    stage.system.settle()
    ended: Json = made(stage.ours.get(f"/call/{call['id']}"))
    return ended


def test_a_chat_is_answered_by_the_stored_assistant(stage: World, hotel: Callable[..., Json]) -> None:
    chat = _chat(stage, assistantId=hotel()["id"], input="I would like to reserve a table.")

    assert chat["messages"] == [{"role": "user", "content": "I would like to reserve a table."}]
    assert [one["role"] for one in chat["output"]] == ["assistant"]
    assert "day" in chat["output"][0]["content"]
    assert made(stage.ours.get(f"/chat/{chat['id']}")) == chat
    assert chat["orgId"] == OURS


def test_a_chat_that_goes_on_calls_each_tool_once(stage: World, hotel: Callable[..., Json], server: Server) -> None:
    chat = _chat(stage, assistantId=hotel()["id"], input="I would like to reserve a table.")
    for line in ("On 2026-03-05.", "For 4 guests."):
        chat = _chat(stage, previousChatId=chat["id"], input=line)
    tools = [one for one in chat["output"] if one.get("tool_calls")]
    later = _chat(stage, previousChatId=chat["id"], input="Thank you.")

    assert [one["tool_calls"][0]["function"]["name"] for one in tools] == ["find_table"]
    assert json.loads(tools[0]["tool_calls"][0]["function"]["arguments"])["guests"] == 4
    assert [one["role"] for one in chat["output"]] == ["assistant", "tool", "assistant"]
    assert server.types() == ["tool-calls"]
    assert [one["role"] for one in later["messages"]].count("user") == 4


def test_a_webhook_of_a_chat_carries_the_chat_and_no_call(stage: World, hotel: Callable[..., Json], server: Server) -> None:
    assistant = hotel()
    chat = _chat(stage, assistantId=assistant["id"], input="I would like to reserve a table for 4 guests on 2026-03-05.")

    (heard,) = server.heard
    assert heard["chat"]["id"] == chat["id"]
    assert heard["chat"]["orgId"] == OURS
    assert "call" not in heard


def test_a_session_remembers(stage: World, hotel: Callable[..., Json]) -> None:
    session = stage.create("/session", {"assistantId": hotel()["id"]})
    _chat(stage, sessionId=session["id"], input="I would like to reserve a table.")
    second = _chat(stage, sessionId=session["id"], input="On 2026-03-05.")

    kept = made(stage.ours.get(f"/session/{session['id']}"))
    assert "how many" in second["output"][-1]["content"].lower() or "number" in second["output"][-1]["content"].lower()
    assert kept["messages"] == [*second["messages"], *second["output"]]


def test_a_chat_can_be_streamed(stage: World, hotel: Callable[..., Json]) -> None:
    said = {"assistantId": hotel()["id"], "input": "I would like to reserve a table."}
    answer = stage.ours.post("/chat", json={**said, "stream": True})
    whole = _chat(stage, **said)

    events = [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line]
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert "".join(event["delta"] for event in events) == whole["output"][0]["content"]
    assert events[0]["path"] == "chat.output[0].content"


def test_a_chat_speaks_the_responses_api(stage: World, hotel: Callable[..., Json]) -> None:
    answer = made(stage.ours.post("/chat/responses", json={"assistantId": hotel()["id"], "input": "Hello."}), 201)

    assert (answer["object"], answer["status"]) == ("response", "completed")
    assert answer["output"][0]["content"][0]["text"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"input": "Hi"}, "one of `assistantId`, `assistant`, `squadId`, `squad` must be given"),
        ({"assistantId": UNKNOWN, "input": "Hi"}, f"request:1: there is no assistant {UNKNOWN}. Name one that exists."),
        ({"assistant": {}, "input": ""}, "input must be a string or an array of messages, with something a user says"),
        ({"sessionId": UNKNOWN, "previousChatId": UNKNOWN, "input": "Hi"}, "sessionId and previousChatId are mutually exclusive"),
        ({"assistant": {"model": {"provider": "x", "toolIds": [UNKNOWN]}}, "input": "Hi"}, "no tool has the UUID"),
    ],
)
def test_a_chat_that_cannot_be_held_says_why(stage: World, body: Json, told: str) -> None:
    assert any(told in one for one in messages(stage.ours.post("/chat", json=body)))


def test_a_call_is_queued_held_and_reported(stage: World, hotel: Callable[..., Json], server: Server) -> None:
    assistant = hotel(server={"url": server.url})
    number = stage.create("/phone-number", {"provider": "vapi", "name": "Main"})
    says = ["I would like to reserve a table for 4 guests on 2026-03-05.", "Goodbye."]
    body = {"assistantId": assistant["id"], "phoneNumberId": number["id"], "customer": {"number": "+15550100001"}}

    call = stage.create("/call", {**body, **_says(*says)})
    ended = _ended(stage, call)

    assert (call["status"], call["type"]) == ("queued", "outboundPhoneCall")
    assert (ended["status"], ended["endedReason"]) == ("ended", "customer-ended-call")
    assert ended["artifact"]["transcript"].startswith("AI: Harbour Inn.\nUser: I would like to reserve a table")
    assert [message["role"] for message in ended["messages"]][:3] == ["bot", "user", "tool_calls"]
    assert server.types() == ["status-update", "tool-calls", "status-update", "end-of-call-report"]
    assert {message["call"]["id"] for message in server.heard} == {call["id"]}
    assert {message["call"]["orgId"] for message in server.heard} == {OURS}
    assert [server.heard[place]["status"] for place in (0, 2)] == ["in-progress", "ended"]
    assert server.heard[-1]["customer"]["number"] == "+15550100001"


def test_a_squad_hands_over_by_itself(stage: World, server: Server) -> None:
    prompt = "When the guest asks about a bill, hand the call over to Billing with handoff_to_billing."
    model = {"provider": "openai", "messages": [{"role": "system", "content": prompt}]}
    billing = stage.create("/assistant", {"name": "Billing", "firstMessage": "Billing here.", "model": {"provider": "openai"}})
    desk = stage.create("/assistant", {"name": "Desk", "firstMessage": "Front desk.", "model": model})
    destination = {"type": "assistant", "assistantName": "Billing", "description": "bills"}
    handoff = {"type": "handoff", "function": {"name": "handoff_to_billing"}, "destinations": [destination]}
    members = [
        {"assistantId": desk["id"], "assistantOverrides": {"tools:append": [handoff]}},
        {"assistantId": billing["id"]},
    ]
    squad = stage.create("/squad", {"name": "Inn", "members": members})

    call = stage.create("/call/web", {"squadId": squad["id"], **_says("I have a question about my bill.")})
    ended = _ended(stage, call)

    assert call["type"] == "webCall"
    assert "AI: Front desk." in ended["artifact"]["transcript"]
    assert "AI: Billing here." in ended["artifact"]["transcript"]
    assert [one["assistantName"] for one in ended["artifact"]["assistantActivations"]] == ["Desk", "Billing"]


def test_a_call_to_a_dead_server_goes_on_without_a_result(stage: World, hotel: Callable[..., Json], server: Server) -> None:
    server.status = 500
    says = _says("I would like to reserve a table for 4 guests on 2026-03-05.")
    call = stage.create("/call/web", {"assistantId": hotel()["id"], **says})

    results = [one for one in _ended(stage, call)["messages"] if one["role"] == "tool_call_result"]

    assert [one["result"] for one in results] == ["No result returned."]


def test_a_call_with_a_tool_that_is_gone_never_starts(stage: World, hotel: Callable[..., Json]) -> None:
    assistant = hotel()
    stage.ours.delete(f"/tool/{assistant['model']['toolIds'][0]}")

    ended = _ended(stage, stage.create("/call/web", {"assistantId": assistant["id"]}))

    assert ended["endedReason"] == "call.start.error-get-resources-validation"
    assert "no tool has the UUID" in ended["endedMessage"]


def test_a_caller_nobody_knows_ends_the_call_with_the_reason(stage: World, hotel: Callable[..., Json]) -> None:
    ended = _ended(
        stage, stage.create("/call/web", {"assistantId": hotel()["id"], "assistantOverrides": {"metadata": {"caller": "nobody"}}})
    )

    assert ended["endedMessage"] == "there is no caller 'nobody'"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"assistantId": UNKNOWN}, "Couldn't Get Phone Number. Need Either `phoneNumberId` Or `phoneNumber`."),
        ({"assistantId": UNKNOWN, "phoneNumber": {}, "phoneNumberId": UNKNOWN}, "Couldn't Get Phone Number"),
        ({"transport": {"provider": "vapi.websocket"}}, "Couldn't Start Call."),
        (
            {
                "assistantId": UNKNOWN,
                "transport": {"provider": "vapi.websocket"},
                "assistantOverrides": {"metadata": {"says": "Hi"}},
            },
            "metadata.says an array",
        ),
        ({"assistantId": UNKNOWN, "colour": "red"}, "property colour should not exist"),
    ],
)
def test_a_call_that_cannot_be_placed_is_refused(stage: World, body: Json, told: str) -> None:
    assert any(told in one for one in messages(stage.ours.post("/call", json=body)))


def _scenario(stage: World, hotel: Callable[..., Json], pattern: str, instructions: str) -> Json:
    output = {"name": "asked", "type": "regex", "regex": pattern, "schema": {"type": "boolean"}}
    evaluation = {"structuredOutput": output, "comparator": "=", "value": True, "required": True}
    scenario = stage.create(
        "/eval/simulation/scenario", {"name": "Ask", "instructions": instructions, "evaluations": [evaluation]}
    )
    personality = stage.create("/eval/simulation/personality", {"name": "Dana", "assistant": {"name": "Dana"}})
    simulation = stage.create(
        "/eval/simulation", {"name": "Dana asks", "scenarioId": scenario["id"], "personalityId": personality["id"]}
    )
    suite = stage.create("/eval/simulation/suite", {"name": "All", "simulationIds": [simulation["id"]]})
    body = {
        "simulations": [{"type": "simulationSuite", "simulationSuiteId": suite["id"]}],
        "target": {"type": "assistant", "assistantId": hotel()["id"]},
        "transport": {"provider": "vapi.webchat"},
        "iterations": 2,
    }
    run = stage.create("/eval/simulation/run", body)
    stage.system.settle()
    return run


@pytest.mark.parametrize(
    ("pattern", "instructions", "counts"),
    [
        ("(?i)day", 'Say "I would like to reserve a table." and hang up.', {"passed": 2, "failed": 0}),
        ("never said", 'Say "I would like to reserve a table." and hang up.', {"passed": 0, "failed": 2}),
        ("(?i)day", "Improvise.", {"passed": 0, "failed": 2}),
    ],
)
def test_a_suite_is_run_and_judged(
    stage: World, hotel: Callable[..., Json], pattern: str, instructions: str, counts: dict[str, int]
) -> None:
    run = _scenario(stage, hotel, pattern, instructions)
    ended = made(stage.ours.get(f"/eval/simulation/run/{run['id']}"))
    items = made(stage.ours.get(f"/eval/simulation/run/{run['id']}/item"))

    assert (run["status"], ended["status"]) == ("queued", "ended")
    assert {"total": 2, "queued": 0, **counts}.items() <= ended["itemCounts"].items()
    assert [one["id"] for one in items] == run["simulationRunItemIds"]
    assert [one["iterationNumber"] for one in items] == [1, 2]
    assert all(("failureReason" in one) is (one["status"] == "failed") for one in items)
    assert made(stage.ours.get(f"/eval/simulation/run/{run['id']}/item/{items[0]['id']}")) == items[0]
    assert messages(stage.theirs.get(f"/eval/simulation/run/{run['id']}"), 404)


@pytest.mark.parametrize(
    ("plan", "status"),
    [
        ({"type": "regex", "content": "(?i).*day.*"}, "pass"),
        ({"type": "exact", "content": "Something else."}, "fail"),
        ({"type": "exact", "content": "", "toolCalls": [{"name": "find_table"}]}, "fail"),
        ({"type": "ai", "model": {}}, "fail"),
    ],
)
def test_an_eval_is_run_and_judged(stage: World, hotel: Callable[..., Json], plan: Json, status: str) -> None:
    script = [{"role": "user", "content": "I would like to reserve a table."}, {"role": "assistant", "judgePlan": plan}]
    body = {"name": "asks", "type": "chat.mockConversation", "messages": script}
    target = {"type": "assistant", "assistantId": hotel()["id"]}

    run = stage.create("/eval/run", {"type": "eval", "evalId": stage.create("/eval", body)["id"], "target": target})
    stage.system.settle()
    ended = made(stage.ours.get(f"/eval/run/{run['id']}"))

    assert (ended["status"], ended["endedReason"]) == ("ended", "mockConversation.done")
    assert ended["results"][0]["status"] == status
