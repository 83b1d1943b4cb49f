Feature: Booking an appointment
  As a patient, I ask for an appointment and get the earliest one that suits me, with the doctor and at the time I was told.
  As the clinic, we want one appointment for one call, in the right person's name, with the reason, and nothing booked unasked.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"
    And the caller "v-jane-books"

  Rule: The earliest appointment there is

    @critical
    Scenario: Everything a booking writes, and nothing else
      When the caller phones "Vitara Clinic v3.0"
      Then these rows are added and nothing else changes:
        | table        | patient  | provider       | starts_at        | status | appointment_type | reason      | language | template | outcome |
        | appointments | Jane Doe | Dr. Anna Smith | 2026-01-19T09:00 | t      | B                | sore throat | en       |          |         |
        | sms_outbox   | Jane Doe |                |                  | queued |                  |             | en       | booked   |         |
        | call_logs    | Jane Doe |                |                  |        |                  |             | en       |          | booked  |
      And the call ends politely

    @critical
    Scenario: Nothing is booked before it was looked up and agreed to
      When the caller phones "Vitara Clinic v3.0"
      Then the tools are called in this order:
        | search_patient_by_phone   |
        | find_earliest_appointment |
        | create_appointment        |
        | log_call_metadata         |
      And only after 1 confirmation by the caller is "create_appointment" called
      And "Booking EN" says "/Monday, January 19 at 9 AM, with Dr. Anna Smith.*Is that correct/"
      And "create_appointment" uses the "startTime" that "find_earliest_appointment" returned
      And "create_appointment" uses the "providerId" that "find_earliest_appointment" returned
      And "create_appointment" uses the "demographicId" that "search_patient_by_phone" returned
      And "Booking EN" says "The appointment with Dr. Anna Smith is booked for Monday, January 19 at 9:00 AM."

    Scenario: The caller is asked for the reason, and not for what is known
      When the caller phones "Vitara Clinic v3.0"
      Then Vita asks for the reason before calling "create_appointment"
      And Vita asks at most once for the reason
      And Vita never asks for the phone number
      And Vita never asks for the provider id
      And "create_appointment" is called once with:
        | demographicId | providerId | startTime           | appointmentType | reason      | language | smsConsent |
        | 1001          | 100        | 2026-01-19T09:00:00 | B               | sore throat | en       | true       |
      And the caller speaks at most 6 times

    Scenario: A reason that was told at the start is not asked for again
      Given the caller opens with "Hi, I'd like to book an appointment, I have a sore throat."
      When the caller phones "Vitara Clinic v3.0"
      Then "appointments" gains 1 row
      And "create_appointment" is called once with at least:
        | reason      |
        | sore throat |
      And Vita never asks for the reason

    Scenario: The booking is in the call's log under its own number
      When the caller phones "Vitara Clinic v3.0"
      Then "log_call_metadata" is called once with:
        | language | callOutcome | appointmentId | demographicId |
        | en       | booked      | 5006          | 1001          |
      And "log_call_metadata" uses the "appointmentId" that "create_appointment" returned
      And once the call is over these rows are added to "call_logs":
        | phone        | language | outcome | patient  | appointment_id |
        | +16045550123 | en       | booked  | Jane Doe | 5006           |

  Rule: With the doctor, and at the time of day, that were asked for

    @critical
    Scenario: By doctor
      Given the caller "v-jane-by-doctor"
      When the caller phones "Vitara Clinic v3.0"
      Then "find_earliest_appointment" is called once with:
        | providerName |
        | Dr. Chen     |
      And these rows are added to "appointments":
        | patient  | provider     | starts_at        | reason      |
        | Jane Doe | Dr. Wei Chen | 2026-01-20T09:00 | sore throat |
      And "Booking EN" says "The appointment with Dr. Wei Chen is booked for Tuesday, January 20 at 9:00 AM."

    Scenario: A doctor nobody knows here is not replaced by another unasked
      Given the caller opens with "Hi, I'd like to book an appointment with Dr. Miller."
      When the caller phones "Vitara Clinic v3.0"
      Then "find_earliest_appointment" is called at least once
      And "Booking EN" says "/Miller/"
      And "create_appointment" is never called

    @critical
    Scenario: In the afternoon
      Given the caller "v-jane-afternoon"
      When the caller phones "Vitara Clinic v3.0"
      Then "find_earliest_appointment" is called once with:
        | timeOfDay |
        | afternoon |
      And these rows are added to "appointments":
        | patient  | provider       | starts_at        |
        | Jane Doe | Dr. Anna Smith | 2026-01-19T13:30 |

    Scenario: In the morning, when the first mornings are taken
      Given it is "2026-01-19 12:30"
      And the caller opens with "Hi, I'd like to book an appointment in the morning."
      When the caller phones "Vitara Clinic v3.0"
      Then "find_earliest_appointment" is called once with:
        | timeOfDay |
        | morning   |
      And these rows are added to "appointments":
        | patient  | starts_at        |
        | Jane Doe | 2026-01-20T09:00 |

  Rule: Between the days that were asked for

    Scenario Outline: <when>
      Given the caller opens with "Hi, I'd like to book an appointment <when>."
      When the caller phones "Vitara Clinic v3.0"
      Then "find_earliest_appointment" is called once with:
        | startDate | endDate | timeOfDay |
        | <from>    | <to>    | <part>    |
      And these rows are added to "appointments":
        | patient  | starts_at |
        | Jane Doe | <booked>  |

      Examples:
        | when                              | from       | to         | part      | booked           |
        | on Thursday                       | 2026-01-22 |            |           | 2026-01-22T09:00 |
        | between January 28 and January 30 | 2026-01-28 | 2026-01-30 |           | 2026-01-28T09:00 |
        | on January 30 in the afternoon    | 2026-01-30 |            | afternoon | 2026-01-30T13:30 |

  Rule: Somebody new is registered first, in the same call

    @critical
    Scenario: A new patient is registered and then booked
      Given the caller "v-nora-registers-and-books"
      When the caller phones "Vitara Clinic v3.0"
      Then the call is taken by "Router", then "Patient-ID EN", then "Registration EN", then "Booking EN"
      And "create_appointment" uses the "demographicId" that "register_new_patient" returned
      And these rows are added to "demographics":
        | name      | phone        | health_card_type |
        | Nora Bell | +16045550131 | BC               |
      And these rows are added to "appointments":
        | patient   | provider       | starts_at        | reason   |
        | Nora Bell | Dr. Anna Smith | 2026-01-19T09:00 | check-up |
      And after the hand-over nothing the caller said before is asked again
