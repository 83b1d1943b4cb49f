"""Caller files: what they mean, and what is said about the ones that mean nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.callers.profile import CallerProfile, Goal, Patience, Persona, Reaction, When
from harness.callers.reader import CallerProblems, find_caller, parse_caller, read_caller
from harness.ports import HangsUp, KeepsSilent, Says


def problems_of(text: str) -> list[str]:
    with pytest.raises(CallerProblems) as caught:
        parse_caller(text, file="ann.yml")
    return str(caught.value).splitlines()


def test_every_key_of_a_goal_caller_is_read() -> None:
    profile = parse_caller(
        """
name: Ann, in a hurry
language: en
number: "+16045550123"
persona: {seed: 7, locale: en_GB}
wants: to book a table
opening: A table, please.
knows: {phone: 604-555-0123, time: [12:30, 1 pm], guests: 2, smoking: no, terrace: true}
volunteers: [time]
refuses: [email]
reacts:
  - {when: offered, unless: evening, nth: 2, every: true, accepts: second}
  - {when: asked for the phone number, silent: 15s}
  - {when: 'hears "one moment"', say: Sure.}
  - {when: 'hears /(hold|wait)/', hang_up: true}
  - {when: asked to confirm, corrects: {phone: 604-555-0124}}
hangs_up_when: told trouble
patience: {turns: 5, silence: 1.5m}
"""
    )

    assert profile == CallerProfile(
        name="Ann, in a hurry",
        number="+16045550123",
        persona=Persona(seed=7, locale="en_GB"),
        wants="to book a table",
        opening="A table, please.",
        knows={"phone": "604-555-0123", "time": "12:30", "guests": "2", "smoking": "no", "terrace": "yes"},
        alternatives={"time": ("1 pm",)},
        volunteers=("time",),
        refuses=("email",),
        reacts=(
            Reaction(when=When.TOLD_TROUBLE, hang_up=True),
            Reaction(when=When.OFFERED, unless="evening", nth=2, every=True, accepts=2),
            Reaction(when=When.ASKED_FOR, about="phone number", silent=15.0),
            Reaction(when=When.HEARS, about="one moment", say="Sure."),
            Reaction(when=When.HEARS, about="/(hold|wait)/", hang_up=True),
            Reaction(when=When.ASKED_TO_CONFIRM, corrects={"phone": "604-555-0124"}),
        ),
        patience=Patience(turns=5, silence=90.0),
    )


def test_what_a_caller_wants_then_and_lacks_is_read() -> None:
    profile = parse_caller(
        """
wants: to book a table
language: zh
persona: {seed: 3}
lacks: [email]
then:
  - to cancel my room
  - {opening: And a taxi., knows: {time: [noon, 1 pm], seats: 4}}
reacts:
  - {when: offered, if: Tuesday, say: [Not then., Nor then.]}
  - {when: told unavailable, times: 2, refuses_once: true}
  - {when: hears letter, adds: No letters.}
  - {when: asked to confirm, nth: 2, changes_mind: true}
