# language: zh-CN
功能: 说中文的来电者，要找人就找得到人
  作为病人，不管跟哪位中文助手说话，要找人、着急、不舒服，都有人接；什么没办成，就说没办成。

  背景:
    假如小队 "vitara"
    而且诊所 "Vitara"

  @critical
  场景大纲: <助手>：来电者说“<话>”
    假如来电者 "<来电者>"
    而且被问还需要什么时，来电者说 "<话>"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "transfer_call" 被调用一次，参数至少有：
      | reason | notes |
      | <原因> | <话>  |
    而且 "log_call_metadata" 紧接在 "transfer_call" 之前被调用
    而且 "transfers" 中增加了这些行：
      | reason |
      | <原因> |
    而且 "<助手>" 说 "现在由诊所的工作人员为您服务。"
    而且通话结束后 "call_logs" 中增加了这些行：
      | outcome     | language |
      | transferred | zh       |

    例子:
      | 助手            | 来电者            | 话                     | 原因             |
      | Booking ZH      | v-lin-books       | 我要找真人。           | patient_request  |
      | Booking ZH      | v-lin-books       | 我很生气。             | frustrated       |
      | Booking ZH      | v-lin-books       | 我现在胸痛。           | medical_question |
      | Modification ZH | v-lin-reschedules | 我要找真人。           | patient_request  |
      | Modification ZH | v-lin-reschedules | 我很生气。             | frustrated       |
      | Modification ZH | v-lin-reschedules | 我现在胸痛。           | medical_question |

  @critical
  场景大纲: create_appointment <故障>
    假如来电者 "v-lin-books"
    而且工具 "create_appointment" <故障>
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "create_appointment" 被调用一次
    而且 "appointments" 增加 <行> 行
    而且 "Booking ZH" 从不说 "已为您预约"
    而且 "Booking ZH" 说 "抱歉"
    而且 "transfers" 中增加了这些行：
      | reason       |
      | out_of_scope |

    例子:
      | 故障                         | 行 |
      | 返回HTTP 500，什么都还没做   | 0  |
      | 超时                         | 1  |
      | 晚25秒回答                   | 1  |
      | 返回损坏的JSON               | 1  |

  场景: 晚一点的回答，等得到
    假如来电者 "v-lin-books"
    而且工具 "create_appointment" 晚3秒回答
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "create_appointment" 被调用一次
    而且 "appointments" 增加 1 行
    而且 "Booking ZH" 说 "已为您预约好1月19日星期一上午9点"

  场景: 查自己的预约，听到的是自己的
    假如来电者 "v-wang-cancels" 想要 "查一下我的预约"
    当来电者拨打 "Vitara Clinic v3.0"
    那么 "check_appointments" 被调用一次，参数是：
      | startDate  | endDate    | demographicId | findAvailable |
      | 2026-01-18 | 2026-04-18 | 1007          | false         |
    而且 "Modification ZH" 说 "1月27日星期二上午10点30分"
    而且增加了这些行，其他没有变化：
      | 表        | patient | outcome   |
      | call_logs | 王小明  | no_action |
