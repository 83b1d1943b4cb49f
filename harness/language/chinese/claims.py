"""What a Chinese utterance claims: that something was done, or that something is wrong; and its manners."""

import re
from functools import lru_cache

from harness.language.chinese.confirmations import asks_to_confirm
from harness.language.chinese.heard import clauses_of, sentences_of
from harness.language.chinese.marked import Marked

__all__ = ["apologises", "claims_success", "claims_trouble", "greets", "promises", "says_goodbye"]

_DEED = (
    r"(?:预订|预定|预约|预留|订|定|约|安排|登记|注册|取消|更改|修改|更新|改|换|调整|变更|提交|保存|保留|确认|完成|办理|办|处理"
    r"|下单|支付|付款|转账?|汇|退款|退|发送|发|寄|加入|加|添加|录入|通知|延长|续|锁定|开通|关闭|删除|移除|移|挂失|激活|设置"
    r"|设)"
)
_SUCCESS = Marked.of(
    rf"已(?:经)?(?:成功)?(?:地)?(?:为|给|帮|替)(?:您|你|客人)?[^,。?!]{{0,24}}?{_DEED}(?:好|完|妥|下|成功|到|至|在|为|成|了|入"
    rf"|出|进|去|了您|$|[,。!])"
    rf"|已(?:经)?(?:成功|全部|都|顺利)?(?:被)?{_DEED}(?!满|完(?!成|毕))(?:好|成功|完成|完毕|妥|下来|到|至|在|了|$|[,。!:])"
    rf"|{_DEED}(?:好|妥|成功|完成|完毕|下来|上)(?:了|啦|[,。!]|$)"
    rf"|(?:成功|顺利)(?:地)?(?:为您|帮您|给您)?{_DEED}|{_DEED}(?:已|已经)(?:成功|完成|生效|确认|办妥|好了|提交|取消|更新|到账"
    rf"|发出|受理|成立|撤销)|(?:都|全)(?:办|安排|弄|搞|处理|设置)(?:好|妥)了"
    rf"|(?:为|给|帮|替)(?:您|你)[^,。?!]{{0,24}}?{_DEED}(?:好了|了|成功|到了|在了|上了)|我(?:已经?)(?:把"
    rf"|将)[^,。?!]{{1,24}}?{_DEED}|(?:已(?:经)?)?(?:把|将)[^,。?!]{{1,24}}?{_DEED}(?:到|至|为|成)[^,。?!]{{0,14}}了|搞定|恭喜"
    rf"|(?:都|一切)(?:已经)?(?:搞定|就绪|好了)|(?:短信|邮件|确认信)(?:已|已经)(?:经)?(?:发|寄)",
    "已好成了功妥恭搞全都顺上下完毕",
)
_NOT = re.compile(
    r"没(?!问题|关系)|未(?!来)|不(?!好意思|用|客气|久|要紧)|无法|不能|失败|还(?:在|需|要|差|没)|正在|如果|要是|若|一旦|等(?:您"
    r"|我|到)|之后|以后|才(?:能|可)|将(?:会|为)|会(?:为|给|帮|在|把|尽)|"
    r"马上|这就|即将|准备|打算|可以(?:为|帮|给)|能(?:为|帮|给)|需要|要不要|是否|想|希望|请(?:先|您|稍)|别人|其他(?:人|客人)"
    r"|他人|吗|呢$|应该|尚"
)
_TAKEN = re.compile(
    r"(?:订|约|定|排|住|坐|预[订约定])满|满了|(?:已|都)(?:经)?(?:被)(?:订|约|预[订约定]|占|定|别人|人)|(?:时间|时段|位子|座位"
    r"|房间|名额|桌子)(?:已经?|都)(?:被|没|满|有人|[订约](?!好|妥|成功|下|到|在))|卖完|售(?:完|罄)|没(?:有)?(?:空|位|房)"
)
_TROUBLE = Marked.of(
    r"(?:系统|网络|网站|电脑|服务器?|后台|数据库|程序|线路|平台|设备|日历)[^,。?!]{0,8}(?:问题|故障|异常|错误|状况|出错|坏|慢"
    r"|不(?:可用|稳定|通|正常|响应|工作|了)|崩|瘫痪|繁忙|维护|超时|没(?:有)?(?:反应|响应|回应)|连不上|断)"
    r"|(?:出(?:了|现了?|错|问题)|遇到了?|发生了?|有(?:一)?点?|碰到了?)(?:点|一点|一些|些|个|一个|什么|小|技术|意外|系统"
    r"|未知)*(?:问题|故障|错误|状况|异常|麻烦|困难|技术性)(?!吗|呢|\?|要问|想)"
    r"|(?:没(?:有)?(?:能|办法|法子|法|成功)|未能|无法|不能|没能够|不成功|做不到|办不(?:了|到)|(?:暂时|目前"
    r"|现在)?(?:还)?(?:不)(?:能|可以))(?:成功|够|为您|帮您|给您|替您|顺利|在系统|及时|再|马上|立即"
    r"|立刻)*(?:地)?(?:[^,。?!]{0,10}?)"
    r"(?:完成|订|预|约|取消|改|更|登记|注册|处理|提交|查|找|保存|发|转|连|接|办|确认|安排|提供|获取|访问|读|打开|操作|核实"
    r"|验证|支付|付)"
    r"|(?:预订|预定|预约|转账|付款|支付|取消|修改|更改|登记|注册|提交|操作|发送|查询|转接|订单|请求|交易|更新|安排|保存)(?:都"
    r"|也|又|已经)?(?:失败|出错|不成功|没成功|没有成功|未成功|超时|(?<!还)没(?:有)?(?:完成|通过|生效|做成))"
    r"|(?:找|查|查询|联系|转|接|连|打|订|约|办|改|取消|登)不(?:到|了|上|通|成)(?!您(?:说|要))|没(?:有)?(?:找|查)到|(?:技术"
    r"|系统)(?:问题|故障|原因|错误)|失败了|超时了|(?<!还)没(?:有|能)?(?:帮您|给您)?(?:订|预订|预定|约|预约|登记|注册|转|取消|改|办|提交)(?:成功|上|成)",
    "问故异错状慢崩瘫繁维超断坏没无未不败时困麻技",
)
_NO_TROUBLE = re.compile(
    r"没(?:有)?(?:任何|什么)?(?:问题|故障|异常)|如果|要是|若(?:有|是)|万一|有(?:没有|什么|任何)[^,。]{0,6}(?:问题|疑问"
    r"|困难)(?:吗|,|。|\?|$)|您(?:的|那边)?[^,。]{0,6}(?:有|出)(?:了)?什么(?:问题|故障)"
)
_SORRY = Marked.of(r"抱歉|对不起|不好意思|遗憾|致歉|请(?:您)?(?:见谅|原谅|谅解|包涵)|道歉", "歉起思憾谅涵")
_BYE = Marked.of(
    r"再见|拜拜|拜(?:$|[,。!])|再会|回头见|(?:明天|周[一二三四五六日]|下周|到时候?|那天|改天|回头)见|祝(?:您|你)|慢走|(?:感谢"
    r"|谢谢)(?:您|你)?(?:的)?(?:来电|致电|打电话|打来|选择|使用|惠顾)|保重|先挂了|挂电话|晚安|bye",
    "见拜会祝慢感谢保挂安b",
)
_OPENING = re.compile(
    r"(?:有什么|有啥|请问|怎么|什么).{0,6}(?:帮|效劳|服务|办理|需要)|这里是|欢迎致电|请问有|我是[^,。]{0,12}(?:助理|助手|客服"
    r"|前台)"
)
_HELLO = re.compile(
    r"^(?:喂|哎|嗯)?[,!。\s]*(?:您好|你好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|早(?:[,。!]|$)|哈喽|嗨|hello|hi\b"
    r"|欢迎(?:致电|来到|光临|您)|这里是)"
)
_PROMISE = Marked.of(
    r"(?:我|我们|同事|专员|工作人员|客服|经理|师傅|技术员|前台|有人|负责人|稍后|晚点|随后|待会儿?|尽快"
    r"|一会儿?)[^,。?!]{0,12}?(?:会|将|就)(?:有|再|马上|尽快|稍后|及时|在|由|派|让|安排|跟|主动|立即|给|为|把|帮|于|亲自"
    r"|第一时间)*[^,。?!]{0,14}?(?:联系|联络|回(?:电|复|您|拨)|打(?:给|电话)|发|通知|转告|跟进|提醒|处理|安排|转达|短信|邮件"
    r"|给您)"
    r"|(?:稍后|晚点|随后|尽快|待会儿?)[^,。?!]{0,10}?(?:给您|为您|跟您|与您|向您)?(?:回电|回复|联系|发短信|发送|发给|打电话"
    r"|通知)",
    "会将就稍晚随尽待",
)


