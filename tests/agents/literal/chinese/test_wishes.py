"""What callers want, in many words, among tools that are named and described in English."""

import pytest

from harness.agents.literal.chinese.whole_names import family_beside_given
from harness.agents.literal.chinese.wishes import says
from harness.agents.literal.intent import is_wish, wanted_route, wanted_tool, wants_again
from harness.agents.literal.routes import Routes
from harness.language.slot import slot_of
from harness.ports import ToolSpec

TOOLS = tuple(
    ToolSpec(name=name, description=description, parameters={"type": "object", "properties": {}})
    for name, description in (
        ("find_room", "Looks for a free room."),
        ("reserve_room", "Reserves a room."),
        ("cancel_reservation", "Cancels a reservation."),
        ("update_reservation", "Changes a reservation."),
        ("register_member", "Registers a new member."),
        ("transfer_call", "Transfers the call to the staff."),
    )
)
WISHES = [
    ("我想订一间房。", "reserve_room"),
    ("您好，我要预订房间", "reserve_room"),
    ("能不能帮我订个房间？", "reserve_room"),
    ("我想取消我的预订。", "cancel_reservation"),
    ("帮我把预订退了吧，我想退订", "cancel_reservation"),
    ("我想改一下我的预订", "update_reservation"),
    ("能帮我把预订改到周五吗？", "update_reservation"),
    ("我的预订想推迟几天", "update_reservation"),
    ("我想看看有没有空房间", "find_room"),
    ("请帮我查一下房间", "find_room"),
    ("我想注册成会员", "register_member"),
    ("我要报名", "register_member"),
    ("我要找人工客服", "transfer_call"),
    ("麻烦帮我转接一下", "transfer_call"),
    ("我想訂房間", "reserve_room"),
]


@pytest.mark.parametrize(("said", "tool"), WISHES)
def test_a_wish_finds_its_tool(said: str, tool: str) -> None:
    """By the verb in it, whatever the tool is called."""
    assert wanted_tool(said, TOOLS) == tool


@pytest.mark.parametrize("said", ["您好。", "今天天气不错。", "是的。", "林美", "三月六号"])
def test_other_words_want_nothing(said: str) -> None:
    """Greetings, answers and small talk."""
    assert wanted_tool(said, TOOLS) is None


@pytest.mark.parametrize("said", ["我想订房", "我还要改时间", "能不能快一点", "帮我查查", "请帮我取消", "想问一下"])
def test_a_wish_is_known_as_one(said: str) -> None:
    """By how it begins."""
    assert is_wish(said)


def test_trying_again_is_known() -> None:
    """再试一次."""
    assert wants_again("再试一次吧")
    assert not wants_again("好的")


SAYINGS = [
    ("找真人", "我不想跟机器说，给我转人工", True),
    ("胸痛", "我胸口很痛", True),
    ("生气", "你们真是气死我了", True),
    ("账单", "我的账单不对", True),
    ("营业时间", "你们几点开门？", True),
    ("找真人", "我想订房间", False),
    ("胸痛", "我喉咙痛", False),
    ("账单", "我想取消预订", False),
]


@pytest.mark.parametrize(("about", "said", "meant"), SAYINGS)
def test_a_condition_is_met_in_other_words(about: str, said: str, meant: bool) -> None:
    """The same thing, or most of its words; nothing else."""
    assert says(about, said) is meant


def test_looking_something_up_goes_where_things_are_looked_up() -> None:
    """A shared noun does not outweigh what is to be done with it."""
    routes = tuple(
        ToolSpec(
            name=f"handoff_to_{name.lower()}",
            description="Use this function to handoff the call",
            parameters={"type": "object", "properties": {"destination": {"type": "string", "enum": [name]}}},
        )
        for name in ("Sales", "Care")
    )
    specs = Routes.among(routes).specs
    wants = {"Sales": "预订房间", "Care": "查询、更改或取消已有的预订"}

    assert wanted_route("我想查一下我的预订是哪天", specs, wants, {}, "zh") == "Care"
    assert wanted_route("我想预订房间", specs, wants, {}, "zh") == "Sales"
    assert wanted_route("我要取消预订", specs, wants, {}, "zh") == "Care"


def test_a_whole_name_fills_both_its_parts() -> None:
    """ "林美" to a question for the given name also tells the family name; a single character does not."""
    first, last = slot_of("firstName"), slot_of("lastName")

    found = family_beside_given(last, "林美", [first])
    assert found is not None
    assert found.value == "林"
    assert family_beside_given(last, "强", [first]) is None
    assert family_beside_given(last, "林美", [slot_of("phone")]) is None
