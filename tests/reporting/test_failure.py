"""The text of a failure, which ends up in terminals and in the logs of CI."""

from harness.reporting.failure import failure_lines
from harness.reporting.run import ScenarioResult


def _failed(sentence: str) -> ScenarioResult:
    return ScenarioResult(
        id="x", feature="F", feature_file="f.feature", line=3, name="S", verdict="failed", sentence=sentence,
        replay="callproof run f.feature:3 --seed 20260118",
    )  # fmt: skip


def test_a_real_number_is_masked_and_a_fictional_one_is_not() -> None:
    """604-555-01xx rings nowhere and stays readable."""
    text = "\n".join(failure_lines(_failed("Told 604-868-1234 instead of 604-555-0123, with Bearer abcdefgh12345678.")))

    assert "868-1234" not in text
    assert "604-555-0123" in text
    assert "abcdefgh12345678" not in text


def test_the_replay_command_is_left_as_it_is() -> None:
    """It is there to be copied."""
    assert failure_lines(_failed("Broken."))[-1] == "Replay: callproof run f.feature:3 --seed 20260118"