@lru_cache(maxsize=4096)
def claims_success(text: str) -> bool:
    """Whether it says that something asked for has been done: "已经帮您约好了", "预订成功".

    False for what is negated, conditional, still to come, asked, or booked by somebody else ("那天已经订满了").
    """
    sentences = sentences_of(text)
    for i, sentence in enumerate(sentences):
        if sentence.endswith(("?", "吗")):
            continue
        if any(_succeeds(clause) for clause in clauses_of(sentence)):
            # What is read back for approval is not reported.
            return not any(asks_to_confirm(earlier) for earlier in sentences[: i + 1])
    return False


@lru_cache(maxsize=4096)
def claims_trouble(text: str) -> bool:
    """Whether it says that something does not work or could not be done: "系统出了点问题", "没能帮您订上".

    False for 没问题, for "如果有问题", and for a time that is simply taken.
    """
    clauses = (clause for sentence in sentences_of(text) for clause in clauses_of(sentence))
    return any(
        _TROUBLE.search(clause) and not _NO_TROUBLE.search(clause) and not clause.endswith(("吗?", "呢?")) for clause in clauses
    )


def apologises(text: str) -> bool:
    """Whether it says sorry or regrets."""
    return any(_SORRY.search(sentence) for sentence in sentences_of(text))


@lru_cache(maxsize=4096)
def says_goodbye(text: str) -> bool:
    """Whether it ends the talk: "再见", "祝您愉快", "感谢您的来电" (but not when that opens the call)."""
    sentences = sentences_of(text)
    if not any(_BYE.search(sentence) for sentence in sentences):
        return False
    return "再见" in text or not (greets(text) or any(_OPENING.search(sentence) for sentence in sentences))


def greets(text: str) -> bool:
    """Whether one of its sentences opens a talk: "您好", "早上好", "这里是…"."""
    return any(_HELLO.match(sentence) for sentence in sentences_of(text))


def promises(text: str) -> bool:
    """Whether the speaker says that they, or somebody for them, will act later: "稍后会给您回电话"."""
    return any(_PROMISE.search(sentence) and not sentence.endswith(("?", "吗")) for sentence in sentences_of(text))


def _succeeds(clause: str) -> bool:
    hit = _SUCCESS.search(clause)
    if hit is None or _TAKEN.search(clause):
        return False
    return not _NOT.search(clause[: hit.end()])
