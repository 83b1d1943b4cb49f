# language: zh-CN
功能: 用中文改期
  作为病人，新的时间没有约好，旧的就还在。

  背景:
    假如小队 "vitara"
    而且诊所 "Vitara"
    而且来电者 "v-lin-reschedules"

  @critical
  场景: 先约新的，再取消旧的
    当来电者拨打 "Vitara Clinic v3.0"
    那么通话依次由"Router"、"Patient-ID ZH"、"Modification ZH"接听
    而且 "update_appointment" 按这个顺序更改这些行：
      | 表           | 变化    | patient | starts_at        | status |
      | appointments | added   | 林美    | 2026-01-19T09:00 | t      |
      | appointments | changed | 林美    | 2026-01-22T09:30 | t → C  |
    而且只有在来电者确认1次之后才调用 "update_appointment"
    而且 "update_appointment" 被调用一次，参数是：
      | appointmentId | newStartTime        | newProviderId | demographicId |
      | 5002          | 2026-01-19T09:00:00 | 100           | 1002          |
    而且 "log_call_metadata" 被调用一次，参数是：
      | language | callOutcome | appointmentId | demographicId |
      | zh       | rescheduled | 5006          | 1002          |
    而且 "Modification ZH" 说 "已为您把预约改到1月19日星期一上午9点，安娜·史密斯医生。"

  场景: 那天不行，换一天
    假如来电者 "v-lin-reschedules-other-day"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "find_earliest_appointment" 的调用参数是：
      | excludeDates   |
      |                |
      | ["2026-01-19"] |
    而且 "appointments" 中增加了这些行：
      | patient | starts_at        | replaces_id |
      | 林美    | 2026-01-20T09:00 | 5002        |

  @critical
  场景: 新的时间最后一刻被别人约走
    假如就在调用 "update_appointment" 之前，别人在 "appointments" 中增加了这些行：
      | demographic_id | provider_id | starts_at        | reason  |
      | 1006           | 100         | 2026-01-19T09:00 | a cough |
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "Modification ZH" 说 "已经被预约了"
    而且 "update_appointment" 被调用两次
    而且 "update_appointment" 按这个顺序更改这些行：
      | 表           | 变化    | patient | starts_at        | status |
      | appointments | added   | 林美    | 2026-01-19T09:30 | t      |
      | appointments | changed | 林美    | 2026-01-22T09:30 | t → C  |

  @critical
  场景大纲: update_appointment <故障>
    假如工具 "update_appointment" <故障>
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "update_appointment" 被调用一次
    而且 "appointments" 增加 <行> 行
    而且 "Modification ZH" 从不说 "已为您"
    而且 "Modification ZH" 说 "抱歉"
    而且 "transfers" 中增加了这些行：
      | reason       |
      | out_of_scope |

    例子:
      | 故障                         | 行 |
      | 返回HTTP 500，什么都还没做   | 0  |
      | 超时                         | 1  |
      | 返回损坏的JSON               | 1  |
