"""What the stand-in refuses, and in which words."""

import httpx
import pytest

from harness.reference.platform.errors import INVALID_KEY
from tests.reference.platform.world import OUR_TOKEN, World, made, messages


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", f"Basic {OUR_TOKEN}", OUR_TOKEN])
def test_without_a_known_bearer_token_nothing_is_answered(light: World, header: str | None) -> None:
    answer = httpx.get(f"{light.url}/assistant", headers={"Authorization": header} if header is not None else {})

    assert made(answer, 401) == {"message": INVALID_KEY, "error": "Unauthorized", "statusCode": 401}


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/assistant", {"speed": 1}, ["property speed should not exist"]),
        ("/assistant", {"voice": {"provider": "azure", "voiceId": "x", "enableSsmlParsing": True}},
         ["voice.property enableSsmlParsing should not exist"]),
        ("/assistant", {"name": "x" * 41}, ["name must be shorter than or equal to 40 characters"]),
        ("/assistant", {"silenceTimeoutSeconds": 5}, ["silenceTimeoutSeconds must not be less than 10"]),
        ("/assistant", {"stopSpeakingPlan": {"voiceSeconds": 0.6}},
         ["stopSpeakingPlan.voiceSeconds must not be greater than 0.5"]),
        ("/assistant", {"model": {"provider": "openai", "toolIds": ["find-slots"]}},
         ["model.each value in toolIds must be a UUID"]),
        ("/assistant", {"firstMessageMode": "shouts"}, [
            "firstMessageMode must be one of the following values: assistant-speaks-first, "
            "assistant-speaks-first-with-model-generated-message, assistant-waits-for-user"]),
        ("/assistant", {"id": "mine", "createdAt": "now"},
         ["property id should not exist", "property createdAt should not exist"]),
        ("/tool", {"type": "function", "destinations": []}, ["property destinations should not exist"]),
        ("/tool", {"type": "function", "function": {"name": "f"}, "messages": [{"type": "request-start", "say": "x"}]},
         ["messages.0.property say should not exist"]),
        ("/squad", {"name": "S"}, ["members must be an array"]),
        ("/squad", {"members": []}, ["members must contain at least 1 elements"]),
        ("/squad", {"members": [{}]}, ["members.0.property needs either assistantId or assistant"]),
        ("/structured-output", {"name": "", "type": "ai"}, ["name must be between 1 and 40 characters"]),
        ("/eval/simulation/scenario", {"name": "S", "instructions": "x", "evaluations": [
            {"comparator": "=", "value": 1, "structuredOutput": {"name": "x" * 41}}]},
         ["evaluations.0.structuredOutput.name must be between 1 and 40 characters"]),
        ("/eval", {"type": "eval", "messages": [{"role": "user"}]},
         ["type must be one of the following values: chat.mockConversation"]),
        ("/phone-number", {"provider": "twilio", "number": "+15550100"}, ["twilioAccountSid must be a string"]),
    ],
)  # fmt: skip
def test_a_body_that_is_not_of_its_shape_is_refused_whole(light: World, path: str, body: object, told: list[str]) -> None:
    before = light.ours.get(path).json()

    assert messages(light.ours.post(path, json=body)) == told
    assert light.ours.get(path).json() == before


def test_an_unknown_type_of_tool_lists_the_known_ones(light: World) -> None:
    (told,) = messages(light.ours.post("/tool", json={"type": "telepathy"}))

    assert told.startswith("type must be one of the following values: function, apiRequest, ")


@pytest.mark.parametrize("body", [b"{", b"[]", b"1", b'"text"', b"\xff", b"null", b"[" * 100_000])
def test_what_is_not_an_object_is_refused(light: World, body: bytes) -> None:
    assert messages(light.ours.post("/assistant", content=body, headers={"Content-Type": "application/json"}))


def test_a_body_that_is_too_long_is_refused(light: World) -> None:
    answer = light.ours.post("/assistant", json={"firstMessage": "x" * 2_000_000})

    assert messages(answer, 413) == ["request entity too large"]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/nothing"), ("PUT", "/assistant"), ("POST", "/chat/1/2"), ("DELETE", "/assistant")]
)
def test_a_path_nobody_knows_is_not_found(light: World, method: str, path: str) -> None:
    assert messages(light.ours.request(method, path), 404) == [f"Cannot {method} {path}"]


def test_an_id_that_is_no_uuid_is_refused(light: World) -> None:
    assert messages(light.ours.get("/assistant/find-slots")) == ["Validation failed (uuid is expected)"]


def test_without_anybody_to_play_conversations_are_not_answered(light: World) -> None:
    assert messages(light.ours.post("/chat", json={"input": "Hi", "assistant": {}}), 501)
    assert messages(light.ours.post("/call", json={}), 501)