"""
    )

    assert profile == CallerProfile(
        language="zh",
        wants="to book a table",
        persona=Persona(seed=3, locale="zh_CA"),
        lacks=("email",),
        then=(
            Goal(wants="to cancel my room"),
            Goal(opening="And a taxi.", knows={"time": "noon", "seats": "4"}, alternatives={"time": ("1 pm",)}),
        ),
        reacts=(
            Reaction(when=When.OFFERED, only_if="Tuesday", say="Not then.", then_says=("Nor then.",)),
            Reaction(when=When.TOLD_UNAVAILABLE, times=2, refuses=True),
            Reaction(when=When.HEARS, about="letter", adds="No letters."),
            Reaction(when=When.ASKED_TO_CONFIRM, nth=2, changes_mind=True),
        ),
    )
    assert parse_caller("{wants: x, then: a taxi}").then == (Goal(wants="a taxi"),)


def test_lines_make_a_scripted_caller() -> None:
    profile = parse_caller("lines: [Hello., {silent: 3}, {say: Bye., hang_up: true}, {hang_up: true}]")

    assert profile.lines == (Says(text="Hello."), KeepsSilent(seconds=3.0), Says(text="Bye.", then_hangs_up=True), HangsUp())


def test_numbers_are_said_as_they_are_written() -> None:
    profile = parse_caller(
        "wants: x\nnumber: +16045550123\nknows:\n"
        "  pin: 0123\n  price: 12.50\n  codes: [007, 7]\n  phone: 604-555-0123\n  nights: &n 2\n  days: *n\n"
    )

    assert profile.number == "+16045550123"
    assert profile.knows == {
        "pin": "0123", "price": "12.50", "codes": "007", "phone": "604-555-0123", "nights": "2", "days": "2"
    }  # fmt: skip


def test_everything_is_known() -> None:
    assert parse_caller("{wants: a table, knows: everything}").knows_everything


def test_all_problems_are_reported_at_once_each_with_its_line() -> None:
    found = problems_of(
        "wants: a table\nvolunteer: [name]\npatience: {turns: 0, silence: long}\nlanguage: xx\npersona: {locale: en_KA}\n"
        "reacts:\n  - {when: offerred, say: Yes.}\n  - {when: offered}\n  - {when: 'hears /(/', say: Hm., nth: 0}\n"
    )

    assert found == [
        "ann.yml:2: `volunteer` is not a key of a caller. Did you mean 'volunteers'?",
        "ann.yml:3: patience.turns is 0. Write 1 or more.",
        "ann.yml:3: patience.silence is 'long', not a duration. Write seconds or minutes: 15s, 1.5s, 2m.",
        "ann.yml:4: no caller speaks 'xx'. There are: en, zh.",
        "ann.yml:5: there are no people of the locale 'en_KA'. Did you mean 'en_CA'?",
        "ann.yml:7: reacts[0].when is 'offerred', which no caller can notice. Did you mean 'offered'?",
        "ann.yml:8: reacts[1] does nothing. Give it one of: say, adds, hang_up, silent, corrects, accepts, refuses_once, "
        "changes_mind.",
        "ann.yml:9: reacts[2].when has a broken regular expression: missing ), unterminated subpattern at position 0. "
        "Mend it, or write the text without slashes.",
        "ann.yml:9: reacts[2].nth is 0. Count from 1.",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ann.yml:1: a caller is an object. Write `key: value` lines."),
        ("[]", "ann.yml:1: a caller is an object. Write `key: value` lines."),
        ("name: Ann", "ann.yml:1: the caller wants nothing. Write `wants: to book a table`, an `opening`, or `lines`."),
        ("wants: x\nwants: y", "ann.yml:2: the key 'wants' is written twice, first on line 1. Keep one of the two."),
        ("wants: 5", "ann.yml:1: wants is 5, not text. Write text; put a number or a truth value in quotes."),
        ("{wants: x, knows: {pin: }}", "ann.yml:1: knows.pin says nothing. Write the words the caller says, or leave it out."),
        ("{wants: x, knows: all}", "ann.yml:1: knows is 'all', not an object. Write `key: value` lines below it."),
        (
            "{wants: x, knows: {phone: 1}, volunteers: [fone]}",
            "ann.yml:1: the caller volunteers `fone`, which it does not know. Did you mean 'phone'?",
        ),
        (
            "{lines: [Hi.], wants: x}",
            "ann.yml:1: a caller with `lines` says just these, so `wants` does nothing. Remove `wants` or `lines`.",
        ),
        (
            "{wants: x, then: [5]}",
            "ann.yml:1: then[0] wants nothing. Write what the caller wants then, or {wants: …, knows: {…}}.",
        ),
        ("{wants: x, then: {knows: {pin: 1}}}", "ann.yml:1: then wants nothing. Give it `wants` or an `opening`."),
        (
            "{wants: x, then: {wants: y, knows: everything}}",
            "ann.yml:1: then.knows is everything. Name the facts that are different.",
        ),
        (
            "{wants: x, knows: {e-mail: a@example.com}, lacks: email}",
            "ann.yml:1: the caller lacks `email`, which it knows. Take it out of `lacks` or of `knows`.",
        ),
        (
            "{wants: x, reacts: [{when: offered, say: []}]}",
            "ann.yml:1: reacts[0].say says nothing. Write the words the caller says, or leave it out.",
        ),
        (
            "{wants: x, reacts: [{when: offered, unless: /(/, say: No.}]}",
            "ann.yml:1: reacts[0].unless has a broken regular expression: missing ), unterminated subpattern at position 0. "
            "Mend it, or write the text without slashes.",
        ),
        ("lines: [{}]", "ann.yml:1: lines[0] does nothing. Write words, or one of: say, hang_up, silent."),
        (
            "{wants: x, reacts: [{when: offered, accepts: best}]}",
            "ann.yml:1: reacts[0].accepts is 'best', not one of the things offered. "
            "Write one of: first, second, third, fourth, fifth, last.",
        ),
    ],
)
def test_a_broken_file_is_explained_in_a_sentence(text: str, message: str) -> None:
    assert message in problems_of(text)


def test_a_caller_is_found_by_its_file_name(tmp_path: Path) -> None:
    (tmp_path / "ann.yml").write_text("wants: a table\n", encoding="utf-8")

    assert find_caller("Ann", tmp_path).wants == "a table"
    with pytest.raises(CallerProblems, match=r"^callers:1: there is no caller 'anne'\. Did you mean 'ann'\?$"):
        find_caller("anne", tmp_path, shown_as="callers")


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_bytes(b"name: \xff")

    with pytest.raises(CallerProblems, match=r"bad.yml:1: the file is not UTF-8 text\."):
        read_caller(tmp_path / "bad.yml")
    with pytest.raises(CallerProblems, match=r"gone.yml:1: the file cannot be read: No such file or directory\."):
        read_caller(tmp_path / "gone.yml")


def profile_or_problems(text: str) -> CallerProfile | CallerProblems:
    try:
        return parse_caller(text, file="any.yml")
    except CallerProblems as problems:
        return problems


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["everything", "offered", "hears /(/", "15s", "", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["when", "say", "turns", "seed", "phone"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["name", "wants", "knows", "reacts", "lines", "persona", "patience", "refuses"]), _VALUES))
def test_any_shape_of_file_is_a_caller_or_problems_with_a_line(value: dict[str, object]) -> None:
    read = profile_or_problems(json.dumps(value))

    if isinstance(read, CallerProfile):
        assert read.wants or read.opening or read.lines
    else:
        assert all(line.startswith("any.yml:1: ") for line in str(read).splitlines())
