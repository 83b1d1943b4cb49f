"""The requests of Vapi's own GitOps command line, as it sends them, and what its drift check needs of the answers."""

from typing import Any

import pytest

from tests.reference.platform.test_resources import EXAMPLES
from tests.reference.platform.world import World, made

PULLED = (
    "/credential",
    "/tool",
    "/assistant",
    "/structured-output",
    "/squad",
    "/eval/simulation/personality",
    "/eval/simulation/scenario",
    "/eval/simulation",
    "/eval/simulation/suite",
    "/eval",
)


def _listed(world: World, path: str) -> list[dict[str, Any]]:
    answer = made(world.ours.get(path))
    found: list[dict[str, Any]] = answer["results"] if isinstance(answer, dict) else answer
    return found


def test_setup_checks_its_token_with_one_assistant(light: World) -> None:
    assert made(light.ours.get("/assistant?limit=1")) == []


@pytest.mark.parametrize("path", PULLED)
def test_what_a_push_is_answered_is_what_a_pull_finds(light: World, path: str) -> None:
    """The answer of POST and PATCH is the baseline: were it different from a later GET, every push would see drift."""
    created = light.create(path, EXAMPLES[path])
    query = "?schemaOverride=true" if path == "/structured-output" else ""
    change = {key: value for key, value in EXAMPLES[path].items() if key != "type"}

    patched = made(light.ours.patch(f"{path}/{created['id']}{query}", json=change))

    assert {**patched, "updatedAt": "", "latestVersion": ""} == {**created, "updatedAt": "", "latestVersion": ""} | (
        {} if "latestVersion" in created else {"latestVersion": ""}
    )
    assert made(light.ours.get(f"{path}/{created['id']}{query}")) == patched
    assert patched in _listed(light, path)


def test_a_handoff_is_linked_after_its_assistant_exists(light: World) -> None:
    tool = light.create("/tool", {"type": "handoff", "function": {"name": "handoff_to_billing"}, "destinations": []})
    billing = light.create("/assistant", {"name": "Billing"})
    destinations = [{"type": "assistant", "assistantId": billing["id"], "description": "bills"}]

    linked = made(light.ours.patch(f"/tool/{tool['id']}", json={"destinations": destinations}))

    assert linked["destinations"] == destinations
    assert linked["function"] == tool["function"]


def test_a_structured_output_is_linked_without_a_query(light: World) -> None:
    output = light.create("/structured-output", EXAMPLES["/structured-output"])
    assistant = light.create("/assistant", {"name": "Inn"})

    linked = made(light.ours.patch(f"/structured-output/{output['id']}", json={"assistantIds": [assistant["id"]]}))

    assert linked["assistantIds"] == [assistant["id"]]
    assert linked["schema"] == output["schema"]
