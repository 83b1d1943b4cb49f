Feature: What is offered, and what happens when it does not suit
  As a patient, I may turn an offer down, ask what else there is and which doctors there are, and never get what I have not taken.

  Background:
    Given the squad "vitara"
    And the caller "v-jane-books"

  Rule: A day that was turned down is not offered again

    @critical
    Scenario: Each day that is declined is left out of the next search
      Given the clinic "Vitara"
      And the caller "v-jane-other-days"
      When the caller phones "Vitara Clinic v3.0"
      Then "find_earliest_appointment" is called with:
        | excludeDates             |
        |                          |
        | ["2026-01-19"]           |
        | ["2026-01-19", "2026-01-20"] |
      And "create_appointment" is called once
      And these rows are added to "appointments":
        | patient  | provider       | starts_at        |
        | Jane Doe | Dr. Anna Smith | 2026-01-21T09:00 |

    Scenario: A doctor that was asked for stays the doctor when the day is declined
      Given the clinic "Vitara"
      And the caller "v-jane-by-doctor-other-day"
      When the caller phones "Vitara Clinic v3.0"
      Then these rows are added to "appointments":
        | patient  | provider     | starts_at        |
        | Jane Doe | Dr. Wei Chen | 2026-01-22T09:00 |

  Rule: When there is nothing, nothing is promised

    @critical
    Scenario: The clinic is full
      Given the clinic "Vitara full"
      When the caller phones "Vitara Clinic v3.0"
      Then "find_earliest_appointment" is called once
      And "create_appointment" is never called
      And Vita never claims success
      And "Booking EN" says "no open appointment"
      And "Booking EN" says "/another day/"
      And these rows are added and nothing else changes:
        | table     | outcome   |
        | call_logs | no_action |

    Scenario: Another day is tried when the caller takes the offer
      Given the clinic "Vitara"
      And the caller "v-jane-tries-another-day"
      When the caller phones "Vitara Clinic v3.0"
      Then "find_earliest_appointment" is called twice
      And these rows are added to "appointments":
        | patient  | starts_at        |
        | Jane Doe | 2026-02-03T09:00 |

  Rule: Questions are answered before anything is booked

    @critical
    Scenario Outline: Which doctors there are, asked while <doing>
      Given the clinic "Vitara"
      And the caller "<caller>"
      And when <event>, the caller says "Which doctors are there?"
      When the caller phones "Vitara Clinic v3.0"
      Then "get_providers" is called once
      And "<assistant>" says "Dr. Anna Smith"
      And "<assistant>" says "Dr. Wei Chen"
      And "<assistant>" says "Dr. Priya Patel"

      Examples:
        | doing               | caller             | event                   | assistant       |
        | booking             | v-jane-books       | asked for anything else | Booking EN      |
        | a change is made    | v-jane-reschedules | asked for anything else | Modification EN |

    @critical
    Scenario: What is open
      Given the clinic "Vitara"
      And when asked for anything else, the caller says "What else is open?"
      When the caller phones "Vitara Clinic v3.0"
      Then "check_appointments" is called once with at least:
        | findAvailable |
        | true          |
      And the caller hears "Let me look that up." while "check_appointments" works
      And "Booking EN" says "There are open slots"
      And "appointments" gains 1 row
