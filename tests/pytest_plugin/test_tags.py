"""Tags need no registration and are no warnings."""

import pytest

FEATURE = "@vip @issue:CW-118\nFeature: f\n  @critical @座位 @owner:desk @a.b-c\n  Scenario: s\n    When the guest phones\n    Then Mia books a table\n"


@pytest.mark.parametrize("expression", ["vip", "critical", "座位", "a.b-c", "issue:CW-118", "owner:desk", "vip and not wip"])
def test_every_tag_selects(play, expression):
    result = play(FEATURE, "-m", expression, "-W", "error")

    assert (result.code, list(result.results)) == (0, ["s"])


def test_strict_markers_accept_every_tag(play):
    result = play(FEATURE, "-m", "vip and critical", "--strict-markers", "-W", "error")

    assert (result.code, list(result.results)) == (0, ["s"])


def test_a_tag_that_is_not_there_selects_nothing(play):
    assert play(FEATURE, "-m", "wip").code == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_user_can_give_a_tag_a_meaning_of_their_own(play):
    from tests.pytest_plugin.toy import FRONT_DESK

    conftest = (
        FRONT_DESK
        + "\ndef pytest_bdd_apply_tag(tag, function):\n    if tag == 'vip':\n        pytest.mark.skip(reason='no vips today')(function)\n        return True\n"
    )

    assert play(FEATURE, conftest=conftest).results["s"].sentence == "no vips today"
