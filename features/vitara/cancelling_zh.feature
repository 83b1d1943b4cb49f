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

  场景: 先预约，再取消另一个，没有人再问是谁
    假如来电者 "v-lin-and-more"
    当来电者拨打 "Vitara Clinic v3.0"
    那么通话依次由"Router"、"Patient-ID ZH"、"Booking ZH"、"Modification ZH"接听
    而且 "search_patient_by_phone" 被调用一次
    而且转接之后不再询问来电者已经说过的事
    而且这些行发生了变化：
      | 表           | patient | starts_at        | status |
      | appointments | 林美    | 2026-01-22T09:30 | t → C  |
