"""General Chinese nouns and the English words for them: the bridge between Chinese speech and tools that are named in English.

Only nouns that any trade uses. Whatever else a tool takes is understood by its own name or description, as in English.
"""

import re
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

__all__ = ["NOUNS", "NounRun", "english_words", "noun_runs"]

# Each line: the English words, likeliest first ("a / b" are alternatives), and the Chinese nouns.
_LINES = """
phone number: 电话号码 电话号 联系电话 电话 手机号码 手机号 手机 联系方式 联络电话 座机 回电号码 回拨号码
email: 电子邮箱 电子邮件地址 电子邮件 邮箱地址 邮箱 电邮地址 电邮 邮件地址
full name: 姓名 全名 尊姓大名 大名
name: 名字 名称 称呼
last name: 姓氏 贵姓 姓
first name: 名
date of birth: 出生日期 出生年月日 出生年月 生日 出生日 生辰
birth: 出生
date: 日期 日子 哪一天 哪天 哪日
time: 时间 钟点 时刻 时段 时间段
address: 家庭住址 家庭地址 详细地址 地址 住址 通讯地址
street: 街道
city: 城市 市区
province: 省份 省
country: 国家
postcode: 邮政编码 邮政号码 邮编 邮递区号 邮区
id number: 身份证号码 身份证号 证件号码 证件号
passport number: 护照号码 护照号
account number: 账号 帐号 账户号码 户口号码
account: 账户 帐户 户口
card number: 卡号 卡号码 卡片号码
card: 卡片 卡
health: 健康 医保 医疗
credit: 信用
member number: 会员号 会员卡号
member: 会员
order number: 订单号 订单号码 订单编号 单号
order: 订单
reservation number: 预订号 预订号码 预定号 预订编号
confirmation number: 确认号 确认码 确认号码 预订确认号
reference number: 参考号 编号 查询号
invoice number: 发票号 发票号码
serial number: 序列号
plate number: 车牌号 车牌号码 车牌
verification code: 验证码
password: 密码
code: 代码 代号
number: 号码
reason / purpose / problem / issue / complaint / description: 原因 事由 理由 缘由 来电原因 毛病 故障 情况
purpose / reason: 目的 用途
problem / issue / reason / description: 问题
notes / request / requirement / note / comment / preference / message: 备注 特殊要求 特别要求 特殊需求 要求 需求 留言
preference / request / notes: 偏好 喜好
description / problem / notes: 描述
kind / category: 类型 种类 类别 类 款式 种
room kind: 房型
car kind: 车型
visit mode / method / kind / channel: 方式
language: 语言 语种
gender / sex: 性别
age: 年龄 年纪 岁数
size: 尺寸 大小 尺码 面积
color: 颜色
brand: 品牌 牌子
model: 型号
number person: 人数 客人数 用餐人数 总人数
number night: 晚数
person: 客人 宾客 乘客 旅客 来宾
guest / person: 住客
amount: 金额 数额 款项 数目
number: 数量 个数
balance: 余额 结余
price / budget / cost: 价格 预算 价位 费用 价钱
money / amount / price: 钱
recipient name: 收款人 收件人 收货人 受益人
contact name: 联系人
emergency contact: 紧急联系人
company name: 公司 公司名 单位名称
company: 单位
to / destination: 目的地
from / origin: 出发地 始发地 起点
to / end: 终点
place / location: 地点 位置 地方
checkin: 入住 到店
checkout: 退房 离店
arrive: 到达 抵达
leave: 出发 离开 启程
return: 返程 返回 回程
pickup: 取车 取货 取件 提货
dropoff: 还车 送货
start: 开始 起始
end: 结束 截止
room: 房间 客房 房
ticket: 票 车票 机票 门票
seat: 座位 位子 座
table: 桌子 餐桌 桌
car: 车子 汽车 车辆 车
home: 家庭 家里 房子 房屋
breakfast: 早餐 早饭
parking: 停车 停车位 车位
insurance: 保险
internet: 无线网 网络 上网
pet: 宠物
kid: 儿童 小孩 孩子
luggage: 行李
smoke: 吸烟 抽烟
sms / text / message: 短信
consent: 同意
reminder: 提醒
video / virtual: 视频 线上 远程
new: 新客户 新顾客 新客
insurance number: 保险号 保单号
receipt: 发票 收据
payment: 付款 支付
appliance: 电器 家电
item / product: 产品 商品 物品 货品
food: 菜系 菜品
hotel: 酒店 宾馆 旅馆
restaurant: 餐厅 饭店 餐馆
movie: 电影
song: 歌曲
event: 活动
service: 服务 服务项目
time of day: 早晚
duration: 时长
mode: 模式
relationship: 关系
title: 标题
weight: 重量 体重
height: 身高 高度
"""

