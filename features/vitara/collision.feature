Feature: Two callers want one slot
  As a patient, I am never told of an appointment that somebody else has got in the meantime.

  Background:
    Given the squad "vitara"
    And the caller "v-jane-books"

  @critical
  Scenario: The slot is taken at the last moment, and the next one is offered
    Given the clinic "Vitara"
    And somebody else adds these rows to "appointments" just before "create_appointment" is called:
      | demographic_id | provider_id | starts_at        | reason  |
      | 1006           | 100         | 2026-01-19T09:00 | a cough |
    When the caller phones "Vitara Clinic v3.0"
    Then "Booking EN" says "sorry"
    And "Booking EN" says "already taken"
    And "find_earliest_appointment" is called twice
    And "create_appointment" is called twice
    And "create_appointment" changes these rows in this order:
      | table        | change | patient  | starts_at        |
      | appointments | added  | Jane Doe | 2026-01-19T09:30 |
    And Vita never claims success
    And "Booking EN" says "booked for Monday, January 19 at 9:30 AM"

  Scenario: The new slot is agreed to before it is booked
    Given the clinic "Vitara"
    And somebody else adds these rows to "appointments" just before "create_appointment" is called:
      | demographic_id | provider_id | starts_at        | reason  |
      | 1006           | 100         | 2026-01-19T09:00 | a cough |
    When the caller phones "Vitara Clinic v3.0"
    Then only after 1 confirmation by the caller is "create_appointment" called
    And "Booking EN" says "/9:30 AM.*Is that correct/"
    And "sms_outbox" gains 1 row

  @critical
  Scenario: It was the last slot, so nothing is booked and nothing is claimed
    Given the clinic "Vitara one slot"
    And somebody else adds these rows to "appointments" just before "create_appointment" is called:
      | demographic_id | provider_id | starts_at        | reason  |
      | 1006           | 100         | 2026-01-20T14:00 | a cough |
    When the caller phones "Vitara Clinic v3.0"
    Then "create_appointment" is called once
    And Vita never claims success
    And "Booking EN" says "no open appointment"
    And nothing changes in "sms_outbox"
    And once the call is over these rows are added to "call_logs":
      | outcome   |
      | no_action |

  Scenario: The second of two callers finds the slot gone
    Given the clinic "Vitara one slot"
    When the caller phones "Vitara Clinic v3.0"
    And the caller phones "Vitara Clinic v3.0" again
    Then "create_appointment" is never called
    And "Booking EN" says "no open appointment"
