"""Who speaks first, and what."""

import pytest

from harness.ports import Reply, Says, SystemMessage
from harness.trace.events import AgentSpoke
from tests.runtime.hand import assistant, of_kind, play


def test_the_first_message_is_spoken_with_its_variables_before_the_caller_is_asked() -> None:
    played = play(assistant(first_message="Hello {{name}}.", variables={"name": "Jo"}))

    assert played.heard[0] == ("Hello Jo.",)
    assert of_kind(played.trace, AgentSpoke)[0].first
    assert played.asked == ()


@pytest.mark.parametrize("first_message", [None, ""])
def test_unset_or_empty_the_caller_speaks_first_and_the_model_answers(first_message: str | None) -> None:
    played = play(assistant(first_message=first_message), caller=[Says(text="Hello?")], model=[Reply(text="Good morning.")])

    assert played.heard == ((), ("Good morning.",))
    assert not of_kind(played.trace, AgentSpoke)[0].first


def test_waiting_for_the_user_leaves_the_first_message_unspoken() -> None:
    one = assistant(first_message="Hello.", first_message_mode="assistant-waits-for-user")

    assert play(one).heard == ((),)


def test_a_model_generated_first_message_ignores_the_configured_one_and_sees_only_the_prompt() -> None:
    one = assistant(first_message="Hello.", first_message_mode="assistant-speaks-first-with-model-generated-message")

    played = play(one, model=[Reply(text="Welcome to the hotel.")])

    assert played.heard == (("Welcome to the hotel.",),)
    assert played.asked == ((SystemMessage(content="You are Mia."),),)
    assert of_kind(played.trace, AgentSpoke)[0].first


def test_the_first_message_is_in_the_models_history() -> None:
    played = play(assistant(first_message="Hello."), caller=[Says(text="Hi.")])

    assert [message.content for message in played.asked[0] if hasattr(message, "content")] == ["You are Mia.", "Hello.", "Hi."]
