"""One Chinese sentence in, its instructions out: orders in the wording of many authors, and sentences that must stay prose."""

import pytest

from harness.agents.literal.forms import understand
from harness.agents.literal.instruction import (
    AT_THE_END,
    DECLINED,
    FOUND,
    HEARD,
    Ask,
    AskMore,
    AskWhich,
    CallTool,
    Confirm,
    Instruction,
    NeverAsk,
    OneAtATime,
    Optional,
    Pass,
    Persona,
    Require,
    Say,
    Speak,
    Tell,
    Today,
    When,
)
from harness.agents.literal.routes import Names
from harness.agents.literal.topics import parameters_for
from harness.language.slot import slot_of

NAMES = Names(
    tools=("findRoom", "reserveRoom", "cancelRoom", "logCall", "transferCall", "Billing", "Front Desk"),
    routes=("Billing", "Front Desk"),
)
SLOTS = tuple(
    slot_of(name)
    for name in (
        *("checkInDate", "checkOutDate", "guests", "guestName", "phone", "roomType", "source", "email", "reason", "outcome"),
        *("roomId", "skipDates", "notes", "reservationNumber"),
    )
)


def read_one(text: str, lead: str = "") -> tuple[Instruction, ...]:
    """What the sentence says to a hotel's agent."""
    return understand(text, NAMES, lead=lead, slots=SLOTS)


def slots_of(topics: tuple[str, ...]) -> list[str]:
    """The parameters that topics mean."""
    return [slot.name for topic in topics for slot in parameters_for(topic, SLOTS)]


ASKS = [
    ("询问客人的姓名、电话号码和邮箱。", ["guestName", "phone", "email"]),
    ("请问客人叫什么名字。", ["guestName"]),
    ("请询问联系电话。", ["phone"]),
    ("先收集入住日期。", ["checkInDate"]),
    ("然后收集入住和退房日期。", ["checkInDate", "checkOutDate"]),
    ("首先，记下客人的姓名。", ["guestName"]),
    ("你必须问清入住人数。", ["guests"]),
    ("了解客人一共几位。", ["guests"]),
    ("问他们想要哪种房型。", ["roomType"]),
    ("请客人提供姓名和手机号。", ["guestName", "phone"]),
    ("向客人询问退房日期。", ["checkOutDate"]),
    ("请对方留下电话。", ["phone"]),
    ("要预订房间时，询问入住日期。", ["checkInDate"]),
    ("问“请问您的电话号码是多少？”", ["phone"]),
    ("问：「请问几位客人入住？」", ["guests"]),
    ("詢問客人的姓名和電話號碼。", ["guestName", "phone"]),
    ("電話：詢問十位數字的號碼", ["phone"]),
]


@pytest.mark.parametrize(("text", "names"), ASKS)
def test_an_order_to_ask(text: str, names: list[str]) -> None:
    """In any wording, for exactly these things."""
    assert [slots_of(i.topics) for i in read_one(text) if isinstance(i, Ask)] == [names]


REQUIRES = [
    ("没有电话号码，不要预订。", ["phone"]),
    ("没有客人的姓名就不能预订房间。", ["guestName"]),
    ("在拿到电话号码之前，不要预订。", ["phone"]),
    ("必须先有入住日期。", ["checkInDate"]),
    ("电话号码是必填的。", ["phone"]),
    ("姓名和电话号码都是必填项。", ["guestName", "phone"]),
    ("电话号码：必填", ["phone"]),
    ("必填：姓名、电话号码", ["guestName", "phone"]),
    ("客人必须提供电话号码。", ["phone"]),
    ("未取得姓名时，不得继续。", ["guestName"]),
]


@pytest.mark.parametrize(("text", "names"), REQUIRES)
def test_an_order_never_to_go_on_without(text: str, names: list[str]) -> None:
    """A demand, however it is put."""
    assert [slots_of(i.topics) for i in read_one(text) if isinstance(i, Require)] == [names]


SPARES = [
    ("邮箱是可选的。", ["email"]),
    ("邮箱（可选）", ["email"]),
    ("可选：邮箱", ["email"]),
    ("邮箱可以不填。", ["email"]),
    ("电子邮箱不是必填的。", ["email"]),
]


@pytest.mark.parametrize(("text", "names"), SPARES)
def test_what_may_be_left_out(text: str, names: list[str]) -> None:
    """Nothing is asked for because of it."""
    found = read_one(text)
    assert [slots_of(i.topics) for i in found if isinstance(i, Optional)] == [names]
    assert not any(isinstance(i, Require) for i in found)


NEVERS = [
    ("不要询问邮箱。", ["email"]),
    ("别问客人的电话。", ["phone"]),
    ("不必问退房日期。", ["checkOutDate"]),
    ("绝不要向客人索取邮箱。", ["email"]),
    ("无需收集电话号码。", ["phone"]),
]


