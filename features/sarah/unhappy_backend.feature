Feature: When the clinic's server does not answer as it should
  As a caller, I would rather hear that it did not work than wait in vain on Tuesday.

  Background:
    Given the squad "callwaiting"
    And the clinic "Sunrise"
    And a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | Tuesday              |
      | time  | two in the afternoon |

  @critical
  Scenario Outline: The server <trouble>: Sarah promises nothing and offers a call back
    Given the backend <trouble>
    When the caller phones "CallWaiting AI Inbound"
    Then "bookClinicAppointment" is called once
    And Sarah never claims success
    And Sarah never says "confirmed"
    And Sarah says "sorry"
    And Sarah says "/call(s)? (you )?back/"
    And "appointments" gains <rows> rows
    And the call ends politely

    Examples: the request is lost, so nothing is booked
      | trouble                                             | rows |
      | times out, before it has done anything              | 0    |
      | drops the connection, before it has done anything   | 0    |
      | answers HTTP 500, before it has done anything       | 0    |

    Examples: the answer is lost, so the clinic has an appointment the caller does not know of
      | trouble                           | rows |
      | times out                         | 1    |
      | drops the connection              | 1    |
      | answers HTTP 500                  | 1    |
      | answers with another tool call id | 1    |
      | answers with broken JSON          | 1    |
      | answers with an empty result      | 1    |
      | answers in the legacy format      | 1    |
      | answers 25 seconds late           | 1    |

  Scenario: A late answer is waited for
    Given the backend answers 3 seconds late
    When the caller phones "CallWaiting AI Inbound"
    Then "bookClinicAppointment" is called once
    And the caller hears "One moment while I book that for you." while "bookClinicAppointment" works
    And there are never more than 4 seconds of dead air
    And Sarah says "is confirmed for Tuesday, January 20"
    And "appointments" gains 1 row

  @critical
  Scenario: A request that is delivered twice books once
    Given the backend gets every call twice
    When the caller phones "CallWaiting AI Inbound"
    Then Sarah says "is confirmed for Tuesday, January 20"
    And "appointments" gains 1 row
    And "contacts" gains 1 row
    And "sms_outbox" gains 1 row

  Scenario: A caller who is asked to wait for a call back can still try again
    Given the backend answers HTTP 500, before it has done anything on call 1
    And when told of trouble, the caller says "Could you try to book it again, please?"
    When the caller phones "CallWaiting AI Inbound"
    Then "bookClinicAppointment" is called twice
    And Sarah says "is confirmed for Tuesday, January 20"
    And "appointments" gains 1 row
