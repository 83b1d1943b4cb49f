Feature: A phone number, however it is said
  As the clinic, we want one number in one form, and no booking without it.

  Background:
    Given the squad "callwaiting"
    And the clinic "Sunrise"

  Scenario Outline: The number said as "<said>" is understood
    Given a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | <said>               |
      | date  | Tuesday              |
      | time  | two in the afternoon |
    When the caller phones "CallWaiting AI Inbound"
    Then "bookClinicAppointment" is called once with at least:
      | patientPhone |
      | +16045550123 |
    And these rows are added to "contacts":
      | name     | phone        |
      | Jane Doe | +16045550123 |

    Examples:
      | said                                            |
      | 604-555-0123                                    |
      | (604) 555-0123                                  |
      | 604.555.0123                                    |
      | 604 555 0123                                    |
      | 6045550123                                      |
      | +1 604 555 0123                                 |
      | 1-604-555-0123                                  |
      | six oh four, five five five, zero one two three |
      | six zero four five five five oh one twenty-three |

  Scenario: A number the caller corrects is the number that is kept
    Given the caller "jane"
    When the caller phones "CallWaiting AI Inbound"
    Then Sarah has the caller confirm "patientPhone" before calling "bookClinicAppointment"
    And "bookClinicAppointment" is called once with at least:
      | patientPhone |
      | +16045550124 |
    And these rows are added to "contacts":
      | name     | phone        |
      | Jane Doe | +16045550124 |

  @critical
  Scenario: A caller who will not give a number gets no appointment, and a polite end
    Given the caller "priya"
    When the caller phones "CallWaiting AI Inbound"
    Then Sarah asks the caller for the phone number
    And "bookClinicAppointment" is never called
    And nothing changes in the database
    And Sarah says "sorry"
    And Sarah says "cannot book without"
    And the call ends politely
