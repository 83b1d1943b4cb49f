Feature: The clinic's test line books as well
  The Test Assistant carries its own copy of the booking tool. Staff try things out on it, so it must not fall behind.

  Background:
    Given the squad "callwaiting"
    And the clinic "Sunrise"
    And a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | Tuesday              |
      | time  | two in the afternoon |

  Scenario: The test line books an appointment
    When the caller phones "Test Assistant"
    Then the assistant asks for the phone number before calling "bookClinicAppointment"
    And "bookClinicAppointment" is called once with:
      | patientName | patientPhone | appointmentDate | appointmentTime |
      | Jane Doe    | +16045550123 | 2026-01-20      | 14:00           |
    And these rows are added to "appointments":
      | contact  | scheduled_at     | status |
      | Jane Doe | 2026-01-20T14:00 | booked |
    And the call ends politely

  Scenario: The test line claims nothing that did not happen
    Given the backend answers HTTP 500, before it has done anything
    When the caller phones "Test Assistant"
    Then "bookClinicAppointment" is called once
    And the assistant never claims success
    And nothing changes in the database
