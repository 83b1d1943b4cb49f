# language: zh-CN
功能: 从第一句中文到再见，一直说中文
  作为来电者，我说中文，听到的就都是中文，写下来的也是。

  背景:
    假如 小队 "vitara"
    而且 诊所 "Vitara"

  @critical
  场景大纲: <来电者> 听到的都是中文
    假如 来电者 "<来电者>"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 从 "Patient-ID ZH" 开始助手都说中文
    而且 "Patient-ID EN" 从不接听
    而且 通话礼貌地结束

    例子:
      | 来电者            |
      | v-lin-books       |
      | v-wang-cancels    |
      | v-fang-registers  |
      | v-wang-frustrated |

  @critical
  场景: 预约、短信和通话记录都是中文
    假如 来电者 "v-lin-books"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 "appointments" 中增加了这些行：
      | patient | language |
      | 林美    | zh       |
    而且 "sms_outbox" 中增加了这些行：
      | patient | language |
      | 林美    | zh       |
    而且 通话结束后 "call_logs" 中增加了这些行：
      | language | outcome | patient |
      | zh       | booked  | 林美    |
