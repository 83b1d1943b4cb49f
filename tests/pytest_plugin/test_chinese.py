"""Feature files written in Chinese are features like all others: collected, guarded, catalogued and reported."""

import pytest

from tests.pytest_plugin.played import Play

DESK = """
from harness.steps.wording import given, then, when

@given("an empty desk", "一张空桌子")
def empty_desk():
    "Nothing on it."

@when('the guest phones "{who}"', '客人拨打 "{who}"')
def phones(who):
    pass

@then("<speaker> keeps a table for <number>", "<speaker>留了<number>人的桌子")
def keeps(speaker, number):
    assert number == "2", f"{speaker} kept a table for {number}"
"""
GOOD = """\
# language: zh-CN
@座位
功能: 座位
  背景:
    假如 一张空桌子

  @critical
  场景: 两个人的桌子
    当 客人拨打“前台”
    那么 米娅 留了 2 人的桌子
    而且 米娅留了2人的桌子

  规则: 大桌
    场景大纲: <n> 个人的桌子
      当 客人拨打 「前台」
      那么 米娅留了 <n> 人的桌子

      例子:
        | n |
        | 2 |
        | 9 |
"""


def scenario(*steps: str, kind: str = "场景") -> str:
    return "\n    ".join(["# language: zh-CN\n功能: 座位\n  " + f"{kind}: 桌子", *steps]) + "\n"


def test_they_are_played_and_judged(play: Play) -> None:
    result = play(GOOD, conftest=DESK)

    verdicts = {scenario.name: scenario.verdict for scenario in result.run.scenarios}
    assert verdicts == {"两个人的桌子": "passed", "2 个人的桌子": "passed", "9 个人的桌子": "failed"}
    steps = result.results["两个人的桌子"].steps
    assert [(step.keyword, step.text) for step in steps][1:3] == [("当", "客人拨打“前台”"), ("那么", "米娅 留了 2 人的桌子")]


@pytest.mark.parametrize(
    ("line", "names"), [(8, ["两个人的桌子"]), (21, ["9 个人的桌子"]), (14, ["2 个人的桌子", "9 个人的桌子"])]
)
def test_a_line_of_the_file_chooses_a_scenario(play: Play, line: int, names: list[str]) -> None:
    result = play(GOOD, f"features/a.feature:{line}", conftest=DESK)

    assert [scenario.name for scenario in result.run.scenarios] == names


def test_a_scenario_is_chosen_by_its_name_and_by_its_tag(play: Play) -> None:
    assert [s.name for s in play(GOOD, "-k", "两个人", conftest=DESK).run.scenarios] == ["两个人的桌子"]
    assert [s.name for s in play(GOOD, "-m", "critical", conftest=DESK).run.scenarios] == ["两个人的桌子"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            scenario("当 客人拨打 “前台”", "那么 米娅留着 2 人的桌子"),
            ":5: no step definition fits 'Then 米娅留着 2 人的桌子'. The closest one known is: Then *留了*人的桌子*",
        ),
        (scenario("当 客人拨打 “前台”", "那么 一张空桌子"), ":5: '一张空桌子' is known as a Given step, *Move it."),
        (scenario("当 客人拨打 “前台”"), ":3: the scenario '桌子' has no Then step, so it proves nothing. *"),
        (scenario("那么 米娅留了 2 人的桌子"), ":3: the scenario '桌子' has no When step, *"),
        (
            scenario("当 客人拨打 “前台”", "那么 米娅留了 2 人的桌子", kind="场景大纲"),
            ":3: the outline '桌子' has no examples. *",
        ),
        (
            scenario("当 客人拨打 “前台”", "那么 米娅留了 <几> 人的桌子"),
            ":5: nothing fills in the placeholder <几>. *",
        ),
        (
            scenario("当 客人拨打 “前台”", "| 一 |", "那么 米娅留了 2 人的桌子"),
            ":4: nobody reads the table below '客人拨打 “前台”'. *",
        ),
        (scenario("而且 客人拨打 “前台”"), ":4: the first step begins with '而且'. *"),
        (
            "# language: zh-CN\n功能：座位\n",
            ":2: '功能：座位' is out of place here. After a keyword write the colon as ':', not as the full-width '：'.",
        ),
    ],
)
def test_what_would_prove_nothing_is_refused_with_its_line(play: Play, text: str, sentence: str) -> None:
    result = play(text, conftest=DESK)

    assert result.code == 2
    result.printed.stdout.fnmatch_lines([f"*features/a.feature{sentence.replace('[', '[[]')}*"])


def test_the_catalogue_lists_every_wording_of_a_step_once(play: Play, pytester: pytest.Pytester) -> None:
    play(GOOD, "--step-catalogue", "steps.md", conftest=DESK)

    lines = (pytester.path / "steps.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "conftest.py" in line] == [
        "- `an empty desk` or `一张空桌子`: Nothing on it. (conftest.py:4; used 1 times)",
        '- `the guest phones "{who}"` or `客人拨打 "{who}"` (conftest.py:8; used 2 times)',
        "- `{speaker} keeps a table for {number}` or `{speaker}留了{number}人的桌子` (conftest.py:12; used 3 times)",
    ]
