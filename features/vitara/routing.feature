Feature: Every call reaches the assistant that can help
  As a caller, I say once what I want, in my own language, and get to whoever does it.
  As the clinic, we want the first voice on the line to answer simple questions itself and to touch no record.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"

  Rule: What the caller wants decides who takes over

    @critical
    Scenario Outline: A caller who would like <wish> is put through to <desk>
      Given a caller who says:
        | I'd like <wish>, please. |
        | Yes, that's me.          |
      And the caller phones from "+16045550123"
      When the caller phones "Vitara Clinic v3.0"
      Then the call is taken by "Router", then "Patient-ID EN", then "<desk>"
      And the call is not handed back and forth
      And every assistant uses only tools of its own

      Examples:
        | wish                          | desk            |
        | to book an appointment        | Booking EN      |
        | to make an appointment        | Booking EN      |
        | to see a doctor               | Booking EN      |
        | to check my appointment       | Modification EN |
        | to move my appointment        | Modification EN |
        | to change my appointment      | Modification EN |
        | to reschedule my appointment  | Modification EN |
        | to cancel my appointment      | Modification EN |
        | to register as a new patient  | Registration EN |
        | to be on the waiting list     | Registration EN |

  Rule: A question about the clinic is answered at once, by whoever has the line

    @critical
    Scenario Outline: The first voice answers a question about <what>
      Given a caller who says:
        | <question>             |
        | No, thank you. Goodbye. |
      And the caller phones from "+16045550123"
      When the caller phones "Vitara Clinic v3.0"
      Then "get_clinic_info" is called once
      And "Router" says "<answer>"
      And "Router" says "Is there anything else"
      And the call is taken by "Router"
      And once the call is over these rows are added to "call_logs":
        | outcome   | language | phone        |
        | no_action | en       | +16045550123 |
      And the call ends politely

      Examples:
        | what          | question                            | answer                       |
        | opening hours | What are your opening hours?        | Monday to Friday, 9 AM to 4 PM |
        | the address   | What is your address, please?       | 1280 West Broadway           |
        | new patients  | Do you accept new patients just now? | It is accepting new patients |

    Scenario: A clinic that takes nobody new says so
      Given the clinic "Vitara not accepting"
      And a caller who says:
        | Do you accept new patients just now? |
        | No, thank you. Goodbye.              |
      When the caller phones "Vitara Clinic v3.0"
      Then "Router" says "not accepting new patients"
      And the call is taken by "Router"

    Scenario: After the answer the caller can still book
      Given a caller who says:
        | What are your opening hours?                 |
        | Yes, I'd like to book an appointment, please. |
        | Yes, that's me.                              |
      And the caller phones from "+16045550123"
      When the caller phones "Vitara Clinic v3.0"
      Then "get_clinic_info" is called once
      And the call is taken by "Router", then "Patient-ID EN", then "Booking EN"

    @critical
    Scenario Outline: Whoever looks for the record answers a question about <what> too, and then goes on
      Given a caller who says:
        | I'd like to book an appointment. |
        | <question>                       |
        | Yes, that's me.                  |
      And the caller phones from "+16045550123"
      When the caller phones "Vitara Clinic v3.0"
      Then "get_clinic_info" is called once
      And "Patient-ID EN" says "<answer>"
      And the call is taken by "Router", then "Patient-ID EN", then "Booking EN"
      And "search_patient_by_phone" is called once

      Examples:
        | what          | question                             | answer                         |
        | opening hours | What are your opening hours?         | Monday to Friday, 9 AM to 4 PM |
        | the address   | What is your address, please?        | 1280 West Broadway             |
        | new patients  | Do you accept new patients just now? | It is accepting new patients   |

  Rule: The first voice greets in two languages and changes nothing

    Scenario: Everybody is greeted in English and in Chinese
      Given a caller who says:
        | Sorry, wrong number. Goodbye. |
      When the caller phones "Vitara Clinic v3.0"
      Then the assistant answers the phone with "Thank you for calling Vitara Family Clinic, this is Vita. How can I help you today? 您好，这里是维塔拉家庭诊所，请问有什么可以帮您？"
      And the call is taken by "Router"
      And no tool but "log_call_metadata" is called
      And the call ends politely
