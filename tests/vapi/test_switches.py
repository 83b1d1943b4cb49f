"""Where sources disagree, the platform is a matter of named choices with a default."""

import msgspec
import pytest

from harness.vapi import Switches


def test_every_switch_is_there_by_name_with_its_default() -> None:
    assert msgspec.structs.asdict(Switches()) == {
        "tool_call_shape": "fn-object",
        "timestamp": "ms",
        "undefined_variable": "empty",
        "handoff_result_text": "No handoff destination returned",
        "handoff_default_filler": "silent",
        "multi_handoff_name": "group_index",
        "dual_emission_spoken": False,
        "non200_body_parsed": False,
        "result_non_string": "stringify",
        "parallel_tool_webhooks": "one",
        "silence_min": 10,
        "stop_words_default": 2,
    }


def test_a_switch_can_be_read_from_a_file() -> None:
    assert msgspec.convert({"timestamp": "iso"}, Switches).timestamp == "iso"


@pytest.mark.parametrize("wrong", [{"timestamp": "seconds"}, {"silence_min": 7}])
def test_a_switch_refuses_what_it_does_not_know(wrong: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value"):
        msgspec.convert(wrong, Switches)