NOUNS: dict[str, tuple[str, ...]] = {
    noun: tuple(option.strip() for option in english.split("/"))
    for line in _LINES.strip().splitlines()
    for english, _, chinese in [line.partition(":")]
    for noun in chinese.split()
}
"""Each Chinese noun with the English words it may stand for, likeliest first. "number person" is how many people there are."""
# One-character nouns that are part of many other words stand only where a noun can.
_BOUND = {
    "名": "(?<=[和与跟、的,])名(?![字称])",
    "姓": "姓(?!名|氏)",
    "卡": "卡(?![片座])",
    "种": "(?<=[哪几各])种",
    "类": "(?<=[哪几各])类",
    "省": "(?<![节])省(?![略钱])",
}


class NounRun(Struct, frozen=True, kw_only=True):
    """Nouns that stand one after the other; the last is what is meant, those before narrow it down."""

    start: int
    end: int
    nouns: tuple[str, ...]


@lru_cache(maxsize=256)
def _forms(extra: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A run of nouns, and one noun of it; `extra` are further nouns."""
    nouns = sorted({*NOUNS, *extra}, key=lambda noun: (noun[0], -len(noun)))
    # By the first character, which is looked at before any noun is tried: most characters begin none.
    grouped = (
        "|".join(_BOUND.get(noun, re.escape(noun)) for noun in group) for _, group in groupby(nouns, key=lambda noun: noun[0])
    )
    one = f"(?=[{''.join(dict.fromkeys(noun[0] for noun in nouns))}])(?:{'|'.join(grouped)})"
    return re.compile(rf"(?:(?:{one})的?)+"), re.compile(rf"(?P<noun>{one})的?")


@lru_cache(maxsize=4096)
def english_words(name: str) -> tuple[str, ...]:
    """A Chinese name as English words: "电话号码" → ("phone", "number"), "入住日期" → ("checkin", "date").

    What is not in the vocabulary stays as it is: "车厢类型" → ("车厢", "kind").
    """
    _, one = _forms(frozenset())
    words: list[str] = []
    rest = name.replace("的", "")
    while rest:
        noun = rest if rest in NOUNS else match["noun"] if (match := one.match(rest)) is not None else ""
        if noun:
            words.extend(word for word in NOUNS[noun][0].split() if word != "of")
            rest = rest[len(noun) :]
            continue
        following = next((at for at in range(1, len(rest)) if one.match(rest, at)), len(rest))
        words.append(rest[:following])
        rest = rest[following:]
    return tuple(words)


@lru_cache(maxsize=4096)  # a sentence is read for what it asks, and each of its clauses
def noun_runs(plain: str, extra: frozenset[str] = frozenset()) -> tuple[NounRun, ...]:
    """Where nouns stand one after the other: "入住的日期" is one run of two. `extra` are nouns beyond the vocabulary."""
    run, one = _forms(extra)
    return tuple(
        NounRun(start=match.start(), end=match.end(), nouns=tuple(each["noun"] for each in one.finditer(plain, *match.span())))
        for match in run.finditer(plain)
    )