@pytest.mark.parametrize(("text", "names"), NEVERS)
def test_what_is_never_asked(text: str, names: list[str]) -> None:
    """A ban asks for nothing."""
    found = read_one(text)
    assert [slots_of(i.topics) for i in found if isinstance(i, NeverAsk)] == [names]
    assert not any(isinstance(i, Ask | Require) for i in found)


ONES = [
    "一次只问一个问题。",
    "每次只问一件事。",
    "逐一收集。",
    "一个一个地问。",
    "每轮只能问一个问题。",
    "不要一次问好几个问题。",
    "每次只提一个问题",
]


@pytest.mark.parametrize("text", ONES)
def test_one_question_at_a_time(text: str) -> None:
    """The pace of asking."""
    assert OneAtATime() in read_one(text)


MORES = [
    "最后，问客人还有没有别的需要帮忙。",
    "办完以后，询问是否还有其他需要。",
    "结束之前问一下还有什么可以帮忙的。",
    "事情办好后，问对方还需要什么帮助。",
]


@pytest.mark.parametrize("text", MORES)
def test_asking_for_more(text: str) -> None:
    """The question before the end."""
    assert AskMore() in read_one(text)


WHICH = [
    "如果有好几个预订，问客人指的是哪一个。",
    "如果查到不止一条记录，请客人说明是哪一条。",
    "有多个订单时，问是哪一个。",
    "遇到重名，询问指的是哪位。",
]


@pytest.mark.parametrize("text", WHICH)
def test_asking_which_one_is_meant(text: str) -> None:
    """Among several, the caller chooses."""
    assert read_one(text) == (AskWhich(),)


CONFIRMS = [
    ("调用 reserveRoom 之前，复述一遍入住日期并请客人确认。", 1, "reserveRoom"),
    ("在调用 reserveRoom 之前，请客人确认所有信息。", 1, "reserveRoom"),
    ("取消之前，请客人确认两次。", 2, "取消"),
    ("调用 cancelRoom 前，必须让客人确认两遍。", 2, "cancelRoom"),
    ("客人确认之后才能调用 reserveRoom。", 1, "reserveRoom"),
    ("未经客人同意，不得调用 cancelRoom。", 1, "cancelRoom"),
    ("只有在客人两次确认之后，才可以调用 cancelRoom。", 2, "cancelRoom"),
    ("预订前重复一遍日期和姓名。", 1, "预订"),
    ("先核对一遍信息，再调用 reserveRoom。", 1, "reserveRoom"),
    ("转接给“Billing”之前，请客人确认记录上的姓名。", 1, "Billing"),
]


@pytest.mark.parametrize(("text", "times", "before"), CONFIRMS)
def test_an_order_to_have_the_caller_agree(text: str, times: int, before: str) -> None:
    """So many times, before this."""
    assert [(i.times, i.before) for i in read_one(text) if isinstance(i, Confirm)] == [(times, before)]


NO_CONFIRMS = ["不用再跟客人确认。", "无需复述信息。", "只有在 reserveRoom 返回成功之后，才说已经订好。", "不要说已经确认。"]


@pytest.mark.parametrize("text", NO_CONFIRMS)
def test_no_approval_is_asked(text: str) -> None:
    """Sentences that speak of confirming, and order none."""
    assert not any(isinstance(i, Confirm) for i in read_one(text))


ORDERS = [
    ("调用 reserveRoom 之前，先调用 findRoom。", "findRoom", "reserveRoom"),
    ("在调用 reserveRoom 前必须先用 findRoom。", "findRoom", "reserveRoom"),
    ("先调用 findRoom，再调用 reserveRoom。", "findRoom", "reserveRoom"),
    ("先用 findRoom 查空房，然后用 reserveRoom 预订。", "findRoom", "reserveRoom"),
    ("没有调用 findRoom 之前，不要调用 reserveRoom。", "findRoom", "reserveRoom"),
    ("切勿在调用 findRoom 之前调用 reserveRoom。", "findRoom", "reserveRoom"),
    ("findRoom → reserveRoom", "findRoom", "reserveRoom"),
    ("預訂之前，先調用 findRoom。", "findRoom", "reserveRoom"),
    ("findRoom 必须在 reserveRoom 之前调用。", "findRoom", "reserveRoom"),
]


@pytest.mark.parametrize(("text", "tool", "before"), ORDERS)
def test_which_tool_comes_first(text: str, tool: str, before: str) -> None:
    """An order of calls."""
    lead = "房间：" if text.isascii() or "→" in text else ""
    assert CallTool(tool=tool, before=before) in read_one(text, lead)


def test_the_first_call_of_all() -> None:
    """Before every other one."""
    found = {i.before for i in read_one("一开始先调用 findRoom。") if isinstance(i, CallTool)}
    assert found == set(NAMES) - {"findRoom"}


