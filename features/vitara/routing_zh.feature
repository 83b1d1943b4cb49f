# language: zh-CN
功能: 说中文的来电者由说中文的助手接待
  作为来电者，我用中文说一次想要什么，就有说中文的助手来办。

  背景:
    假如 小队 "vitara"
    而且 诊所 "Vitara"

  规则: 来电者要办什么，就转给谁

    @critical
    场景大纲: 想<要办的事>的来电者转给 <谁>
      假如 一位来电者说：
        | 您好，我想<要办的事>。 |
        | 是的，对。             |
      而且 来电号码是 "+16045550188"
      当 来电者拨打 "Vitara Clinic v3.0"
      那么 通话依次由 "Router"、"Patient-ID ZH"、"<谁>" 接听
      而且 通话没有被来回转接
      而且 每个助手只使用自己的工具

      例子:
        | 要办的事       | 谁              |
        | 预约           | Booking ZH      |
        | 看医生         | Booking ZH      |
        | 查询我的预约   | Modification ZH |
        | 更改我的预约   | Modification ZH |
        | 取消我的预约   | Modification ZH |
        | 登记成为新病人 | Registration ZH |

    @critical
    场景: 只说自己是新病人，就转去登记
      假如 一位来电者说：
        | 您好，我是新病人。 |
      而且 来电号码是 "+16045550132"
      当 来电者拨打 "Vitara Clinic v3.0"
      那么 通话依次由 "Router"、"Patient-ID ZH"、"Registration ZH" 接听
      而且 从不调用 "search_patient"

    @critical
    场景: 约好了，又想查询原来的预约，转给 Modification ZH
      假如 来电者 "v-lin-books"
      而且 被问还需要什么时，来电者说 "我想查询我的预约。"
      当 来电者拨打 "Vitara Clinic v3.0"
      那么 通话依次由 "Router"、"Patient-ID ZH"、"Booking ZH"、"Modification ZH" 接听
      而且 "search_patient_by_phone" 被调用一次
      而且 "check_appointments" 被调用一次，参数至少有：
        | demographicId | findAvailable |
        | 1002          | false         |
      而且 "Modification ZH" 说 "1月22日星期四上午9点30分"

    @critical
    场景: 英语助手从不接听说中文的来电
      假如 来电者 "v-lin-books"
      当 来电者拨打 "Vitara Clinic v3.0"
      那么 "Router" 把通话转给 "Patient-ID ZH"
      而且 "Patient-ID EN" 从不接听
      而且 "Booking EN" 从不接听

  规则: 关于诊所的问题当场回答

    场景: 查档案的助手回答营业时间，然后接着办
      假如 一位来电者说：
        | 您好，我想预约看医生。 |
        | 请问你们几点营业？     |
        | 是的，对。             |
      而且 来电号码是 "+16045550188"
      当 来电者拨打 "Vitara Clinic v3.0"
      那么 "get_clinic_info" 被调用一次
      而且 "Patient-ID ZH" 说 "星期一至星期五"
      而且 通话依次由 "Router"、"Patient-ID ZH"、"Booking ZH" 接听
