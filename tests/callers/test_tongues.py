"""What a caller understands of mixed speech."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.callers.profile import CallerProfile
from harness.callers.tongues import understood
from harness.ports import CallerMove, CannotGoOn, HangsUp, KeepsSilent, Says
from tests.callers.dialogue import moves

BILINGUAL = "Thank you for calling the Harbour Hotel. How can I help you? 您好，请问有什么可以帮您？"
ANN = CallerProfile(wants="to book a table", knows={"phone": "604-555-0123"})
LIN = CallerProfile(wants="订一张桌子", language="zh", knows={"phone": "604-555-0188"})


@pytest.mark.parametrize(
    ("text", "language", "own"),
    [
        (BILINGUAL, "en", "Thank you for calling the Harbour Hotel. How can I help you?"),
        (BILINGUAL, "zh", "您好，请问有什么可以帮您？"),
        ("One moment, please. 林女士，您好。", "zh", "林女士，您好。"),
        ("您想找 Dr. Anna Smith 还是 Mr. Lee？", "zh", "您想找 Dr. Anna Smith 还是 Mr. Lee？"),
        ("您的邮箱是 jane.doe@example.com，对吗？", "zh", "您的邮箱是 jane.doe@example.com，对吗？"),
        ("Am I speaking with 林美?", "en", "Am I speaking with 林美?"),
        ("Am I speaking with 林美?", "zh", ""),
        ("您好，请问有什么可以帮您？", "en", ""),
        ("您好，请问有什么可以帮您？ 604-555-0123.", "en", ""),
        ("604-555-0188.", "zh", "604-555-0188."),
        ("One moment, please.", "zh", ""),
        ("Café Zoë, good morning.", "en", "Café Zoë, good morning."),
    ],
)
def test_only_sentences_in_its_own_language_are_heard(text: str, language: str, own: str) -> None:
    assert understood(text, language).own == own


@given(st.text(alphabet="abc DE.,?!1'", max_size=40))
def test_plain_english_is_heard_as_it_is(text: str) -> None:
    assert understood(text, "en").own == text


@given(st.text(alphabet="您好请问电话，。？！12", max_size=40))
def test_plain_chinese_is_heard_as_it_is(text: str) -> None:
    assert understood(text, "zh").own == text


def test_a_bilingual_greeting_is_answered_in_the_callers_language() -> None:
    assert moves(LIN, BILINGUAL) == [Says(text="您好，我想订一张桌子。")]
    assert moves(ANN, BILINGUAL) == [Says(text="Hi, I'd like to book a table.")]


def _lost(asks: str, lost: str) -> list[CallerMove]:
    return [Says(text=asks), Says(text=lost), Says(text=lost)]


def test_another_language_is_asked_to_change_once_and_borne_for_a_while() -> None:
    english, chinese = "What is your phone number?", "请问您的电话号码是多少？"

    lin = moves(LIN, "Harbour Hotel.", english, english, english, english)
    ann = moves(ANN, "海港酒店，您好。", chinese, chinese, chinese, chinese)

    assert lin[0] == Says(text="您好，我想订一张桌子。")
    assert lin[1:4] == _lost("对不起，我听不懂。请说中文。", "对不起，我听不懂。")
    assert ann[1:4] == _lost("Sorry, I don't understand. Do you speak English?", "I'm sorry, I don't understand.")
    assert lin[4] == CannotGoOn(reason=f"was spoken to 4 times in a row in a language it does not understand: “{english}”")
    assert isinstance(ann[4], CannotGoOn)


def test_once_spoken_to_in_its_language_it_goes_on() -> None:
    english, chinese = "What is your phone number?", "请问您的电话号码是多少？"

    said = moves(LIN, "Harbour Hotel.", english, english, chinese, english)

    assert said[3] == Says(text="我的电话号码是六零四，五五五，零一八八。")
    assert said[4] == Says(text="对不起，我听不懂。请说中文。")


def test_a_goodbye_is_understood_in_any_language() -> None:
    assert moves(LIN, BILINGUAL, "Goodbye!", "Hello?")[1:] == [Says(text="谢谢您，再见。", then_hangs_up=True), HangsUp()]
    assert moves(ANN, BILINGUAL, "谢谢您的来电，再见。")[1:] == [Says(text="Thank you. Goodbye.", then_hangs_up=True)]


def test_silence_has_no_language() -> None:
    assert moves(LIN, BILINGUAL, "")[1] == KeepsSilent(seconds=15.0)