OCCASIONS: list[tuple[str, Instruction]] = [
    ("如果客人想付款，转接给“Billing”。", CallTool(tool="Billing", wants="付款")),
    ("客人要付账时，转给 Billing。", CallTool(tool="Billing", wants="付账")),
    ("当客人询问账单的时候，就把电话转给“Billing”。", CallTool(tool="Billing", wants="账单")),
    ("如果来电者说英语，转接给“Front Desk”。", CallTool(tool="Front Desk", speaks="en")),
    ("如果对方讲中文，请转到 Front Desk。", CallTool(tool="Front Desk", speaks="zh")),
    ("如果客人想查空房，调用 findRoom。", CallTool(tool="findRoom", wants="查空房")),
    (
        "reserveRoom 成功之后，调用 logCall，outcome 填“reserved”。",
        CallTool(tool="logCall", after="reserveRoom", passes=(("outcome", "reserved"),)),
    ),
    (
        "reserveRoom 成功后，用 outcome=“reserved” 和 roomId 调用 logCall。",
        CallTool(tool="logCall", after="reserveRoom", passes=(("outcome", "reserved"), ("roomId", FOUND))),
    ),
    (
        "一旦 cancelRoom 成功，立即调用 logCall，outcome 设为“cancelled”，并带上 reservationNumber。",
        CallTool(tool="logCall", after="cancelRoom", passes=(("outcome", "cancelled"), ("reservationNumber", FOUND))),
    ),
    ("挂断之前，调用 logCall，outcome 填“none”。", CallTool(tool="logCall", before=AT_THE_END, passes=(("outcome", "none"),))),
    ("说再见之前先调用 logCall。", CallTool(tool="logCall", before=AT_THE_END)),
    (
        "转接给“Billing”之前，先调用 findRoom，source 填“phone”。",
        CallTool(tool="findRoom", before="Billing", passes=(("source", "phone"),)),
    ),
]


@pytest.mark.parametrize(("text", "order"), OCCASIONS)
def test_a_call_on_its_occasion(text: str, order: Instruction) -> None:
    """When it is made, and what is sent with it."""
    assert order in read_one(text)


def test_before_any_hand_over() -> None:
    """转接之前 is before each place the call can go to."""
    found = [(i.tool, i.before) for i in read_one("转接之前，先调用 findRoom。") if isinstance(i, CallTool)]
    assert found == [("findRoom", "Billing"), ("findRoom", "Front Desk")]


WHENS = [
    ("如果工具失败，道歉并提议回电。", "failed", ["apologise", "offer"]),
    ("如果系统出错，就道歉，并说“请稍后再打来。”。", "failed", ["apologise", "say"]),
    ("如果没有空房，如实告知，并提议换一天。", "told", ["say", "offer"]),
    ("没有空房的话，向客人道歉并建议另选日期。", "told", ["apologise", "offer"]),
    ("如果客人不愿意提供电话，说没关系，继续预订。", "refused", ["say", "go on"]),
    ("如果客人不肯给邮箱，就跳过。", "refused", ["go on"]),
    ("如果客人改变主意，说明预订仍然保留。", "declined", ["say"]),
    ("客人说不对时，再问一次。", "declined", ["ask"]),
    ("如果客人要投诉，道歉并转接人工。", "said", ["apologise", "transfer"]),
    ("预订成功后，说“祝您入住愉快！”。", "done", ["say"]),
    ("reserveRoom 成功之后，感谢客人并说“期待您的光临。”，然后道别。", "done", ["say", "goodbye"]),
    ("如果 findRoom 失败，再试一次。", "failed", ["retry"]),
    ("如果没有空房，道歉，不要承诺任何事。", "told", ["apologise"]),
    ("工具失败：道歉并转接人工。", "failed", ["apologise", "transfer"]),
    ("如果 findRoom 找不到空房，道歉并转接给“Front Desk”。", "told", ["apologise", "call"]),
    ("如果客人不要这个房间，再次调用 findRoom，把那天放进 skipDates。", "declined", ["call"]),
    ("如果客人要找真人，调用 transferCall，reason 填“asked”。", "said", ["call"]),
    ("如果 reserveRoom 失败，道歉，并调用 transferCall，reason 填“error”。", "failed", ["apologise", "call"]),
    ("如果房间刚刚被人订走，道歉，再调用 findRoom。", "told", ["apologise", "call"]),
]


@pytest.mark.parametrize(("text", "condition", "kinds"), WHENS)
def test_what_is_done_when_something_happens(text: str, condition: str, kinds: list[str]) -> None:
    """The condition, and the actions in their order."""
    found = [i for i in read_one(text) if isinstance(i, When)]
    assert [(i.condition, [action.kind for action in i.actions]) for i in found] == [(condition, kinds)]


