"""What can be said of hand-overs, owners, confirmations and the order of rows, in both languages."""

from collections.abc import Iterator

import pytest

from harness.commands.options import RunOptions
from harness.commands.rig import Rig
from harness.errors import InputError
from harness.trace.trace import Trace
from tests.checks.traces import (
    added,
    agent,
    call,
    caller,
    changed,
    hands_over,
    house,
    reported,
    spoken,
    tool,
)
from tests.steps.saying import verdict

HELLO = caller("Hello, I'd like a table.")
TO_BEN, TO_LIN, BACK = hands_over("Mia", "Ben"), hands_over("Mia", "Lin"), hands_over("Ben", "Mia")
FIND = tool("findTables", {"tableDate": "2026-01-20"}, result={"tableId": 7})
BOOK = tool("bookTable", {"tableId": 7}, result="ok", by="Ben")
OTHER = tool("bookTable", {"tableId": 8}, result="ok", by="Ben")
PHONE = (agent("What is your phone number?"), caller("604-555-0123"))
AGAIN = (agent("What is your phone number?", by="Ben"), caller("604-555-0123"))
RECORD = tool("findTables", {}, result={"reservations": [{"reservationId": 4711, "startTime": "2026-01-20T14:00"}]})
SURE = (agent("Are you sure you want to cancel the table on Tuesday?"), caller("Yes."))
CANCEL = tool("cancelTable", {"reservationId": 4711}, result="ok", by="Lin")
CHINESE = agent("请问您贵姓？", by="Lin")


@pytest.mark.parametrize(
    ("english", "chinese", "kept", "broken"),
    [
        ('the call is taken by "Mia", then "Ben"', '通话依次由 "Mia"、"Ben" 接听', call(HELLO, TO_BEN), call(HELLO, TO_LIN)),
        ('"Lin" is never on the line', '"Lin" 从不接听', call(HELLO, TO_BEN), call(HELLO, TO_LIN)),
        ('the call is handed to "Ben"', '通话转给 "Ben"', call(HELLO, TO_BEN), call(HELLO)),
        ('the call is handed to "Ben" once', '通话一次转给 "Ben"', call(TO_BEN), call(TO_BEN, BACK, TO_BEN)),
        ('"Mia" hands the call to "Ben"', '"Mia" 把通话转给 "Ben"', call(TO_BEN), call(TO_LIN, hands_over("Lin", "Ben"))),
        (
            'the call is handed to "Ben" after "findTables" has answered',
            '"findTables" 回答之后通话转给 "Ben"',
            call(FIND, TO_BEN),
            call(TO_BEN, FIND),
        ),
        (
            'the call is handed to "Ben" before "bookTable" is called',
            '调用 "bookTable" 之前通话转给 "Ben"',
            call(TO_BEN, BOOK),
            call(BOOK, TO_BEN),
        ),
        ("the call is not handed back and forth", "通话没有被来回转接", call(TO_BEN, BACK), call(TO_BEN, BACK, TO_BEN)),
        (
            "after the hand-over nothing the caller said before is asked again",
            "转接之后不再询问来电者已经说过的事",
            call(*PHONE, TO_BEN),
            call(*PHONE, TO_BEN, *AGAIN),
        ),
        (
            "after the hand-over the phone number is not asked for again",
            '转接之后不再问起 "电话号码"',
            call(*PHONE, TO_BEN),
            call(*PHONE, TO_BEN, *AGAIN),
        ),
        (
            '"bookTable" uses the "tableId" that "findTables" returned',
            '"bookTable" 使用 "findTables" 返回的 "tableId"',
            call(FIND, BOOK),
            call(FIND, OTHER),
        ),
        (
            'from "Lin" on everything is said in Chinese',
            '从 "Lin" 开始一切都用中文说',
            call(HELLO, TO_LIN, CHINESE),
            call(HELLO, TO_LIN, CHINESE, spoken("One moment.", by="Lin")),
        ),
        (
            'from "Lin" on the assistants speak Chinese',
            '从 "Lin" 开始助手都说中文',
            call(HELLO, TO_LIN, CHINESE, spoken("One moment.", by="Lin")),
            call(HELLO, TO_LIN, agent("Your name?", by="Lin")),
        ),
        ("everything the caller hears is in English", "来电者听到的都是英语", call(HELLO, *PHONE), call(HELLO, CHINESE)),
        (
            "every assistant uses only tools of its own",
            "每个助手只使用自己的工具",
            call(TO_BEN, BOOK),
            call(tool("bookTable", {}, result="ok")),
        ),
        (
            'only after 2 confirmations by the caller is "cancelTable" called',
            '只有在来电者确认两次之后才调用 "cancelTable"',
            call(RECORD, *SURE, *SURE, CANCEL),
            call(RECORD, *SURE, CANCEL),
        ),
        ('"Ben" asks the caller for the phone number', '"Ben" 询问电话号码', call(TO_BEN, *AGAIN), call(*PHONE, TO_BEN)),
        (
            '"Ben" never asks for the phone number',
            '"Ben" 从不询问电话号码',
            call(TO_BEN, BOOK, agent("Hi.", by="Ben")),
            call(*AGAIN),
        ),
        ('"Ben" says "Hi"', '"Ben" 说 "Hi"', call(agent("Hi.", by="Ben")), call(agent("Hi."))),
        ('"Ben" never says "Hi"', '"Ben" 从不说 "Hi"', call(agent("Yes?", by="Ben")), call(agent("Hi.", by="Ben"))),
    ],
)
def test_it_is_kept_or_broken_in_both_languages(english: str, chinese: str, kept: Trace, broken: Trace) -> None:
    for sentence in (english, chinese):
        assert verdict(sentence, kept, house()) == "passed"
        assert verdict(sentence, broken, house()) == "failed"


