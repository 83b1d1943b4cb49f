"""Markdown with YAML in front is an assistant with its prompt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.front_matter import read_front_matter

NOT_BEGUN = "a.md:1: the file does not begin with front matter. Begin it with a line '---', the YAML, and a line '---'."


def said(text: str) -> list[str]:
    return [str(problem) for problem in read_front_matter(text, file="a.md").problems]


def test_the_body_is_the_system_message_with_the_line_of_its_first_word() -> None:
    document = read_front_matter("---\nname: Desk\n---\n\n\n  # Task\nAsk.\n\n", file="a.md")

    assert document.value == {"name": "Desk", "model": {"messages": [{"role": "system", "content": "# Task\nAsk."}]}}
    assert document.text_source(("model", "messages", 0, "content")).line == 6


def test_the_body_replaces_system_messages_and_others_keep_their_lines() -> None:
    text = "---\nmodel:\n  messages:\n    - {role: system, content: old}\n    - role: assistant\n      content: hi\n---\nnew\n"

    document = read_front_matter(text, file="a.md")

    assert document.value["model"]["messages"] == [
        {"role": "system", "content": "new"},
        {"role": "assistant", "content": "hi"},
    ]
    assert document.source(("model", "messages", 1, "content")).line == 6


def test_an_empty_body_leaves_the_messages_alone() -> None:
    text = "---\nmodel: {messages: [{role: system, content: old}]}\n---\n \n"

    assert read_front_matter(text, file="a.md").value["model"]["messages"] == [{"role": "system", "content": "old"}]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("---\nname: x\n", "a.md:1: front matter has no closing '---'. Put '---' on a line of its own after the YAML."),
        ("# Task\n", NOT_BEGUN),
        ("", NOT_BEGUN),
        (
            "---\nname: x\n---body\n",
            "a.md:3: the '---' that closes the front matter shares its line with other text. "
            "Put '---' on a line of its own after the YAML.",
        ),
        (
            "\ufeff---\nname: x\n---\n",
            "a.md:1: the file begins with a byte order mark, so Vapi does not see its front matter. "
            "Save it as UTF-8 without one.",
        ),
        (
            "---\nname: x\nname: y\n---\nbody",
            "a.md:3: the key 'name' is written twice, first on line 2. Keep one of the two.",
        ),
    ],
)
def test_broken_fences_are_said_with_their_line(text: str, complaint: str) -> None:
    assert said(text) == [complaint]


def test_spaces_after_the_closing_fence_do_no_harm() -> None:
    document = read_front_matter("---\nname: x\n---  \nbody\n", file="a.md")

    assert document.value["model"]["messages"][0]["content"] == "body"
    assert document.text_source(("model", "messages", 0, "content")).line == 4


@given(st.text() | st.text(alphabet="-\n a:[", max_size=40).map("---\n".__add__))
def test_any_text_is_read_or_refused_on_a_line_it_has(text: str) -> None:
    document = read_front_matter(text, file="a.md")

    assert all(1 <= problem.source.line <= len(text.splitlines()) + 1 for problem in document.problems)


@given(st.lists(st.text(alphabet="abc #-", min_size=0, max_size=12), max_size=8))
def test_line_n_of_the_prompt_stands_n_lines_below_its_first(lines: list[str]) -> None:
    text = "---\nname: x\n---\n" + "\n".join(lines)

    document = read_front_matter(text, file="a.md")

    prompt = document.value.get("model", {}).get("messages", [{"content": ""}])[0]["content"]
    start = document.text_source(("model", "messages", 0, "content")).line
    for offset, line in enumerate(prompt.split("\n") if prompt else []):
        assert line.strip() == text.split("\n")[start - 1 + offset].strip()
