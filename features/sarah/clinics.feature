Feature: Every clinic has its own patients and its own calendar
  As one of several clinics on one system, we never want to see, change or lose anything because of another.

  Background:
    Given the squad "callwaiting"
    And a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | Tuesday              |
      | time  | two in the afternoon |

  Rule: Clinics never see each other's rows

    Background:
      Given the clinic "Sunrise"
      And the clinic "Harbour"

    @critical
    Scenario: A patient and a slot of another clinic are in nobody's way
      When the caller phones "CallWaiting AI Inbound"
      Then these rows are added and nothing else changes:
        | table         | clinic  | name     | phone        | contact  | scheduled_at     |
        | contacts      | Sunrise | Jane Doe | +16045550123 |          |                  |
        | appointments  | Sunrise |          |              | Jane Doe | 2026-01-20T14:00 |
        | sms_outbox    | Sunrise |          |              | Jane Doe |                  |
        | calendar_sync | Sunrise |          |              |          |                  |

    Scenario: A call for the other clinic finds that clinic's patient and books in that clinic
      Given the call is for the clinic "Harbour"
      And a caller who wants "to book an appointment" and knows:
        | name  | Jane Harbour           |
        | phone | 604-555-0123           |
        | date  | Tuesday                |
        | time  | three in the afternoon |
      When the caller phones "CallWaiting AI Inbound"
      Then these rows are added and nothing else changes:
        | table         | clinic  | contact      | scheduled_at     |
        | appointments  | Harbour | Jane Harbour | 2026-01-20T15:00 |
        | sms_outbox    | Harbour | Jane Harbour |                  |
        | calendar_sync | Harbour |              |                  |

    Scenario: Two clinics can have the same patient at the same time of the same day
      When the caller phones "CallWaiting AI Inbound"
      Then these rows are added to "appointments":
        | clinic  | scheduled_at     |
        | Sunrise | 2026-01-20T14:00 |
      Given a caller who wants "to book an appointment" and knows:
        | name  | Jane Doe               |
        | phone | 604-555-0123           |
        | date  | Wednesday              |
        | time  | two in the afternoon   |
      When the caller phones "CallWaiting AI Inbound" again
      Then these rows are added to "appointments":
        | clinic  | scheduled_at     |
        | Sunrise | 2026-01-21T14:00 |
      Given the call is for the clinic "Harbour"
      When the caller phones "CallWaiting AI Inbound" again
      Then these rows are added to "appointments":
        | clinic  | scheduled_at     |
        | Harbour | 2026-01-21T14:00 |

  Rule: A slot is sold once

    @critical
    Scenario: The same slot a second time is refused, and Sarah says so
      Given the clinic "Sunrise"
      When the caller phones "CallWaiting AI Inbound"
      Then "appointments" gains 1 row
      Given a caller who wants "to book an appointment" and knows:
        | name  | Omar Haddad          |
        | phone | 604-555-0187         |
        | date  | Tuesday              |
        | time  | two in the afternoon |
      When the caller phones "CallWaiting AI Inbound" again
      Then Sarah says "already taken"
      And Sarah never claims success
      And nothing changes in the database
      And the call ends politely

    Scenario: A caller with a second choice gets that
      Given the clinic "Sunrise"
      When the caller phones "CallWaiting AI Inbound"
      Then these rows are added to "appointments":
        | contact  | scheduled_at     |
        | Jane Doe | 2026-01-20T14:00 |
      Given the caller "grace"
      When the caller phones "CallWaiting AI Inbound" again
      Then Sarah says "already taken"
      And "bookClinicAppointment" is called once with:
        | patientName    | patientPhone | appointmentDate | appointmentTime |
        | Grace Tremblay | +16045550164 | 2026-01-20      | 15:00           |
      And these rows are added to "appointments":
        | contact        | scheduled_at     |
        | Grace Tremblay | 2026-01-20T15:00 |

  Rule: A clinic that lists its openings is booked only there

    Scenario: Two doctors can be seen at the same time, and then the slot is full
      Given the clinic "Sunrise two doctors"
      When the caller phones "CallWaiting AI Inbound"
      Then these rows are added to "appointments":
        | contact  | provider  | scheduled_at     |
        | Jane Doe | Dr. Patel | 2026-01-20T14:00 |
      Given the caller "grace"
      When the caller phones "CallWaiting AI Inbound" again
      Then Sarah says "already taken"
      And these rows are added to "appointments":
        | contact        | provider | scheduled_at     |
        | Grace Tremblay | Dr. Lee  | 2026-01-20T15:00 |

    Scenario: A time the clinic does not list is refused
      Given the clinic "Sunrise" with open slots:
        | provider | start            |
        | Dr. Lee  | 2026-01-20T10:00 |
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah says "no opening"
      And Sarah never claims success
      And nothing changes in the database
