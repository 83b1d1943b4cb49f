Feature: Asking about one's appointments
  As a patient, I can ask when my appointments are, and hear mine and nobody else's.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"

  @critical
  Scenario: Jane hears of her appointment
    Given the caller "v-jane-books" wants "to check my appointment"
    When the caller phones "Vitara Clinic v3.0"
    Then "check_appointments" is called once with:
      | startDate  | endDate    | demographicId | findAvailable |
      | 2026-01-18 | 2026-04-18 | 1001          | false         |
    And the caller hears "Let me look that up." while "check_appointments" works
    And "Modification EN" says "Tuesday, January 20 at 10:00 AM with Dr. Anna Smith"
    And Vita never says "Wednesday, January 21"
    And these rows are added and nothing else changes:
      | table     | outcome   | patient  |
      | call_logs | no_action | Jane Doe |

  Scenario: Tom hears of both of his
    Given the caller "v-tom-cancels" wants "to check my appointments"
    When the caller phones "Vitara Clinic v3.0"
    Then "Modification EN" says "Wednesday, January 21 at 2:00 PM with Dr. Anna Smith"
    And "Modification EN" says "Wednesday, January 28 at 1:30 PM with Dr. Priya Patel"
    And no tool call changes "appointments"

  Scenario: Omar has none, and is told so
    Given the caller "v-omar-checks"
    When the caller phones "Vitara Clinic v3.0"
    Then "Modification EN" says "no upcoming appointments"
    And Vita never claims success
    And nothing changes in "appointments"

  Scenario: Somebody who has none cannot cancel one
    Given the caller "v-omar-checks" wants "to cancel my appointment"
    When the caller phones "Vitara Clinic v3.0"
    Then "check_appointments" is called once
    And "cancel_appointment" is never called
    And "Modification EN" says "/no (upcoming )?appointment/"
    And these rows are added and nothing else changes:
      | table     | outcome   | patient     |
      | call_logs | no_action | Omar Haddad |
