# language: zh-CN
功能: 弄清是谁来电
  作为病人，我希望诊所凭来电号码认出我；认不出来时，再问我的姓名。

  背景:
    假如 小队 "vitara"
    而且 诊所 "Vitara"

  @critical
  场景: 号码认得出来，就不再问别的
    假如 来电者 "v-lin-books"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 "search_patient_by_phone" 被调用一次，参数至少有：
      | phone      |
      | 0000000000 |
    而且 "search_patient_by_phone" 回答之后通话转给 "Booking ZH"
    而且 从不调用 "search_patient"
    而且 "create_appointment" 使用 "search_patient_by_phone" 返回的 "demographicId"

  @critical
  场景大纲: 号码<怎样>，就凭姓名查找
    假如 一位来电者说：
      | 您好，我想预约看医生。 |
      | 我叫林美。             |
      | 是的，对。             |
    而且 来电号码是 "<号码>"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 "search_patient" 被调用一次，参数至少有：
      | name |
      | 林美 |
    而且 "search_patient" 回答之后通话转给 "Booking ZH"

    例子:
      | 怎样       | 号码         |
      | 没有人用   | +16045550111 |
      | 没有显示   |              |

  @critical
  场景: 借别人电话的来电者说不是，再说自己的姓名
    假如 一位来电者说：
      | 您好，我想预约看医生。 |
      | 不是。                 |
      | 我叫林美。             |
      | 是的，对。             |
    而且 来电号码是 "+16045550199"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 "search_patient" 被调用一次，参数至少有：
      | name |
      | 林美 |
    而且 "search_patient" 回答之后通话转给 "Booking ZH"

  @critical
  场景: 一个电话几个人用，就问是哪一位
    假如 "demographics" 中已有这些行：
      | id   | first_name | last_name | chinese_name | language | date_of_birth | gender | phone        |
      | 1008 | Fang       | Chen      | 陈芳         | zh       | 1982-04-11    | F      | +16045550155 |
      | 1009 | Xiaoyu     | Chen      | 陈小雨       | zh       | 2010-09-30    | F      | +16045550155 |
    而且 来电者 "v-chen-shares"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 "Patient-ID ZH" 说 "/Fang Chen.*Xiaoyu Chen.*哪一[个份位]？/"
    而且 "Patient-ID ZH" 说 "我查到Xiaoyu Chen的资料"
    而且 "create_appointment" 被调用一次，参数至少有：
      | demographicId |
      | 1009          |
    而且 "appointments" 中增加了这些行：
      | patient | starts_at        |
      | 陈小雨  | 2026-01-19T09:00 |

  场景: 查不到的人转去登记
    假如 一位来电者说：
      | 您好，我想预约看医生。 |
      | 我叫方志强。           |
    而且 来电号码是 "+16045550132"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 "search_patient" 回答之后通话转给 "Registration ZH"
    而且 "Booking ZH" 从不接听

  @critical
  场景: 姓名也查不了，就由真人来接
    假如 工具 "search_patient" 返回HTTP 500，什么都还没做
    而且 一位来电者说：
      | 您好，我想预约看医生。 |
      | 我叫林美。             |
      | 谢谢，再见。           |
    而且 来电号码是 "+16045550111"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 "Patient-ID ZH" 说 "抱歉"
    而且 "Booking ZH" 从不接听
    而且 "Registration ZH" 从不接听
    而且 "transfer_call" 被调用一次，参数至少有：
      | reason           |
      | record_not_found |
    而且 "transfers" 中增加了这些行：
      | reason           |
      | record_not_found |
