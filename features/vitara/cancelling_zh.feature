# language: zh-CN
功能: 用中文取消预约
  作为病人，要我分别说两次“是”，而且说的就是那一个预约，才会取消。

  背景:
    假如小队 "vitara"
    而且诊所 "Vitara"
    而且来电者 "v-wang-cancels"

  @critical
  场景: 确认两次，取消一个，除此以外什么都没有
    当来电者拨打 "Vitara Clinic v3.0"
    那么只有在来电者确认2次之后才调用 "cancel_appointment"
    而且 "cancel_appointment" 被调用一次，参数至少有：
      | appointmentId | language |
      | 5005          | zh       |
    而且这些行发生了变化：
      | 表           | patient | starts_at        | status |
      | appointments | 王小明  | 2026-01-27T10:30 | t → C  |
    而且 "log_call_metadata" 被调用一次，参数是：
      | language | callOutcome | appointmentId | demographicId |
      | zh       | cancelled   | 5005          | 1007          |
    而且 "sms_outbox" 中增加了这些行：
      | patient | language | template  |
      | 王小明  | zh       | cancelled |
    而且从 "Patient-ID ZH" 开始一切都用中文说

  @critical
  场景: 工具没有要求确认，提示词照样要求两次，两次都说出日期和时间
    假如工具 "cancel_appointment" 的描述是 "Cancels an existing appointment."
    当来电者拨打 "Vitara Clinic v3.0"
    那么只有在来电者确认2次之后才调用 "cancel_appointment"
    而且 "Modification ZH" 说 "/取消.*一月二十七日星期二上午十点半.*对吗/"
    而且 "Modification ZH" 说 "/再跟您确认一次.*一月二十七日星期二上午十点半.*对吗/"

  @critical
  场景: 有两个预约，就问是哪一个
    假如 "appointments" 中已有这些行：
      | demographic_id | provider_id | starts_at        | reason |
      | 1007           | 100         | 2026-01-21T14:30 | 咳嗽   |
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "Modification ZH" 说 "/一月二十一日星期三下午两点半.*一月二十七日星期二上午十点半.*哪一个？/"
    而且 "cancel_appointment" 被调用一次，参数至少有：
      | appointmentId |
      | 5005          |
    而且这些行发生了变化：
      | 表           | patient | starts_at        | status |
      | appointments | 王小明  | 2026-01-27T10:30 | t → C  |

  @critical
  场景: 一口气说两个“是”，只算一次
    假如来电者 "v-wang-yes-yes"
    当来电者拨打 "Vitara Clinic v3.0"
    那么从不调用 "cancel_appointment"
    而且增加了这些行，其他没有变化：
      | 表        | patient | outcome   |
      | call_logs | 王小明  | no_action |

  @critical
  场景: 改变主意，预约还在
    假如来电者 "v-wang-keeps"
    当来电者拨打 "Vitara Clinic v3.0"
    那么从不调用 "cancel_appointment"
    而且 "Modification ZH" 说 "保留"
    而且增加了这些行，其他没有变化：
      | 表        | patient | outcome   |
      | call_logs | 王小明  | no_action |

  @critical
  场景大纲: cancel_appointment <故障>
    假如工具 "cancel_appointment" <故障>
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "cancel_appointment" 被调用一次
    而且 "sms_outbox" 增加 <行> 行
    而且 "Modification ZH" 从不说 "已为您取消"
    而且 "transfers" 中增加了这些行：
      | reason       |
      | out_of_scope |

    例子:
      | 故障                         | 行 |
      | 返回HTTP 500，什么都还没做   | 0  |
      | 超时                         | 1  |
      | 返回损坏的JSON               | 1  |

  @critical
  场景: 取消以后，在同一个助手那里再约一个
    假如来电者 "v-wang-cancels-then-books"
    当来电者拨打 "Vitara Clinic v3.0"
    那么通话依次由"Router"、"Patient-ID ZH"、"Modification ZH"接听
    而且只有在来电者确认1次之后才调用 "create_appointment"
    而且这些行按这个顺序变化：
      | 表           | 变化    | patient | starts_at        | status | appointment_type | reason |
      | appointments | changed | 王小明  | 2026-01-27T10:30 | t → C  |                  |        |
      | appointments | added   | 王小明  | 2026-01-19T09:00 | t      | B                | 感冒   |

  @critical
  场景: 再约的那一个，先说出日期、时间和医生，同意了才约
    假如来电者 "v-lin-cancels-then-books"
    当来电者拨打 "Vitara Clinic v3.0"
    那么小维在调用 "create_appointment" 之前请来电者确认 "startTime"
    而且 "Modification ZH" 说 "/预约.*一月十九日星期一上午九点.*Anna Smith.*对吗/"
    而且 "find_earliest_appointment" 在 "create_appointment" 之前被调用
    而且 "Modification ZH" 说 "请问您来看什么问题？"
    而且 "Modification ZH" 说 "您需要用短信收到详情吗？"
    而且 "create_appointment" 被调用一次，参数是：
      | demographicId | providerId | startTime           | appointmentType | reason | language | smsConsent |
      | 1002          | 100        | 2026-01-19T09:00:00 | B               | 感冒   | zh       | true       |
    而且 "log_call_metadata" 的调用参数是：
      | language | callOutcome | appointmentId | demographicId |
      | zh       | cancelled   | 5002          | 1002          |
      | zh       | booked      | 5006          | 1002          |

  @critical
  场景: 再约的那一个没有约成，就不说约好了，由真人来接
    假如来电者 "v-lin-cancels-then-books"
    而且工具 "create_appointment" 返回HTTP 500，什么都还没做
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "create_appointment" 被调用一次
    而且 "appointments" 增加 0 行
    而且 "Modification ZH" 说 "抱歉"
    而且 "Modification ZH" 从不说 "已为您预约"
    而且 "transfer_call" 被调用一次，参数至少有：
      | reason       |
      | out_of_scope |
    而且 "transfers" 中增加了这些行：
      | reason       |
      | out_of_scope |

  场景: 先预约，再取消另一个，没有人再问是谁
    假如来电者 "v-lin-and-more"
    当来电者拨打 "Vitara Clinic v3.0"
    那么通话依次由"Router"、"Patient-ID ZH"、"Booking ZH"、"Modification ZH"接听
    而且 "search_patient_by_phone" 被调用一次
    而且转接之后不再询问来电者已经说过的事
    而且这些行发生了变化：
      | 表           | patient | starts_at        | status |
      | appointments | 林美    | 2026-01-22T09:30 | t → C  |
