"""Tags need no registration and are no warnings."""

import pytest

from tests.pytest_plugin.played import Play
from tests.pytest_plugin.toy import FRONT_DESK, feature, scenario

FEATURE = "@vip @issue:CW-118\n" + feature("  @critical @座位 @owner:desk @a.b-c\n", scenario("s"))


@pytest.mark.parametrize("expression", ["vip", "critical", "座位", "a.b-c", "issue:CW-118", "owner:desk", "vip and not wip"])
def test_every_tag_selects(play: Play, expression: str) -> None:
    result = play(FEATURE, "-m", expression, "-W", "error")

    assert (result.code, list(result.results)) == (0, ["s"])


def test_strict_markers_accept_every_tag(play: Play) -> None:
    result = play(FEATURE, "-m", "vip and critical", "--strict-markers", "-W", "error")

    assert (result.code, list(result.results)) == (0, ["s"])


def test_a_tag_that_is_not_there_selects_nothing(play: Play) -> None:
    assert play(FEATURE, "-m", "wip").code == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_user_can_give_a_tag_a_meaning_of_their_own(play: Play) -> None:
    conftest = f"""{FRONT_DESK}
def pytest_bdd_apply_tag(tag, function):
    if tag == "vip":
        pytest.mark.skip(reason="no vips today")(function)
        return True
"""

    assert play(FEATURE, conftest=conftest).results["s"].sentence == "no vips today"
