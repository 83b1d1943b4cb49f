"""Whatever stands where a value is expected is read or reported, never a crash."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from harness.contract.assistant_entry import read_assistant
from harness.contract.document import Document
from harness.contract.entry import Entry
from harness.contract.model import Assistant, Tool
from harness.contract.problems import Problem
from harness.contract.references import References
from harness.contract.squad_entry import Roster, read_squad
from harness.contract.tool_entry import read_tool
from harness.contract.yaml12 import read_yaml

TOOL: dict[str, Any] = {
    "type": "function",
    "async": False,
    "function": {
        "name": "bookTable",
        "description": "Books.",
        "strict": True,
        "parameters": {"type": "object", "properties": {"guest": {"type": "string", "enum": ["a"]}}, "required": ["guest"]},
    },
    "parameters": [{"key": "caller", "value": "x"}],
    "variableExtractionPlan": {"aliases": [{"key": "a", "value": "b"}]},
    "messages": [
        {
            "type": "request-start",
            "content": "One moment.",
            "timingMilliseconds": 1,
            "conditions": [{"param": "guest", "operator": "eq", "value": "a"}],
            "contents": [{"language": "zh", "text": "x"}],
        }
    ],
    "server": {"url": "https://x.example", "headers": {"a": "b"}, "backoffPlan": {"type": "fixed", "excludedStatusCodes": [400]}},
    "destinations": [{"type": "assistant", "assistantName": "Desk"}],
}
ASSISTANT: dict[str, Any] = {
    "name": "Desk",
    "firstMessage": "Hi",
    "firstMessageMode": "assistant-waits-for-user",
    "model": {
        "messages": [{"role": "system", "content": "x"}],
        "toolIds": ["book"],
        "toolRefs": [{"toolId": "book"}],
        "tools": [TOOL],
    },
    "messagePlan": {"idleMessages": ["Hello?"], "idleMessageMaxSpokenCount": 2},
    "transcriber": {"language": "en"},
    "endCallPhrases": ["bye"],
    "serverUrl": "https://x.example",
}
SQUAD: dict[str, Any] = {
    "name": "House",
    "members": [
        {"assistantId": "desk", "assistantOverrides": {"model": {"toolIds": ["x"]}, "tools:append": [TOOL]}},
        {"assistant": ASSISTANT, "assistantDestinations": [{"assistantName": "Desk"}, {"assistantId": "desk"}]},
    ],
    "membersOverrides": {"variableValues": {"a": 1}},
}
ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "x", "desk", "object"]) | st.just(float("nan")),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["type", "name", "url", "x"]), inner, max_size=2),
    max_leaves=4,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a tree."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


@st.composite
def spoiled(draw: st.DrawFn, tree: dict[str, Any]) -> Document:
    """The tree with up to three of its values replaced by something odd."""
    copy: dict[str, Any] = json.loads(json.dumps(tree))
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(places(copy)))
        container[key] = draw(ODD)
    return read_yaml(json.dumps(copy).replace("NaN", ".nan"), file="a.yml")


def one_of(kind: str, slug: str) -> References:
    return References(kind=kind, slugs=[slug])


@given(spoiled(TOOL))
def test_any_tool(document: Document) -> None:
    problems: list[Problem] = []

    tool = read_tool(Entry.of(document, problems))

    assert tool.name or problems
    assert tool.parameters["type"] == "object"
    assert set(tool.required) <= set(tool.properties) or problems


@given(spoiled(ASSISTANT))
def test_any_assistant(document: Document) -> None:
    problems: list[Problem] = []

    assistant = read_assistant(
        Entry.of(document, problems), tools={"book": Tool(name="x")}, references=one_of("tool", "book"), names={}, slug="desk"
    )

    assert assistant.name
    assert all(problem.source.file == "a.yml" for problem in problems)


@given(spoiled(SQUAD))
def test_any_squad(document: Document) -> None:
    problems: list[Problem] = []
    roster = Roster(
        assistants={"desk": Assistant(name="Desk", slug="desk")},
        documents={"desk": read_yaml("name: Desk\nmodel: {provider: openai}\n", file="desk.yml")},
        tools={"book": Tool(name="x")},
        names={"desk": "Desk"},
        squads={"house": "House"},
        assistant_references=one_of("assistant", "desk"),
        tool_references=one_of("tool", "book"),
    )

    squad = read_squad(Entry.of(document, problems), roster, slug="house")

    assert squad is not None or problems
