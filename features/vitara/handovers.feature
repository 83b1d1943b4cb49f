Feature: One call, several matters, several assistants
  As a patient, I speak with one clinic: whoever is on the line knows who I am and what I have said.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"

  Rule: A second matter is handed on, with all that is known

    @critical
    Scenario: Jane books, and then cancels another appointment
      Given the caller "v-jane-and-more"
      When the caller phones "Vitara Clinic v3.0"
      Then the call is taken by "Router", then "Patient-ID EN", then "Booking EN", then "Modification EN"
      And the call is not handed back and forth
      And the call is handed to "Modification EN" after "create_appointment" has answered
      And only after 2 confirmations by the caller is "cancel_appointment" called
      And these rows change in this order:
        | table        | change  | patient  | starts_at        | status |
        | appointments | added   | Jane Doe | 2026-01-19T09:00 | t      |
        | appointments | changed | Jane Doe | 2026-01-20T10:00 | t → C  |

    @critical
    Scenario: Nobody asks again who is calling
      Given the caller "v-jane-and-more"
      When the caller phones "Vitara Clinic v3.0"
      Then "search_patient_by_phone" is called once
      And after the hand-over nothing the caller said before is asked again
      And "Modification EN" never asks for the name
      And "Booking EN" never asks for the name
      And "check_appointments" uses the "demographicId" that "search_patient_by_phone" returned

    Scenario: What was said about the booking is not said about the cancellation
      Given the caller "v-jane-and-more"
      When the caller phones "Vitara Clinic v3.0"
      Then "cancel_appointment" is called once with:
        | appointmentId | language | smsConsent |
        | 5001          | en       | true       |

    Scenario: A wish that changes before anything is booked
      Given the caller "v-jane-thinks-again"
      When the caller phones "Vitara Clinic v3.0"
      Then the call is taken by "Router", then "Patient-ID EN", then "Booking EN", then "Modification EN"
      And "create_appointment" is never called
      And these rows are added to "appointments":
        | patient  | starts_at        | replaces_id |
        | Jane Doe | 2026-01-19T09:00 | 5001        |

  Rule: Whoever changes appointments can also book one, so nobody is sent back

    @critical
    Scenario: Tom cancels, and books another in the same breath
      Given the caller "v-tom-cancels-then-books"
      When the caller phones "Vitara Clinic v3.0"
      Then the call is taken by "Router", then "Patient-ID EN", then "Modification EN"
      And the tools are called in this order:
        | cancel_appointment        |
        | find_earliest_appointment |
        | create_appointment        |
      And only after 1 confirmation by the caller is "create_appointment" called
      And "Modification EN" says "/Monday, January 19 at 9 AM, with Dr. Anna Smith.*Is that correct/"
      And "Modification EN" says "What is the reason for your visit?"
      And "Modification EN" says "Would you like a text message with the details?"
      And these rows change in this order:
        | table        | change  | patient   | starts_at        | status | appointment_type | reason |
        | appointments | changed | Tom Baker | 2026-01-21T14:00 | t → C  |                  |        |
        | appointments | added   | Tom Baker | 2026-01-19T09:00 | t      | B                | cold   |
      And "log_call_metadata" is called with:
        | language | callOutcome | appointmentId | demographicId |
        | en       | cancelled   | 5003          | 1005          |
        | en       | booked      | 5006          | 1005          |

  Rule: Whoever asks for a person gets one, from wherever they are

    @critical
    Scenario Outline: <assistant>: a caller who says "<words>"
      Given the caller "<caller>"
      And when asked for anything else, the caller says "<words>"
      When the caller phones "Vitara Clinic v3.0"
      Then "transfer_call" is called once with at least:
        | reason   | notes   |
        | <reason> | <words> |
      And "log_call_metadata" is called immediately before "transfer_call"
      And these rows are added to "transfers":
        | reason   |
        | <reason> |
      And "<assistant>" says "A member of our staff will take over now."
      And the call ends politely
      And once the call is over these rows are added to "call_logs":
        | outcome     |
        | transferred |

      Examples:
        | assistant       | caller             | words                                      | reason           |
        | Booking EN      | v-jane-books       | Can I talk to a real person, please?       | patient_request  |
        | Booking EN      | v-jane-books       | I am so frustrated with this.              | frustrated       |
        | Booking EN      | v-jane-books       | I need medical advice about my throat.     | medical_question |
        | Booking EN      | v-jane-books       | I have chest pain.                         | medical_question |
        | Modification EN | v-jane-reschedules | Can I talk to a real person, please?       | patient_request  |
        | Modification EN | v-jane-reschedules | I am so frustrated with this.              | frustrated       |
        | Modification EN | v-jane-reschedules | I need medical advice about my throat.     | medical_question |
        | Modification EN | v-jane-reschedules | I have chest pain.                         | medical_question |

  Rule: One question at a time, and goodbye at the end

    Scenario Outline: <assistant>
      Given the caller "<caller>"
      When the caller phones "Vitara Clinic v3.0"
      Then "<assistant>" never says "/\?.*\?/"
      And "<assistant>" says "Is there anything else I can help you with?"
      And everything the caller hears is in English
      And the call ends politely

      Examples:
        | assistant       | caller                   |
        | Booking EN      | v-jane-books             |
        | Modification EN | v-tom-cancels-then-books |
