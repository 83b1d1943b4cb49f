"""What is to be done, in Chinese verbs: the same few general deeds as in English."""

import re
from functools import lru_cache

from harness.language.chinese.heard import heard

__all__ = ["verbs_in"]

_ARRANGED = r"(?:预约|预订|预定|订位|(?<!预)约)"
_GROUPS: dict[str, re.Pattern[str]] = {
    "book": re.compile(rf"{_ARRANGED}(?!束|会|定好)|(?<!退)订(?!单|阅|金|购|正)|安排|预留|留[一个张间位]"),
    "buy": re.compile(r"买|购买|下单|订购|采购"),
    "cancel": re.compile(r"取消|退(?!房|休|出|信|烧|还?车)|撤销|撤回|删除|删掉|作废|注销|不[要去来]了"),
    "change": re.compile(
        r"改(?!天再|善)|更改|修改|变更|调整|换(?!句话)|推迟|延期|延后|推后|提前|顺延|挪|续[租住期订借约费]|延长|更新"
    ),
    "find": re.compile(
        r"查|搜|看看|看一下|看下|核对|核实|找(?=一下|下|出|到|找)|有没有|有哪|了解|确认一下|打听|问一下|问问|想问"
    ),
    "register": re.compile(r"登记|注册|报名|加入|开户|建档|排队|候补|等候名单"),
    "transfer": re.compile(r"转接|转给|转到|转人|人工|真人|活人|客服|接线员|工作人员|负责人|经理|(?:找|跟|和|与|换)个?人(?!数)"),
    "pay": re.compile(r"付[款费钱账]|支付|缴|交[费钱]|结账|结算|还款|充值"),
    "send": re.compile(r"发送|发[给一条个短邮]|寄|通知"),
    "report": re.compile(r"报修|报失|挂失|申报|投诉|举报|报案|上报|报告|报损"),
    "log": re.compile(r"记录|记下|备注"),
    "block": re.compile(r"冻结|锁定|停用|停机|封锁|挂失"),
}
_THING = re.compile(
    rf"(?:(?:取消|改|更改|修改|变更|查|查询|退|调整|推迟|提前|确认|延长|换|把|将|看看?)(?:掉|一下|下|了)?|的|[这那一]个|[这那]次|"
    rf"已有|现有|原有|原来|之前)(?:您|你|我|他|她)?的?{_ARRANGED}|{_ARRANGED}(?=的?(?:时间|日期|号|记录|信息|情况)|在|是)"
)
"""What has been arranged, and no wish to arrange it: "取消我的预约", "预约时间"."""


@lru_cache(maxsize=4096)
def verbs_in(text: str) -> frozenset[str]:
    """The deeds that are spoken of."""
    plain = heard(text)
    rest = _THING.sub(lambda match: re.sub(_ARRANGED, "", match.group()), plain)
    return frozenset(name for name, form in _GROUPS.items() if form.search(rest if name == "book" else plain))
