Feature: Seen on a screen, or in person
  As a patient, I may ask for a video visit, and get one only with a doctor who offers it.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"
    And the caller "v-jane-virtual"

  @critical
  Scenario: A virtual appointment is booked as one
    When the caller phones "Vitara Clinic v3.0"
    Then "find_earliest_appointment" is called once with:
      | visitMode |
      | virtual   |
    And "create_appointment" is called once with at least:
      | visitMode | reason |
      | virtual   | rash   |
    And these rows are added to "appointments":
      | patient  | provider       | starts_at        | visit_mode | is_virtual |
      | Jane Doe | Dr. Anna Smith | 2026-01-19T09:00 | virtual    | true       |

  Scenario: A doctor who is only there in person is not offered on a screen
    Given the caller opens with "Hi, I'd like to book a virtual appointment with Dr. Chen."
    When the caller phones "Vitara Clinic v3.0"
    Then "create_appointment" is never called
    And "Booking EN" says "no open appointment"
    And Vita never claims success

  Scenario: A doctor who is only there on a screen is booked that way
    Given the caller opens with "Hi, I'd like to book a virtual appointment with Dr. Patel."
    When the caller phones "Vitara Clinic v3.0"
    Then these rows are added to "appointments":
      | patient  | provider        | starts_at        | visit_mode | visit_reason      |
      | Jane Doe | Dr. Priya Patel | 2026-01-21T13:00 | virtual    | Skin Consultation |

  Scenario: Somebody who wants to come in person is not sent to a doctor on a screen
    Given the caller "v-jane-books"
    And the caller opens with "Hi, I'd like to book an appointment in person with Dr. Patel."
    When the caller phones "Vitara Clinic v3.0"
    Then "create_appointment" is never called
    And nothing changes in "appointments"
    And "Booking EN" says "no open appointment"
