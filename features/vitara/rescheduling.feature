Feature: Moving an appointment
  As a patient, I keep the appointment I have until I hold the new one.
  As the clinic, we want one appointment moved, not two held.

  Background:
    Given the squad "vitara"
    And the caller "v-jane-reschedules"

  Rule: The new one first, and only then the old one

    @critical
    Scenario: Everything a move writes, in its order
      Given the clinic "Vitara"
      When the caller phones "Vitara Clinic v3.0"
      Then "update_appointment" changes these rows in this order:
        | table        | change  | patient  | provider       | starts_at        | status |
        | appointments | added   | Jane Doe | Dr. Anna Smith | 2026-01-19T09:00 | t      |
        | appointments | changed | Jane Doe | Dr. Anna Smith | 2026-01-20T10:00 | t → C  |
      And in "appointments" a row is added before one is changed
      And "appointments" gains 1 row
      And "Modification EN" says "The appointment is moved to Monday, January 19 at 9:00 AM with Dr. Anna Smith."

    @critical
    Scenario: The caller agrees to the new day and time first
      Given the clinic "Vitara"
      When the caller phones "Vitara Clinic v3.0"
      Then the tools are called in this order:
        | check_appointments        |
        | find_earliest_appointment |
        | update_appointment        |
      And only after 1 confirmation by the caller is "update_appointment" called
      And "update_appointment" uses the "appointmentId" that "check_appointments" returned
      And "update_appointment" is called once with:
        | appointmentId | newStartTime        | newProviderId | demographicId |
        | 5001          | 2026-01-19T09:00:00 | 100           | 1001          |

    Scenario: The call's log says that it was moved, and what it is now
      Given the clinic "Vitara"
      When the caller phones "Vitara Clinic v3.0"
      Then "log_call_metadata" is called once with:
        | language | callOutcome | appointmentId | demographicId |
        | en       | rescheduled | 5006          | 1001          |
      And once the call is over these rows are added to "call_logs":
        | outcome     | patient  | appointment_id |
        | rescheduled | Jane Doe | 5006           |

    Scenario: To a day that suits, after one that did not
      Given the clinic "Vitara"
      And the caller "v-jane-reschedules-other-day"
      When the caller phones "Vitara Clinic v3.0"
      Then "find_earliest_appointment" is called with:
        | excludeDates   |
        |                |
        | ["2026-01-19"] |
      And these rows are added to "appointments":
        | patient  | starts_at        | replaces_id |
        | Jane Doe | 2026-01-20T09:00 | 5001        |

    Scenario: To another doctor
      Given the clinic "Vitara"
      And the caller opens with "Hi, I'd like to reschedule my appointment to see Dr. Chen."
      When the caller phones "Vitara Clinic v3.0"
      Then "update_appointment" is called once with at least:
        | appointmentId | newProviderId |
        | 5001          | 101           |
      And these rows are added to "appointments":
        | patient  | provider     | starts_at        | replaces_id |
        | Jane Doe | Dr. Wei Chen | 2026-01-20T09:00 | 5001        |

    Scenario: Of two appointments, the one that is meant
      Given the clinic "Vitara"
      And the caller "v-tom-moves-the-second"
      When the caller phones "Vitara Clinic v3.0"
      Then "Modification EN" says "Which one do you mean?"
      And "update_appointment" is called once with at least:
        | appointmentId |
        | 5004          |
      And in "appointments" the status of "2026-01-28T13:30" changes from "t" to "C"
      And "appointments" gains 1 row

  Rule: Whoever cannot have the new one keeps the old one

    @critical
    Scenario: The new slot is taken at the last moment
      Given the clinic "Vitara"
      And somebody else adds these rows to "appointments" just before "update_appointment" is called:
        | demographic_id | provider_id | starts_at        | reason  |
        | 1006           | 100         | 2026-01-19T09:00 | a cough |
      When the caller phones "Vitara Clinic v3.0"
      Then "Modification EN" says "sorry"
      And "Modification EN" says "already taken"
      And "update_appointment" is called twice
      And "update_appointment" changes these rows in this order:
        | table        | change  | patient  | starts_at        | status |
        | appointments | added   | Jane Doe | 2026-01-19T09:30 | t      |
        | appointments | changed | Jane Doe | 2026-01-20T10:00 | t → C  |

    @critical
    Scenario: The only new slot is taken at the last moment: the old appointment stands
      Given the clinic "Vitara one slot"
      And these rows in "schedule":
        | provider_id | starts_at        |
        | 100         | 2026-01-22T15:00 |
      And these rows in "appointments":
        | demographic_id | provider_id | starts_at        | reason          |
        | 1001           | 100         | 2026-01-22T15:00 | Annual physical |
      And somebody else adds these rows to "appointments" just before "update_appointment" is called:
        | demographic_id | provider_id | starts_at        | reason  |
        | 1006           | 100         | 2026-01-20T14:00 | a cough |
      When the caller phones "Vitara Clinic v3.0"
      Then "update_appointment" is called once
      And no tool call changes "appointments"
      And "Modification EN" says "no open appointment"
      And Vita never claims success
      And nothing changes in "sms_outbox"

    Scenario: There is no other slot: the old appointment stands
      Given the clinic "Vitara full"
      When the caller phones "Vitara Clinic v3.0"
      Then "update_appointment" is never called
      And "Modification EN" says "no open appointment"
      And these rows are added and nothing else changes:
        | table     | outcome   |
        | call_logs | no_action |

    Scenario: The caller who likes no new day keeps the old one
      Given the clinic "Vitara one slot"
      And these rows in "appointments":
        | demographic_id | provider_id | starts_at        | reason          |
        | 1001           | 100         | 2026-01-22T15:00 | Annual physical |
      And the caller "v-jane-reschedules-other-day"
      When the caller phones "Vitara Clinic v3.0"
      Then "update_appointment" is never called
      And nothing changes in "appointments"
      And Vita never claims success
