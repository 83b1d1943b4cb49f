# language: zh-CN
功能: 诊所不收新病人时，可以排队等候
  作为没有家庭医生的人，我希望有名额时诊所给我回电，而不是被打发走。

  背景:
    假如 小队 "vitara"
    而且 诊所 "Vitara"
    而且 诊所 "Vitara not accepting"

  @critical
  场景: 登记不了的来电者加入候补名单
    假如 来电者 "v-fang-waits"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 "Registration ZH" 说 "不接收新病人"
    而且 "demographics" 没有变化
    而且 "waitlist" 中增加了这些行：
      | phone        |
      | +16045550132 |
    而且 通话结束后 "call_logs" 中增加了这些行：
      | outcome    | language |
      | waitlisted | zh       |
    而且 通话礼貌地结束
