"""An assistant as the console makes and changes it: its tools are the sync's alone."""

from typing import Any

import pytest

from harness.errors import InputError
from harness.reference.toolsync.agents import AgentSettings, read_settings
from harness.reference.toolsync.assistants import AssistantManager
from harness.reference.toolsync.database import ToolDatabase
from harness.reference.toolsync.tables import agents
from harness.vapi.client import VapiClient
from harness.vapi.errors import Unreachable
from tests.reference.toolsync.world import NORTH, add_organisation, is_settled, linked, morning, rows, service
from tests.vapi.api import Api, Fault

DESK = AgentSettings(
    name="Front desk",
    system_prompt="Answer.",
    first_message="Good evening.",
    language="en",
    voice={"provider": "vapi", "voiceId": "Savannah"},
)


@pytest.fixture
def manager(database: ToolDatabase, client: VapiClient) -> AssistantManager:
    add_organisation(database, NORTH)
    numbers = iter(range(99))
    return AssistantManager(database, lambda _: client, morning, lambda: f"m{next(numbers)}", "https://inn.example/events")


def _changed(settings: AgentSettings, **columns: Any) -> AgentSettings:
    return AgentSettings(**{**{name: getattr(settings, name) for name in settings.__struct_fields__}, **columns})


def test_an_assistant_is_made_without_tools(manager: AssistantManager, api: Api, database: ToolDatabase) -> None:
    ensured = manager.ensure_assistant(NORTH, DESK)

    (made,) = api.made("assistant")
    assert (ensured.created, ensured.assistant_id) == (True, made["id"])
    assert made["model"]["toolIds"] == []
    assert "tools" not in made["model"]
    assert made["model"]["messages"] == [{"role": "system", "content": "Answer."}]
    assert (made["name"], made["firstMessage"], made["transcriber"]["language"]) == ("Front desk", "Good evening.", "en")
    assert made["server"]["url"] == "https://inn.example/events"
    assert [(row["name"], row["vapi_assistant_id"]) for row in rows(database, agents)] == [("Front desk", made["id"])]


def test_a_change_keeps_the_tools_and_all_that_was_not_decided(
    manager: AssistantManager, api: Api, client: VapiClient, database: ToolDatabase
) -> None:
    assistant = manager.ensure_assistant(NORTH, DESK).assistant_id
    service(database, client).sync_all_tools_for_assistant(NORTH, assistant)
    model = api.resources["assistant"][assistant]["model"]
    model |= {"maxTokens": 500, "knowledgeBase": {"id": "k"}}
    model["messages"].append({"role": "assistant", "content": "An example."})
    before, tools = api.resources["assistant"][assistant], linked(api, assistant)
    api.resources["assistant"][assistant] = {**before, "silenceTimeoutSeconds": 30}

    again = manager.ensure_assistant(NORTH, _changed(DESK, system_prompt="Be brief.", model={"temperature": 0}))

    after = api.resources["assistant"][assistant]
    prompt = [{"role": "system", "content": "Be brief."}, {"role": "assistant", "content": "An example."}]
    assert (again.assistant_id, again.created) == (assistant, False)
    assert after["model"] == model | {"temperature": 0, "messages": prompt}
    assert (after["silenceTimeoutSeconds"], after["metadata"]) == (30, before["metadata"])
    assert len(tools) == 2
    assert is_settled(api, database, assistant)


def test_a_voice_of_another_provider_brings_nothing_of_the_first_ones(manager: AssistantManager, api: Api) -> None:
    voice = {"provider": "11labs", "voiceId": "a", "stability": 0.5}
    assistant = manager.ensure_assistant(NORTH, _changed(DESK, voice=voice)).assistant_id

    manager.ensure_assistant(NORTH, _changed(DESK, voice={"provider": "11labs", "voiceId": "b"}))
    assert api.resources["assistant"][assistant]["voice"] == {"provider": "11labs", "voiceId": "b", "stability": 0.5}

    manager.ensure_assistant(NORTH, DESK)
    assert api.resources["assistant"][assistant]["voice"] == {"provider": "vapi", "voiceId": "Savannah"}


def test_an_assistant_somebody_removed_at_the_platform_is_made_again(
    manager: AssistantManager, api: Api, database: ToolDatabase
) -> None:
    gone = manager.ensure_assistant(NORTH, DESK).assistant_id
    api.resources["assistant"].clear()

    ensured = manager.ensure_assistant(NORTH, DESK)

    assert ensured.created
    assert ensured.assistant_id != gone
    assert [row["vapi_assistant_id"] for row in rows(database, agents)] == [ensured.assistant_id]


def test_a_creation_nobody_heard_of_again_is_found(manager: AssistantManager, api: Api) -> None:
    """The answer was lost, and so was every look for it."""
    api.faults = [Fault(status=500, after=True), *[Fault(status=500)] * 6]
    with pytest.raises(Unreachable):
        manager.ensure_assistant(NORTH, DESK)

    ensured = manager.ensure_assistant(NORTH, DESK)

    assert [each["id"] for each in api.made("assistant")] == [ensured.assistant_id]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ([], "Expected `object`, got `array`"),
        ({"name": "Mia"}, "missing required field `systemPrompt`"),
        ({"name": "Mia", "systemPrompt": " "}, "its system prompt is empty"),
        ({"name": " ", "systemPrompt": "x"}, "its name must have 1 to 40 characters"),
        ({"name": "M" * 41, "systemPrompt": "x"}, "its name must have 1 to 40 characters"),
        ({"name": "Mia", "systemPrompt": "x", "toolIds": []}, "unknown field `toolIds`"),
        ({"name": "Mia", "systemPrompt": "x", "model": {"toolIds": [], "tools": []}}, "toolIds and tools of the model are not"),
    ],
)
def test_settings_that_cannot_be_used_are_one_sentence(body: Any, told: str) -> None:
    with pytest.raises(InputError, match=f"^the agent cannot be saved: .*{told}"):
        read_settings(body)
