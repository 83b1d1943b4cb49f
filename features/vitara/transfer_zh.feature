# language: zh-CN
功能: 需要真人的来电者能找到真人
  作为来电者，机器不够用的时候，我要能找到人；作为工作人员，我们要知道为什么转过来。

  背景:
    假如 小队 "vitara"
    而且 诊所 "Vitara"

  @critical
  场景大纲: 查档案的助手转接说"<话>"的来电者
    假如 一位来电者说：
      | 您好，我想预约看医生。 |
      | <话>                   |
      | 谢谢，再见。           |
    而且 来电号码是 "+16045550188"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 通话依次由 "Router"、"Patient-ID ZH" 接听
    而且 "transfer_call" 被调用一次，参数是：
      | reason | notes |
      | <原因> | <话>  |
    而且 "transfers" 中增加了这些行：
      | phone        | reason | notes   |
      | +16045550188 | <原因> | nothing |
    而且 "Patient-ID ZH" 说 "现在由诊所的工作人员为您服务。"

    例子:
      | 话                     | 原因             |
      | 我要找真人。           | patient_request  |
      | 我要人工服务。         | patient_request  |
      | 我真的很生气。         | frustrated       |
      | 我胸痛，怎么办？       | medical_question |

  @critical
  场景: 约到一半没有耐心的来电者转给工作人员，什么也没有约
    假如 来电者 "v-wang-frustrated"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 增加了这些行，其他没有变化：
      | 表        | phone        | reason          | outcome     | language |
      | transfers | +16045550199 | patient_request |             |          |
      | call_logs | +16045550199 |                 | transferred | zh       |
