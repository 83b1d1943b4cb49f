"""Every step has an English and a Chinese wording, and no sentence has two meanings."""

import re
from collections import defaultdict
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from harness.pytest_plugin.vocabulary import OUR_STEPS, step_modules
from harness.steps.wording import Wording, pattern

QUOTED = st.text(alphabet=st.characters(exclude_characters='"“”「」\r\n', exclude_categories=["Cs"]), max_size=12)
SAMPLES = {
    "speaker": ("Sarah", "萨拉"),
    "what": ("the phone number", "电话号码"),
    "times": ("twice", "两次"),
    "number": ("2", "2"),
    "status": ("404", "404"),
    "seconds": ("2.5", "2.5"),
    "language": ("Chinese", "中文"),
    "owner": ("contract", "contract"),
    "event": ("asked to confirm", "被请求确认"),
    "fault": ("times out on its first call", "在第一次调用时超时"),
    "path": ('"A", then "B"', '"A"、"B"'),
}


def is_chinese(text: str) -> bool:
    return re.search("[\u3400-\u9fff]", text) is not None


def sentence(text: str) -> str:
    """The wording with something in each of its places."""
    text = re.sub(r"<(\w+)>", lambda place: SAMPLES[place[1]][is_chinese(text)], text)
    text = re.sub(r"\[(\w*)\|\w*\]", r"\1", text)
    return re.sub(r'"\{\w+\}"', '"x"', text)


def definitions() -> list[tuple[StepFunctionContext, Wording]]:
    list(step_modules())
    return [
        (context, context.parser)
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith(OUR_STEPS) and isinstance(context.parser, Wording)
    ]


@pytest.mark.parametrize("kind", ["given", "when", "then"])
def test_no_sentence_has_two_meanings(kind: str) -> None:
    mine = [(context, wording) for context, wording in definitions() if context.type == kind]
    meanings: dict[str, set[str]] = defaultdict(set)
    for _, wording in mine:
        said = sentence(wording.text)
        meanings[said] |= {context.step_func.__name__ for context, other in mine if other.is_matching(said)}

    assert mine
    assert {said: names for said, names in meanings.items() if len(names) != 1} == {}


def test_every_step_can_be_said_in_both_languages() -> None:
    tongues: dict[Callable[..., object], set[bool]] = defaultdict(set)
    for context, wording in definitions():
        tongues[context.step_func].add(is_chinese(wording.text))

    assert [function.__name__ for function, found in tongues.items() if found != {True, False}] == []


def test_all_wordings_of_a_step_have_the_same_places() -> None:
    places: dict[Callable[..., object], set[frozenset[str]]] = defaultdict(set)
    for context, wording in definitions():
        places[context.step_func].add(frozenset(wording.parse_arguments(sentence(wording.text)) or {}))

    assert [function.__name__ for function, found in places.items() if len(found) != 1] == []


@given(QUOTED, QUOTED, st.sampled_from(['""', "“”", "「」"]), st.sampled_from(["", " ", "  "]))
def test_blanks_and_quotation_marks_of_a_chinese_step_are_free(one: str, two: str, marks: str, blank: str) -> None:
    step = pattern('"{tool}" 在 "{other}" 之前被调用')
    opened, closed = marks[0], marks[1]

    said = f"{opened}{one}{closed}{blank}在{blank}{opened}{two}{closed}{blank}之前被调用"

    assert step.parse_arguments(said) == {"tool": one, "other": two}


def test_commas_and_colons_of_a_chinese_step_may_be_half_width() -> None:
    step = pattern('检查认定责任在 <owner>，并报告 "{text}"')

    assert step.parse_arguments('检查认定责任在 backend, 并报告 "x"') == {"owner": "backend", "text": "x"}
    assert pattern("工具按这个顺序被调用：").is_matching("工具按这个顺序被调用:")


def test_a_chinese_step_is_the_whole_sentence() -> None:
    assert not pattern("通话礼貌地结束").is_matching("通话礼貌地结束了")


def test_a_chinese_speaker_is_nobody_who_never_does_something() -> None:
    says, never_says = pattern('<speaker>说 "{text}"'), pattern('<speaker>从不说 "{text}"')

    assert not says.is_matching('萨拉从不说 "好"')
    assert not says.is_matching('萨拉 从不 说 "好"')
    assert never_says.parse_arguments('萨拉 从不说 "好"') == {"speaker": "萨拉", "text": "好"}


def test_a_path_is_one_name_or_several() -> None:
    english, chinese = pattern("the call is taken by <path>"), pattern("通话依次由<path>接听")

    assert english.parse_arguments('the call is taken by "A", then "B c"') == {"path": '"A", then "B c"'}
    assert chinese.parse_arguments("通话依次由“A”、“B c”接听") == {"path": "“A”、“B c”"}
    assert not english.is_matching('the call is taken by "A" and "B"')


def test_the_name_of_a_wording_is_what_people_read() -> None:
    assert pattern('"{table}" gains <number> row[|s]').name == '"{table}" gains {number} row(s)'
