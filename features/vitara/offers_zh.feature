# language: zh-CN
功能: 不合适就换，没有就直说
  作为病人，我可以不要某个时间，可以问还有什么空位、有哪些医生；没有答应的，谁也不替我约。

  背景:
    假如小队 "vitara"

  @critical
  场景: 不要的那一天，不再提
    假如诊所 "Vitara"
    而且来电者 "v-lin-other-days"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "find_earliest_appointment" 的调用参数是：
      | excludeDates                 |
      |                              |
      | ["2026-01-19"]               |
      | ["2026-01-19", "2026-01-20"] |
    而且 "appointments" 中增加了这些行：
      | patient | starts_at        |
      | 林美    | 2026-01-21T09:00 |

  @critical
  场景: 诊所约满了
    假如诊所 "Vitara full"
    而且来电者 "v-lin-books"
    当来电者拨打 "Vitara Clinic v3.0"
    那么从不调用 "create_appointment"
    而且 "Booking ZH" 说 "没有符合条件的空位"
    而且 "Booking ZH" 说 "换一天"
    而且增加了这些行，其他没有变化：
      | 表        | outcome   | language |
      | call_logs | no_action | zh       |

  场景大纲: 有哪些医生，问<助手>
    假如诊所 "Vitara"
    而且来电者 "<来电者>"
    而且被问还需要什么时，来电者说 "请问有哪些医生？"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "get_providers" 被调用一次
    而且 "<助手>" 说 "安娜·史密斯医生"
    而且 "<助手>" 说 "陈伟医生"

    例子:
      | 助手            | 来电者            |
      | Booking ZH      | v-lin-books       |
      | Modification ZH | v-lin-reschedules |

  场景: 还有什么空位
    假如诊所 "Vitara"
    而且来电者 "v-lin-books"
    而且被问还需要什么时，来电者说 "还有哪些空位？"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "check_appointments" 被调用一次，参数至少有：
      | findAvailable |
      | true          |
    而且 "Booking ZH" 说 "有空位"

  @critical
  场景: 最后一刻被别人约走
    假如诊所 "Vitara"
    而且来电者 "v-lin-books"
    而且就在调用 "create_appointment" 之前，别人在 "appointments" 中增加了这些行：
      | demographic_id | provider_id | starts_at        | reason  |
      | 1006           | 100         | 2026-01-19T09:00 | a cough |
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "Booking ZH" 说 "已经被预约了"
    而且 "create_appointment" 被调用两次
    而且 "create_appointment" 按这个顺序更改这些行：
      | 表           | 变化  | patient | starts_at        |
      | appointments | added | 林美    | 2026-01-19T09:30 |

  @critical
  场景: 不要短信，就没有短信，也不提短信
    假如诊所 "Vitara"
    而且来电者 "v-lin-no-texts"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "create_appointment" 被调用一次，参数至少有：
      | smsConsent |
      | false      |
    而且 "sms_outbox" 没有变化
    而且 "Booking ZH" 从不说 "稍后发出"

  场景: 短信是中文的
    假如诊所 "Vitara"
    而且来电者 "v-lin-books"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "sms_outbox" 中增加了这些行：
      | patient | language | body                                                                |
      | 林美    | zh       | 维塔拉家庭诊所：您与安娜·史密斯医生的预约时间是1月19日星期一上午9点。 |
    而且 "Booking ZH" 说 "短信稍后发出。"
