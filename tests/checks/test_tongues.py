"""Which language is spoken, from a given moment on."""

from harness.checks.tongues import StaysInLanguage
from tests.checks.traces import agent, call, caller, findings, hands_over, house, message, not_applicable, passes, spoken

GREETING = agent("Harbour restaurant, this is Mia. 您好。", first=True)
TO_LIN = hands_over("Mia", "Lin")
WISH = caller("我想订一张桌子。")
ASKED = agent("请问您贵姓？", by="Lin")
CHINESE = StaysInLanguage(language="zh", since="Lin")


def test_from_a_hand_over_on_everything_is_said_in_one_language() -> None:
    assert passes(CHINESE, call(GREETING, WISH, TO_LIN, ASKED, caller("林。"), agent("谢谢，再见。", by="Lin")), house())
    assert message(CHINESE, call(GREETING, WISH, TO_LIN, agent("What is your name?", by="Lin")), house()) == (
        'From "Lin" on everything should have been said in Chinese, but Lin spoke English: "What is your name?".'
    )


def test_whoever_comes_after_is_meant_too() -> None:
    later = hands_over("Lin", "Ben")

    assert not passes(CHINESE, call(WISH, TO_LIN, ASKED, later, agent("Hello again.", by="Ben")), house())


def test_configured_sentences_count_unless_they_are_left_out() -> None:
    trace = call(WISH, TO_LIN, ASKED, spoken("Let me look that up.", by="Lin"))

    (finding,) = findings(CHINESE, trace, house())
    assert finding.owner == "contract"
    assert "the platform spoke English" in finding.message
    assert passes(StaysInLanguage(language="zh", since="Lin", fillers=False), trace, house())


def test_digits_are_in_any_language() -> None:
    assert passes(CHINESE, call(WISH, TO_LIN, ASKED, agent("604 555 0123", by="Lin")), house())


def test_without_an_assistant_it_holds_from_the_first_words_of_the_caller() -> None:
    check = StaysInLanguage(language="zh")

    assert passes(check, call(agent("Hello."), WISH, ASKED))
    assert not passes(check, call(agent("Hello."), WISH, agent("Yes?")))


def test_nothing_to_judge_where_nothing_was_said() -> None:
    assert not_applicable(CHINESE, call(GREETING, WISH), house()) == '"Lin" never had the line.'
    assert not_applicable(CHINESE, call(GREETING, WISH, TO_LIN), house()) == "Nothing was said from then on."
    assert not_applicable(StaysInLanguage(language="zh"), call(GREETING)) == "The caller said nothing."
