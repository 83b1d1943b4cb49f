Feature: Calls that end before they are finished
  As the clinic, we want nothing half-done on the books when a caller goes away.

  Background:
    Given the squad "callwaiting"
    And the clinic "Sunrise"

  Scenario: A caller who falls silent is not waited for without end
    Given a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | Tuesday              |
      | time  | two in the afternoon |
    And when asked to confirm, the caller keeps silent for 60 seconds
    When the caller phones "CallWaiting AI Inbound"
    Then the call ends because "silence-timed-out"
    And "bookClinicAppointment" is never called
    And nothing changes in the database

  Scenario: A caller who puts the phone down at the read-back has booked nothing
    Given a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | Tuesday              |
      | time  | two in the afternoon |
    And when asked to confirm, the caller hangs up
    When the caller phones "CallWaiting AI Inbound"
    Then the call ends because "customer-ended-call"
    And "bookClinicAppointment" is never called
    And nothing changes in the database

  Scenario: A caller out of patience hangs up at the first sign of trouble
    Given the caller "dave"
    And the backend answers HTTP 500, before it has done anything
    When the caller phones "CallWaiting AI Inbound"
    Then "bookClinicAppointment" is called once
    And Sarah never claims success
    And the call ends because "customer-ended-call"
    And nothing changes in the database

  Scenario: A caller who only says hello is not hung up on
    Given a caller who says:
      | Hello?                    |
      | Sorry, wrong number. Bye. |
    When the caller phones "CallWaiting AI Inbound"
    Then Sarah never says "could not help"
    And "bookClinicAppointment" is never called
    And nothing changes in the database
    And the call ends politely
