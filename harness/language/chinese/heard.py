"""The plain forms of Chinese text that the recognisers read; every character keeps its place, so that spans fit the original."""

import re
from functools import lru_cache

from harness.language.found import folded

__all__ = ["HAN", "clauses_of", "dialled", "has_latin", "heard", "latin", "sentences_of"]

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Range of Chinese characters, for use inside brackets of a regular expression."""

# Only characters that occur in our own tables; a name keeps its characters, because values are cut from the original text.
_TRADITIONAL = (
    "請请問问號号電电話话碼码時时間间點点週周禮礼處处歲岁個个對对錯错確确認认嗎吗麼么們们這这沒没還还為为訂订約约"
    "預预會会給给聯联繫系絡络貴贵稱称誰谁幾几兩两類类種种費费錢钱價价帳账賬账戶户診诊醫医師师員员開开關关門门郵邮編编"
    "區区縣县國国語语經经濟济務务現现場场視视頻频線线網网遠远實实際际應应該该當当來来後后幫帮讓让說说講讲謝谢見见"
    "無无別别換换變变動动過过進进離离遲迟買买賣卖謂谓訴诉覺觉題题難难機机轉转億亿萬万銷销複复覆复檢检查查詢询聽听"
    "鐘钟樣样陳陈劉刘張张楊杨黃黄吳吴孫孙馬马許许鄭郑羅罗鄧邓馮冯蔣蒋韓韩蕭萧葉叶趙赵餘余盧卢蘇苏呂吕範范譚谭鍾钟"
    "龍龙賀贺賴赖顧顾龔龚錢钱湯汤喬乔歐欧陽阳諸诸葛葛莊庄齊齐嚴严華华隊队樓楼單单雙双獨独從从將将達达發发獲获"
    "據据歡欢滿满準准備备願愿隨随係系條条歷历註注冊册補补辦办協协選选擇择僅仅擔担無无礙碍紹绍證证絕绝給给寫写許许"
    "簡简體体讀读應应試试計计記记設设誤误豐丰雲云晚晚聖圣爾尔親亲妳你祂他牠它裡里裏里臺台甦苏於于傳传異异終终結结"
    "續续絡络線线總总紅红綠绿藍蓝貓猫鳥鸟陰阴陸陆隻只風风飯饭餐餐館馆驗验屆届嚨咙臨临廳厅壞坏壓压燈灯爐炉裝装維维"
    "護护戲戏撥拨擾扰攜携態态憶忆憑凭戰战懇恳恆恒慶庆敗败暫暂曆历東东業业樂乐標标樹树機机歲岁殘残氣气決决沖冲況况"
    "溫温滯滞漢汉潔洁濕湿營营牆墙狀状獎奖產产畫画療疗癥症監监盡尽碟碟祿禄積积穩稳窗窗競竞筆笔節节籤签糧粮級级納纳"
    "純纯紙纸細细組组統统緊紧練练緣缘縮缩織织罰罚羅罗義义職职聲声脫脱腦脑舉举舊旧藝艺藥药蘭兰虛虚蟲虫衛卫補补複复"
    "規规訊讯託托訪访評评詞词詳详誠诚誼谊談谈論论諮咨賓宾賞赏質质購购贈赠趕赶車车軟软較较載载輕轻輛辆輸输轎轿農农"
    "適适遷迁運运遊游鄰邻鄉乡針针鈴铃銀银錄录鎖锁鏡镜鐵铁閉闭閱阅閣阁隱隐雜杂靜静頁页順顺頂顶項项須须預预頓顿領领"
    "頭头額额顏颜類类顯显飛飞養养駕驾騙骗騎骑騰腾驚惊鬆松鬧闹魚鱼鮮鲜麥麦麵面黨党齡龄並并"
)  # fmt: skip
_PLAIN = {ord(full): ord(half) for full, half in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)}
_PLAIN |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width forms of ASCII, "，？！：（）" among them
_PLAIN |= {0x3000: 0x20, **dict.fromkeys((0x3007, 0x25CB, 0x25EF), ord("零")), 0x2027: 0xB7, 0x30FB: 0xB7, 0x2022: 0xB7}

_LATIN = re.compile(r"[a-zA-Z]")
_OTHER = re.compile(rf"[{HAN}\u3000-\u303f]")
_DIGITS = str.maketrans("零一二三四五六七八九幺两", "012345678912")
_POSITIONAL = re.compile(
    r"[零一二三四五六七八九两]*[十百千万亿][零一二三四五六七八九十百千万亿两]*"
    r"|(?:星期|礼拜|周|第)[一二三四五六日天七八九]|一(?=[下起样直共定些般会致切旦刻])|三个月|(?<=[这那哪另])一"
    r"|两(?=[个位间](?![0-9零一二三四五六七八九幺]))"
)
_REPEATED = re.compile(
    r"(?P<two>[两二2])个(?P<a>[0-9零一二三四五六七八九幺])|(?P<three>[三3])个(?P<b>[0-9零一二三四五六七八九幺])"
)
_PAUSE = re.compile(r"区号|横杠|短横|然后|再来|加拿大|那个|杠|呃|嗯|啊|哦|[、。…—]")
_END = re.compile(r"(?<=[。?!;\n])|(?<=[a-z0-9]{3}\.)(?=\s|$)")
_CLAUSE_END = re.compile(r"(?<=[,:、])")


@lru_cache(maxsize=4096)
def heard(text: str) -> str:
    """Simplified characters, ASCII punctuation but for "。" and "、", lower case."""
    return folded(text).translate(_PLAIN)


def has_latin(text: str) -> bool:
    """Whether a word in Latin letters can be in it."""
    return _LATIN.search(text) is not None


@lru_cache(maxsize=2048)
def latin(text: str) -> str:
    """The text with a semicolon for each Chinese character and mark: what is left reads as English."""
    return _OTHER.sub(";", text.translate(_WIDTHS))


_WIDTHS = {code: plain for code, plain in _PLAIN.items() if 0xFF01 <= code < 0xFF5F or code == 0x3000}


@lru_cache(maxsize=2048)
def dialled(text: str) -> str:
    """Digits said one by one in figures, pauses blank, every other Chinese character a bar: "电话是六零四，五五" → "|||604,55".

    Numerals with a place value ("二十三"), weekdays and ordinals are no digits. "三个五" is "555".
    """
    masked = _POSITIONAL.sub(lambda match: "|" * len(match.group()), heard(text))
    if "个" in masked:
        masked = _REPEATED.sub(lambda match: match["a"] * 2 + " " if match["two"] else match["b"] * 3, masked)
    masked = re.sub("加(?=[0-9零一二三四五六七八九幺])", "+", masked)
    masked = _PAUSE.sub(lambda match: " " * len(match.group()), masked)
    return _OTHER.sub("|", masked.translate(_DIGITS))


@lru_cache(maxsize=4096)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences in plain form with their closing marks, without outer spaces; none for text without a letter or digit."""
    parts = (part.strip() for part in _END.split(heard(text)))
    return tuple(part for part in parts if any(sign.isalnum() for sign in part))


@lru_cache(maxsize=4096)
def clauses_of(sentence: str) -> tuple[str, ...]:
    """A plain sentence cut after its commas."""
    return tuple(part.strip() for part in _CLAUSE_END.split(sentence) if part.strip(" ,:、"))
