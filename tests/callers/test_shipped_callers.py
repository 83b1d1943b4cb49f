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


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_caller_gets_through_an_ordinary_call(file: Path) -> None:
    """Every question of an ordinary call has an answer; the caller takes its leave, hears the goodbye and hangs up."""
    heard = (
        "Hello, how can I help you?",
        "May I have your name, please?",
        "What is your phone number?",
        "What date and time would you like?",
        "I have all I need, is that correct?",
        "It is booked. Is there anything else I can help you with?",
        "Thank you for calling. Goodbye.",
    )

    played = moves(read_caller(file), *heard)

    assert not [move for move in played if isinstance(move, CannotGoOn)]
    assert [move.text for move in played if isinstance(move, Says)][-1] == "No, thank you. Goodbye."
    assert played[-1] == HangsUp()


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