def test_a_refused_thing_is_known_by_its_parameter() -> None:
    """不愿意提供电话 is about the phone number."""
    (when,) = [i for i in read_one("如果客人不愿意提供电话，继续预订。") if isinstance(i, When)]
    assert slots_of((when.about,)) == ["phone"]


def test_the_values_of_a_further_call() -> None:
    """The day of what was declined, and what the caller said."""
    (declined,) = [i for i in read_one("如果客人不要这个房间，再次调用 findRoom，把那天放进 skipDates。") if isinstance(i, When)]
    assert declined.actions[-1].passes == (("skipDates", DECLINED),)
    assert read_one("把客人说的话写进 notes。") == (Pass(parameter="notes", value=HEARD),)


PASSES = [
    ("source 填“phone”。", [("source", "phone", "")]),
    ("把 source 设为“phone”。", [("source", "phone", "")]),
    ("source 一律用“phone”。", [("source", "phone", "")]),
    ("把查到的 roomId 传给 reserveRoom。", [("roomId", FOUND, "reserveRoom")]),
    ("带上 roomId 和 guestName。", [("roomId", FOUND, ""), ("guestName", FOUND, "")]),
    ("把房间的 roomId 作为 reservationNumber 传给 cancelRoom。", [("reservationNumber", f"{FOUND}:roomId", "cancelRoom")]),
    (
        "调用 findRoom 时，checkInDate 填今天，checkOutDate 填从今天起 7 天后。",
        [("checkInDate", "today", "findRoom"), ("checkOutDate", "7 days from today", "findRoom")],
    ),
]


@pytest.mark.parametrize(("text", "passes"), PASSES)
def test_what_is_sent_without_asking(text: str, passes: list[tuple[str, str, str]]) -> None:
    """Fixed values, and values from earlier answers."""
    assert [(i.parameter, i.value, i.tool) for i in read_one(text) if isinstance(i, Pass)] == passes


STAGE: list[tuple[str, Instruction]] = [
    ("你是小雅，海湾酒店的前台。", Persona(name="小雅")),
    ("你叫林夏。", Persona(name="林夏")),
    ("您的名字是 Ruby，负责接听电话。", Persona(name="Ruby")),
    ("今天是2026年3月2日，星期一。", Today(date="2026-03-02")),
    ("今天是 Monday, March 2, 2026。", Today(date="2026-03-02")),
    ("当前日期：2026-03-02", Today(date="2026-03-02")),
    ("说中文。", Speak(language="zh")),
    ("请始终用普通话回答。", Speak(language="zh")),
    ("全程使用中文交流。", Speak(language="zh")),
    ("用英文回答客人。", Speak(language="en")),
    ("说“感谢您的来电。”", Say(text="感谢您的来电。")),
    ("把确认号告诉客人。", Tell(topics=("确认号",))),
]


@pytest.mark.parametrize(("text", "order"), STAGE)
def test_the_stage(text: str, order: Instruction) -> None:
    """Who speaks, which language, which day, what is said."""
    assert order in read_one(text)


PROSE = [
    "海湾酒店有四十间客房，前台二十四小时有人。",
    "你是一家酒店的前台。",
    "态度要亲切、简短。",
    "不要向客人提到工具、函数或系统。",
    "早餐从七点到十点供应。",
    "客人通常在下午三点以后入住。",
    "请保持耐心。",
    "只有在 reserveRoom 返回成功之后，才说已经订好。",
    "你只负责预订，不处理账单。",
    "注意倾听。",
    "绝不编造信息。",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_orders_nothing(text: str) -> None:
    """A sentence that fits no form changes nothing."""
    assert read_one(text) == ()


def test_a_list_is_read_with_its_introduction() -> None:
    """Items of a list are asked for; what is optional is marked."""
    assert [slots_of(i.topics) for i in read_one("姓名", "逐一收集以下信息") if isinstance(i, Ask)] == [["guestName"]]
    assert [slots_of(i.topics) for i in read_one("phone", "收集这些信息") if isinstance(i, Ask)] == [["phone"]]
    spare = read_one("邮箱（可选）", "请收集")
    assert [i.optional for i in spare if isinstance(i, Ask)] == [True]


def test_a_parameter_with_its_question_is_asked_word_for_word() -> None:
    """`name：问“…”` below the order to ask before a tool is called."""
    assert read_one("reason：问“请问您为什么要取消？”", "调用 cancelRoom 之前，先问") == (
        Ask(topics=("reason",), about="cancelRoom", wording="请问您为什么要取消？"),
    )


def test_an_english_sentence_stays_english() -> None:
    """A prompt in two languages is read sentence by sentence."""
    assert read_one("Ask for the guest's phone number.") == (Ask(topics=("phone number",)),)
    assert read_one('Say "您好。"') == (Say(text="您好。"),)
