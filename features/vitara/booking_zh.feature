# language: zh-CN
功能: 用中文预约
  作为病人，我用中文打电话，就用中文约到合适的时间。
  作为诊所，一通电话只约一次，病人、医生、时间和原因都要写对。

  背景:
    假如小队 "vitara"
    而且诊所 "Vitara"
    而且来电者 "v-lin-books"

  @critical
  场景: 预约写下的一切，除此以外什么都没有
    当来电者拨打 "Vitara Clinic v3.0"
    那么增加了这些行，其他没有变化：
      | 表           | patient | provider       | starts_at        | status | appointment_type | reason | language | template | outcome |
      | appointments | 林美    | Dr. Anna Smith | 2026-01-19T09:00 | t      | B                | 喉咙痛 | zh       |          |         |
      | sms_outbox   | 林美    |                |                  | queued |                  |        | zh       | booked   |         |
      | call_logs    | 林美    |                |                  |        |                  |        | zh       |          | booked  |
    而且通话礼貌地结束

  @critical
  场景: 先查时间，来电者同意以后才预约
    当来电者拨打 "Vitara Clinic v3.0"
    那么工具按这个顺序被调用：
      | search_patient_by_phone   |
      | find_earliest_appointment |
      | create_appointment        |
      | log_call_metadata         |
    而且只有在来电者确认1次之后才调用 "create_appointment"
    而且 "create_appointment" 使用 "find_earliest_appointment" 返回的 "startTime"
    而且 "create_appointment" 使用 "find_earliest_appointment" 返回的 "providerId"
    而且 "create_appointment" 被调用一次，参数是：
      | demographicId | providerId | startTime           | appointmentType | reason | language | smsConsent |
      | 1002          | 100        | 2026-01-19T09:00:00 | B               | 喉咙痛 | zh       | true       |
    而且 "log_call_metadata" 被调用一次，参数是：
      | language | callOutcome | appointmentId | demographicId |
      | zh       | booked      | 5006          | 1002          |

  @critical
  场景: 从接到中文助手开始，一切都用中文
    当来电者拨打 "Vitara Clinic v3.0"
    那么通话依次由"Router"、"Patient-ID ZH"、"Booking ZH"接听
    而且从 "Patient-ID ZH" 开始一切都用中文说
    而且 "Booking ZH" 说 "请问您来看什么问题？"
    而且 "Booking ZH" 从不说 "/？.*？/"
    而且 "Booking ZH" 说 "已为您预约好1月19日星期一上午9点，安娜·史密斯医生。"
    而且 "Booking ZH" 说 "请问还有什么可以帮您的吗？"

  场景: 按医生
    假如来电者 "v-lin-by-doctor"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "appointments" 中增加了这些行：
      | patient | provider     | starts_at        | visit_reason          |
      | 林美    | Dr. Wei Chen | 2026-01-20T09:00 | Family Practice Visit |

  场景: 下午
    假如来电者 "v-lin-afternoon"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "find_earliest_appointment" 被调用一次，参数是：
      | timeOfDay |
      | afternoon |
    而且 "appointments" 中增加了这些行：
      | patient | starts_at        |
      | 林美    | 2026-01-19T13:30 |

  场景: 视频看诊
    假如来电者 "v-lin-virtual"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "appointments" 中增加了这些行：
      | patient | visit_mode | is_virtual |
      | 林美    | virtual    | true       |

  场景: “任何”不是医生的编号，就是哪位医生都可以
    假如 "Booking ZH" 的提示词还写着 "providerId 填『任何』。"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "find_earliest_appointment" 被调用一次，参数是：
      | providerId |
      | 任何       |
    而且 "appointments" 中增加了这些行：
      | patient | provider       | starts_at        |
      | 林美    | Dr. Anna Smith | 2026-01-19T09:00 |

  场景: 新病人先登记，再预约，不用换电话
    假如来电者 "v-fang-registers-and-books"
    当来电者拨打 "Vitara Clinic v3.0"
    那么通话依次由"Router"、"Patient-ID ZH"、"Registration ZH"、"Booking ZH"接听
    而且 "create_appointment" 使用 "register_new_patient" 返回的 "demographicId"
    而且 "appointments" 增加 1 行
    而且转接之后不再询问来电者已经说过的事
