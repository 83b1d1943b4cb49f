"""Acts of Chinese talk that need no slots: questions, offers, and the offer to help with more."""

import re
from functools import lru_cache

from harness.language.chinese.dates import WEEK
from harness.language.chinese.heard import clauses_of, sentences_of
from harness.language.chinese.requests import requests_in

__all__ = ["asks_yes_no", "is_question", "offers", "offers_more"]

_QUESTION = re.compile(
    r"\?|吗[。!]*$|呢[。]*$|什么|谁|哪(?!怕)[里儿位个天种些]|几点|几[号位个]|多少|怎么(?!样都)(?:样|称呼|了)|是否"
    r"|(?<![不])是不是|能不能|可不可以|要不要|有没有|对不对|好不好|行不行|请问"
)
_TELLS = re.compile(r"(?:不知道|不管|无论|什么都|哪天都|几点都|谁都|怎么都|随便什么|没什么)")
_YES_NO = re.compile(
    r"吗[?。!]*$|(?:对|是|好|行|可以|没错|没问题)吧[?。!]*$|是否|是不是|能不能|可不可以|要不要|有没有|对不对|好不好|行不行"
    r"|需不需要|愿不愿意|方不方便"
)
_WH = re.compile(r"什么(?!时候都)|谁|哪[里儿位个天种些]|几[点号位个]|多少|怎么|何时")
_MORE = re.compile(
    r"(?:还|另外|其他|其它|别的|别人)(?:有|需要|想|要)?(?:没有)?(?:什么|啥|别的|其他|其它|任何)?[^,。?]{0,14}?(?:可以|能|需要"
    r"|要)?(?:帮|需要|事情?|问题|效劳|服务|办|咨询|吩咐|忙)[^,。]{0,6}(?:吗|呢|么|没有|\?|的)"
    r"|(?:就|只有)(?:这些|这样)(?:就)?(?:可以|够|行|好)?了?吗|^(?:这些|这样)就(?:可以|够|行|好)了?吗"
)
_THING = (
    rf"[0-9零一二两三四五六七八九十]+(?:点|号|日|间|张|个|位)|{WEEK}[一二三四五六日天]|[今明后]天|上午|下午|晚上|早上|中午"
    r"|空位|空房|空档|位子|座位|房间|套房|时段|时间"
)
_OFFER = re.compile(
    rf"(?:我们?|这边|目前|现在|当天|那天|还|店里|最早|只|正好|{WEEK}[一二三四五六日天]|[今明后]天"
    rf"|[0-9零一二三四五六七八九十]+(?:号|日|点)半?|上午|下午|晚上)[^,。?!您]{{0,16}}?(?:还)?有(?!人|没有|问题|事|什么"
    rf"|误)[^,。?!]{{0,20}}?(?:{_THING}|空)"
    rf"|(?:最早|最近|下一个|第一个)(?:的|可以|能|可)?[^,。?!]{{0,10}}?(?:是|在|到|为)[^,。?!]{{0,20}}?(?:{_THING})"
    rf"|(?:{_THING}|这个|那个|这间|那间|它|换成?[^,。?!]{{1,12}}|改[^,。?!]{{1,12}})[^?!。]{{0,24}}?[,]?(?:您|你)?(?:看"
    rf"|觉得)?(?:可以|行|方便|合适|怎么样|如何|好不好|行不行|可不可以|能来|有空|可以接受)(?:吗|呢|么)?\?"
    rf"|(?:您|你)(?:看|觉得)[^,。?!]{{0,24}}?(?:{_THING})?[^,。?!]{{0,8}}?(?:可以|行|方便|合适|怎么样|如何|呢)(?:吗)?\?"
    rf"|要不(?:要)?(?:换|改|试|看看|考虑|来|约|订|选)|(?:不如|或者)(?:换|改|约|订|选)[^?]{{0,16}}\?"
    rf"|(?:推荐|建议)(?:您|你)|(?:可以|能)(?:为|给|帮)(?:您|你)(?:安排|提供|预留|留)(?:在|到)?[^,。?!]{{0,14}}?(?:{_THING})"
    rf"|(?:{_THING})(?:[^,。?!]{{0,6}})?(?:还)?(?:是)?(?:有空|空着|可以(?:约|订|预)|可约|可订|有位|有房)"
)
_NO_OFFER = re.compile(
    r"没有?(?:空|位|房|其他|任何|了)|有(?:点|一点|些|个)?(?:问题|故障|错误|困难)|满了|我(?:现在|就|来|马上)*(?:帮|给|为"
    r"|替)(?:您|你)(?:把|在)?[^,。?]{0,6}(?:订|取消|约|改|登记|转|确认)|对吗|对吧|没错吧|确认吗|确定要|(?:上午|早上|中午|下午"
    r"|晚上)[^,。?]{0,8}还是|(?:是|为)(?:您|你)(?:的)?[^,。]{0,6}(?:对|吗)"
)
_ONLY_NONE = re.compile(r"没有?(?!问题|关系|什么)|满|(?:已|都)被")


@lru_cache(maxsize=4096)
def is_question(text: str) -> bool:
    """Whether it wants an answer: a question mark or word, or a request to tell something."""
    return any(
        _QUESTION.search(sentence) and not (_TELLS.search(sentence) and "?" not in sentence) for sentence in sentences_of(text)
    ) or bool(requests_in(text))


@lru_cache(maxsize=4096)
def asks_yes_no(text: str) -> bool:
    """Whether one of its sentences can be answered by yes or no: "您要这间吗？", "六点，对吧？"."""
    return any(
        _YES_NO.search(sentence)
        and "还是" not in sentence
        and not (_WH.search(sentence) and not _MORE.search(sentence) and "吗" not in sentence)
        for sentence in sentences_of(text)
    )


@lru_cache(maxsize=4096)
def offers(text: str) -> bool:
    """Whether it proposes something concrete: "下午两点有空", "换到周五可以吗？". The offer to help with more is none."""
    return any(_offers(sentence) for sentence in sentences_of(text))


@lru_cache(maxsize=4096)
def offers_more(text: str) -> bool:
    """Whether it asks if there is anything else: "还有什么需要帮忙的吗？"."""
    return any(_MORE.search(sentence) for sentence in sentences_of(text))


def _offers(sentence: str) -> bool:
    if _MORE.search(sentence):
        return False
    # What is taken does not spoil what is offered in the next clause: "七点没有了，七点半可以吗？"
    rest = "".join(clause for clause in clauses_of(sentence) if not _ONLY_NONE.search(clause))
    return _OFFER.search(rest) is not None and not _NO_OFFER.search(rest)
