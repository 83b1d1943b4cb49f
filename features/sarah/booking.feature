Feature: Sarah books an appointment
  As the clinic, we must be able to call patients back, so no booking without a phone number.

  Background:
    Given the squad "callwaiting"
    And the clinic "Sunrise"

  @critical
  Scenario: Sarah must ask for the phone number
    Given a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | Tuesday              |
      | time  | two in the afternoon |
    When the caller phones "CallWaiting AI Inbound"
    Then Sarah asks for the phone number before calling "bookClinicAppointment"
    And "bookClinicAppointment" is called once with:
      | patientName | patientPhone | appointmentDate | appointmentTime |
      | Jane Doe    | +16045550123 | 2026-01-20      | 14:00           |
    And these rows are added:
      | table        | contact  | scheduled_at     | status |
      | appointments | Jane Doe | 2026-01-20T14:00 | booked |
    And the call ends politely
