"""The caller files that come with the project, and the schema editors check them with."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from harness.callers.line_reader import LINE_KEYS
from harness.callers.personas import LOCALES
from harness.callers.phrases import LANGUAGES
from harness.callers.profile import When
from harness.callers.reaction_reader import ORDINALS, REACTION_KEYS
from harness.callers.reader import CALLER_KEYS, read_caller
from harness.contract.yaml12 import read_yaml
from harness.language.tongue import spoken_language
from harness.ports import CannotGoOn, HangsUp, Says
from tests.callers.dialogue import moves

FOLDER = Path(__file__).parents[2] / "scenarios" / "callers"
FILES = sorted(FOLDER.glob("*.yml"))
SCHEMA: dict[str, Any] = json.loads((FOLDER / "caller.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_caller_reads_without_problems_and_pleases_the_schema(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert read_caller(file).name
    assert text.startswith("# yaml-language-server: $schema=caller.schema.json\n")
    assert list(Draft202012Validator(SCHEMA).iter_errors(read_yaml(text, file=file.name).value)) == []


CALLS = {
    "en": (
        "Hello, how can I help you?",
        "May I have your name, please?",
        "What is your phone number?",
        "What date and time would you like?",
        "I have all I need, is that correct?",
        "It is booked. Is there anything else I can help you with?",
    ),
    "zh": (
        "您好，请问有什么可以帮您？",
        "请问您贵姓，怎么称呼？",
        "请问您的电话号码是多少？",
        "您想约哪一天，几点？",
        "我都记下了，这样对吗？",
        "已经为您预约好了。请问还有什么可以帮您的吗？",
    ),
}
LAST_WORDS = {"en": "No, thank you. Goodbye.", "zh": "不用了，谢谢。再见。"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_caller_gets_through_an_ordinary_call(file: Path) -> None:
    """Every question of an ordinary call has an answer; the caller takes its leave, hears the goodbye and hangs up."""
    profile = read_caller(file)
    heard = CALLS[profile.language]

    played = moves(profile, *heard, *heard[-1:] * len(profile.then), "Goodbye.")

    assert not [move for move in played if isinstance(move, CannotGoOn)]
    assert [move.text for move in played if isinstance(move, Says)][-1] == LAST_WORDS[profile.language]
    assert played[-1] == HangsUp()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_caller_speaks_only_its_own_language(file: Path) -> None:
    profile = read_caller(file)

    said = [move.text for move in moves(profile, *CALLS[profile.language]) if isinstance(move, Says)]

    assert {spoken_language(text) for text in said} <= {profile.language, None}


REGISTRATION = {
    "v-nora-registers": {
        "What is your first name?": "Nora",
        "And your last name?": "Bell",
        "What is your full name?": "Nora Bell",
        "What is your date of birth?": "May 4, 1991",
        "What is the gender: M, F or O?": "Female",
        "May I have your phone number, please?": "604-555-0131",
        "What is your street address?": "210 Oak Street",
        "Which city do you live in?": "Vancouver",
        "What is the postal code?": "V6H 2N1",
        "What type of health card do you have: BC, out of province or private?": "BC",
        "What is the health card number?": "9123456846",
        "Do you have an e-mail address?": "I don't have one",
    },
    "v-fang-registers": {
        "请问您的名是什么？": "志强",
        "请问您姓什么？": "方",
        "请问您的全名是什么？": "方志强",
        "请问您的出生日期是哪一天？": "一九八八年十月二日",
        "请问您的性别是什么？": "男",
        "请问您的电话号码是多少？": "六零四，五五五，零一三二",
        "请问您的地址是什么？": "3300 Cambie Street",
        "请问您住在哪个城市？": "Vancouver",
        "请问您的邮政编码是什么？": "V5Z 2W6",
        "请问您的健康卡类型是什么？": "BC",
        "请问您的健康卡号码是多少？": "9123456857",
        "请问您有电子邮箱吗？": "我没有",
    },
}


@pytest.mark.parametrize(("name", "question"), [(name, question) for name, asked in REGISTRATION.items() for question in asked])
def test_who_registers_has_an_answer_to_every_question(name: str, question: str) -> None:
    profile = read_caller(FOLDER / f"{name}.yml")

    answer = moves(profile, CALLS[profile.language][0], question)[1]

    assert isinstance(answer, Says)
    assert REGISTRATION[name][question] in answer.text


def test_the_schema_knows_the_keys_and_words_of_the_reader() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    reaction = SCHEMA["$defs"]["reaction"]["properties"]

    assert tuple(SCHEMA["properties"]["persona"]["properties"]["locale"]["enum"]) == LOCALES
    assert tuple(SCHEMA["properties"]["language"]["enum"]) == LANGUAGES
    assert set(SCHEMA["properties"]) == set(CALLER_KEYS)
    assert set(reaction) == set(REACTION_KEYS)
    assert set(SCHEMA["properties"]["lines"]["items"]["oneOf"][1]["properties"]) == set(LINE_KEYS)
    assert [word for word in reaction["accepts"]["enum"] if isinstance(word, str)] == list(ORDINALS)
    assert all(str(when) in SCHEMA["$defs"]["when"]["pattern"] for when in When)


@pytest.mark.parametrize(
    "wrong", [{}, {"wants": "x", "volunteer": []}, {"wants": "x", "lines": ["Hi."]}, {"wants": "x", "reacts": [{"say": "Hi."}]}]
)
def test_the_schema_refuses_what_the_reader_refuses(wrong: dict[str, Any]) -> None:
    assert list(Draft202012Validator(SCHEMA).iter_errors(wrong))
