"""Chinese words for the options that tools commonly offer under English names: "morning", "in-person", "M"."""

import re
from functools import lru_cache

from harness.language.slot import Slot

__all__ = ["options_of", "said_of", "spoken_option", "words_of_option"]

# Each entry: the option in English, and how it is said, likeliest first.
_LINES = """
morning: 上午 早上 早晨 早间; am: 上午 早上; afternoon: 下午 午后; pm: 下午; noon: 中午; midday: 中午
evening: 晚上 傍晚 晚间; night: 晚上 夜里 夜间; day: 白天; weekday: 工作日 平日; weekend: 周末
any: 任何 任意 随便 都可以 都行 无所谓 哪个都 哪位都 谁都 没有特别 不限; anytime: 任何时间 随时 什么时候都; none: 没有 无
yes: 是 要 需要; no: 不是 不要 不需要; true: 是; false: 否; male: 男; female: 女; man: 男; woman: 女; other: 其他 其它 别的
unknown: 不知道 未知; in person: 当面 面对面 到店 现场 亲自 本人去 线下 到场 过去 亲自去 来一趟; onsite: 现场 上门 到场
in store: 到店 店里; virtual: 视频 线上 网上 远程 在线 电话或视频; online: 线上 网上 在线; remote: 远程; video: 视频
phone: 电话; telephone: 电话; email: 邮件 电邮 邮箱; sms: 短信; text: 短信; mail: 邮寄 信件; single: 单人; double: 双人 大床
twin: 双床 两张床 标间 标准间; triple: 三人; suite: 套房; family: 家庭 亲子; king: 特大床; queen: 大床; standard: 标准 普通
deluxe: 豪华; premium: 高级; basic: 基本 基础; indoor: 室内 里面 屋内; indoors: 室内 里面; inside: 里面 室内
outdoor: 室外 外面 露天 户外; outdoors: 室外 露天; outside: 外面 室外; patio: 露台 天台; bar: 吧台; booth: 卡座; table: 桌子
window: 靠窗 窗边 窗户; aisle: 靠过道 走道 过道; smoking: 吸烟; non smoking: 无烟 不吸烟 非吸烟; economy: 经济
business: 商务 公务; first class: 头等; first: 第一 头等; one way: 单程; round trip: 往返 来回; return: 往返
direct: 直达 直飞; small: 小号 小型 小的; medium: 中号 中型 中等; large: 大号 大型 大的; extra large: 特大
new: 新 第一次 首次; existing: 现有 老 已有 以前来过; returning: 老 回头 以前来过; urgent: 紧急 急 着急
emergency: 紧急 急诊; routine: 常规 例行; normal: 普通 正常; regular: 普通 常规; express: 加急 快速; high: 高; low: 低
public: 公共 公立 公费; private: 私人 自费 私立; out of province: 外省 省外 其他省 别的省; out of country: 国外 境外 海外
bc: 卑诗 不列颠哥伦比亚 本省; english: 英文 英语; chinese: 中文 汉语 国语 普通话 华语; mandarin: 普通话 国语 中文
cantonese: 粤语 广东话; french: 法语 法文; en: 英文 英语; zh: 中文 普通话 国语; cash: 现金; card: 刷卡 银行卡
credit card: 信用卡; credit: 信用卡; debit: 借记卡 储蓄卡; checking: 支票 活期; savings: 储蓄 存款; cheque: 支票
pickup: 自取 自提; pick up: 自取 自提; delivery: 外送 配送 送货 送到; takeout: 外带 外卖 打包 带走
takeaway: 外带 外卖 打包 带走; dine in: 堂食 在店里吃; vegetarian: 素食 吃素; vegan: 纯素; spicy: 辣; mild: 不辣 微辣
hot: 热; cold: 冷 冰; red: 红; blue: 蓝; green: 绿; black: 黑; white: 白; yellow: 黄; silver: 银色; grey: 灰; gray: 灰
left: 左; right: 右; automatic: 自动; manual: 手动; electric: 电动; gas: 汽油 燃气; dog: 狗; cat: 猫; bird: 鸟; fish: 鱼
repair: 维修 修理; installation: 安装; maintenance: 保养 维护; cleaning: 清洁 清洗 打扫; inspection: 检查
haircut: 剪发 理发 剪头发; color: 染发; perm: 烫发; fridge: 冰箱; refrigerator: 冰箱; washer: 洗衣机
washing machine: 洗衣机; dryer: 烘干机; dishwasher: 洗碗机; oven: 烤箱; stove: 炉子; television: 电视; tv: 电视
air conditioner: 空调; heater: 暖气; water heater: 热水器; computer: 电脑; laptop: 笔记本; printer: 打印机
monday: 星期一 周一 礼拜一; tuesday: 星期二 周二 礼拜二; wednesday: 星期三 周三 礼拜三; thursday: 星期四 周四 礼拜四
friday: 星期五 周五 礼拜五; saturday: 星期六 周六 礼拜六; sunday: 星期日 星期天 周日 礼拜天; today: 今天; tomorrow: 明天
cancel: 取消; change: 更改 改; reschedule: 改期 改时间; book: 预订 预定; question: 问题; complaint: 投诉; billing: 账单 付款
"""
_SAID = {
    english.strip(): chinese.split()
    for entry in _LINES.replace("\n", ";").split(";")
    for english, _, chinese in [entry.partition(":")]
    if chinese
}
_LETTERS = {"m": "男", "f": "女", "o": "其他 其它 别的", "x": "其他 其它", "u": "不知道 未知"}
"""Options of one letter, which mean this only beside one another."""
_LIGHT = frozenset({"room", "type", "class", "only", "seat", "seating", "bed", "option", "time", "visit", "the", "a", "of"})


_QUOTED = re.compile(r'"([^"]+)"')


@lru_cache(maxsize=1024)
def options_of(slot: Slot) -> tuple[str, ...]:
    """The slot's choices; else those its description puts in quotes: '"in-person" or "virtual"'."""
    return slot.choices or tuple(_QUOTED.findall(slot.description))


def words_of_option(option: str) -> str:
    """The option in lower-case words: "OUT_OF_PROVINCE" → "out of province"."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", option)
    return " ".join(re.findall(r"[^\W_]+", parted)).lower()


@lru_cache(maxsize=1024)
def said_of(option: str, siblings: tuple[str, ...]) -> tuple[str, ...]:
    """How an option is said in Chinese, likeliest first; nothing for one that is only known by its own spelling."""
    words = words_of_option(option)
    if len(words) == 1 and words in _LETTERS and {"m", "f"} <= {other.lower() for other in siblings}:
        return tuple(_LETTERS[words].split())
    if words in _SAID:
        return tuple(_SAID[words])
    known = [_SAID.get(word, []) for word in words.split() if word not in _LIGHT]
    if not known or not all(known):
        return ()
    return ("".join(said[0] for said in known),) if len(known) > 1 else tuple(known[0])


def spoken_option(option: str, siblings: tuple[str, ...] = ()) -> str:
    """An option as one says it: "morning" → "上午"; one without a Chinese word as it is written."""
    return next(iter(said_of(option, siblings)), option)
