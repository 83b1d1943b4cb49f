# language: zh-CN
功能: 登记新病人
  作为诊所，我们要一份完整的记录；作为新病人，我希望每件事只问一次，写下之前先复述给我听。

  背景:
    假如 小队 "vitara"
    而且 诊所 "Vitara"

  @critical
  场景: 登记写下了什么，除此之外什么也没有
    假如 来电者 "v-fang-registers"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 增加了这些行，其他没有变化：
      | 表           | chinese_name | date_of_birth | gender | phone        | city      | postal_code | health_card_type | health_card_number | language | outcome    |
      | demographics | 方志强       | 1988-10-02    | M      | +16045550132 | Vancouver | V5Z 2W6     | BC               | 9123456857         | zh       |            |
      | call_logs    |              |               |        | +16045550132 |           |             |                  |                    | zh       | registered |
    而且 通话礼貌地结束

  场景: 复述时更正的号码，就是写下的号码
    假如 来电者 "v-fang-corrects"
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 "demographics" 中增加了这些行：
      | chinese_name | phone        |
      | 方志强       | +16045550132 |

  @critical
  场景: 登记出了故障，转给工作人员
    假如 来电者 "v-fang-registers"
    而且 工具 "register_new_patient" 返回HTTP 500，什么都还没做
    当 来电者拨打 "Vitara Clinic v3.0"
    那么 "demographics" 没有变化
    而且 "transfers" 中增加了这些行：
      | phone        | reason             |
      | +16045550132 | registration_error |
