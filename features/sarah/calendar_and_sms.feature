Feature: What follows a booking must not undo it
  The clinic's calendar is not connected and no text messages are sent yet. Neither may cost a patient the appointment.

  Background:
    Given the squad "callwaiting"

  Scenario: The calendar cannot be reached and the booking stands
    Given the clinic "Sunrise"
    And the caller "linda"
    When the caller phones "CallWaiting AI Inbound"
    Then these rows are added:
      | table         | contact    | status | error                             |
      | appointments  | Linda Chen | booked |                                   |
      | calendar_sync |            | failed | Google Calendar is not configured |
    And Sarah says "is confirmed for"
    And Sarah never speaks of technical trouble
    And Sarah never says "calendar"

  Rule: Text messages go only to patients who agreed to them

    Background:
      Given the clinic "Sunrise known patients"

    Scenario: For a patient who agreed, the message is in the outbox and says that nobody sent it
      Given a caller who wants "to book an appointment" and knows:
        | name  | Jane Smith           |
        | phone | 604-555-0123         |
        | date  | Tuesday              |
        | time  | two in the afternoon |
      When the caller phones "CallWaiting AI Inbound"
      Then these rows are added to "sms_outbox":
        | contact    | status                | body                                                                   |
        | Jane Smith | not sent: no provider | Sunrise Clinic: your appointment is on Tuesday, January 20 at 2:00 PM. |
      And Sarah never says "text"

    Scenario: For a patient who did not agree, no message is written
      Given a caller who wants "to book an appointment" and knows:
        | name  | Omar Haddad          |
        | phone | 604-555-0187         |
        | date  | Tuesday              |
        | time  | two in the afternoon |
      When the caller phones "CallWaiting AI Inbound"
      Then "appointments" gains 1 row
      And nothing changes in "sms_outbox"
      And nothing changes in "contacts"