def test_a_path_can_be_a_table() -> None:
    for sentence in ("the call is taken by:", "通话依次由这些助手接听："):
        assert verdict(sentence, call(HELLO, TO_BEN), house(), table=[["Mia"], ["Ben"]]) == "passed"
        assert verdict(sentence, call(HELLO, TO_BEN), house(), table=[["Mia"], ["Lin"]]) == "failed"


def test_an_assistant_nobody_knows_is_refused() -> None:
    """That it is never on the line would be true of every call."""
    with pytest.raises(InputError, match='Harbour has no assistant "Bne"'):
        verdict('"Bne" is never on the line', call(HELLO), house())
    with pytest.raises(InputError, match='Harbour has no assistant "Bne"'):
        verdict('the call is taken by "Mia", then "Bne"', call(HELLO), house())


MATRIX = [["tool", "Mia", "Ben", "Lin"], ["findTables", "X", "X", "X"], ["bookTable", "", "X", ""], ["cancelTable", "", "", "X"]]


def test_the_matrix_of_tools_is_held_against_the_files() -> None:
    for sentence in ('the tools of "Harbour" belong to:', '"Harbour" 的工具属于：'):
        assert verdict(sentence, call(HELLO), house(), table=MATRIX) == "passed"
        assert verdict(sentence, call(HELLO), house(), table=MATRIX[:-1]) == "failed"


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ([["tool", "Bne"], ["findTables", "X"]], '"Bne" is no assistant of Harbour'),
        ([["tool", "Mia"], ["findTables", "maybe"]], '"maybe" says nothing in the table of tools'),
    ],
)
def test_a_matrix_that_says_nothing_is_refused(table: list[list[str]], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        verdict('the tools of "Harbour" belong to:', call(HELLO), house(), table=table)


NEW = added("appointments", id=2, contact="Ann Lee", status="booked")
FREED = changed("appointments", {"id": 1, "contact": "Ann Lee", "status": "booked"}, status="cancelled")
MOVED = call(tool("moveTable", {}, result="ok", rows=[NEW, FREED]))
TURNED = call(tool("moveTable", {}, result="ok", rows=[FREED, NEW]))
ORDER = [["table", "change", "status"], ["appointments", "added", "booked"], ["appointments", "changed", "booked → cancelled"]]
LOG = added("appointments", id=9, status="logged")


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    made = Rig.from_options(RunOptions())
    yield made
    made.close()


@pytest.mark.parametrize(
    ("english", "chinese", "kept", "broken", "table"),
    [
        ("these rows change in this order:", "这些行按这个顺序变化：", MOVED, TURNED, ORDER),
        (
            '"moveTable" changes these rows in this order:',
            '"moveTable" 按这个顺序更改这些行：',
            MOVED,
            call(tool("moveTable", {}, result="ok"), reported(NEW, FREED)),
            ORDER,
        ),
        (
            'in "appointments" a row is added before one is changed',
            '"appointments" 中先增加一行，再更改一行',
            MOVED,
            TURNED,
            [],
        ),
        (
            'in "appointments" the status of "Ann Lee" changes from "booked" to "cancelled"',
            '"appointments" 中 "Ann Lee" 的状态从 "booked" 变为 "cancelled"',
            MOVED,
            call(tool("moveTable", {}, result="ok", rows=[NEW])),
            [],
        ),
        (
            'in "appointments" the "status" of "Ann Lee" changes from "booked" to "cancelled"',
            '"appointments" 中 "Ann Lee" 的 "status" 从 "booked" 变为 "cancelled"',
            MOVED,
            call(HELLO),
            [],
        ),
        (
            'once the call is over these rows are added to "appointments":',
            '通话结束后 "appointments" 中增加了这些行：',
            call(HELLO, reported(LOG)),
            call(tool("moveTable", {}, result="ok", rows=[LOG])),
            [["status"], ["logged"]],
        ),
        (
            'no tool call changes "appointments"',
            '没有工具调用改变 "appointments"',
            call(HELLO, reported(LOG)),
            MOVED,
            [],
        ),
    ],
)
def test_the_order_and_the_cause_of_changes(
    rig: Rig, english: str, chinese: str, kept: Trace, broken: Trace, table: list[list[str]]
) -> None:
    for sentence in (english, chinese):
        with rig.stage() as stage:
            assert verdict(sentence, kept, house(), table=table, stage=stage) == "passed"
            assert verdict(sentence, broken, house(), table=table, stage=stage) == "failed"


def test_a_change_nobody_knows_is_refused(rig: Rig) -> None:
    table = [["table", "change"], ["appointments", "gone"]]

    with rig.stage() as stage, pytest.raises(InputError, match=r'"gone" is not a change of a row\. Write one of: added'):
        verdict("these rows change in this order:", MOVED, house(), table=table, stage=stage)
