Feature: When the clinic takes nobody new, there is a waiting list
  As somebody without a doctor, I want to be called back when there is a place, and not to be sent away.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"
    And the clinic "Vitara not accepting"

  @critical
  Scenario: A caller who cannot be registered is put on the list
    Given the caller "v-nora-waits"
    When the caller phones "Vitara Clinic v3.0"
    Then "Registration EN" says "not accepting new patients"
    And these rows are added and nothing else changes:
      | table     | first_name | last_name | phone        | outcome    | language |
      | waitlist  | Nora       | Bell      | +16045550131 |            |          |
      | call_logs |            |           | +16045550131 | waitlisted | en       |
    And "Registration EN" says "on the waiting list"
    And the call ends politely

  Scenario: A caller who does not want to wait is left off the list
    Given the caller "v-nora-does-not-wait"
    When the caller phones "Vitara Clinic v3.0"
    Then "Registration EN" says "not accepting new patients"
    And "add_to_waitlist" is never called
    And nothing changes in "waitlist"
    And nothing changes in "demographics"
    And the call ends politely

  @critical
  Scenario: A caller who asks for the list is put on it with a name and a number, and nothing else
    Given a caller who says:
      | I'd like to be on the waiting list. |
      | Nora                                |
      | Bell                                |
      | 604-555-0131                        |
      | No, thank you. Goodbye.             |
    And the caller phones from "+16045550131"
    When the caller phones "Vitara Clinic v3.0"
    Then "Registration EN" never asks for the address
    And "register_new_patient" is never called
    And these rows are added and nothing else changes:
      | table     | first_name | last_name | phone        | outcome    |
      | waitlist  | Nora       | Bell      | +16045550131 |            |
      | call_logs |            |           | +16045550131 | waitlisted |

  Scenario: Whoever came to book and has no record can wait for a place as well
    Given the caller "v-nora-waits" wants "to book an appointment"
    When the caller phones "Vitara Clinic v3.0"
    Then the call is taken by "Router", then "Patient-ID EN", then "Registration EN"
    And "Registration EN" says "not accepting new patients"
    And these rows are added and nothing else changes:
      | table     | first_name | last_name | phone        | outcome    |
      | waitlist  | Nora       | Bell      | +16045550131 |            |
      | call_logs |            |           | +16045550131 | waitlisted |
