Feature: Sarah books an appointment
  As the clinic, we must be able to call patients back, so no booking without a phone number.
  As a caller, I want to be asked for what is needed, once, and to hear what is going on.

  Background:
    Given the squad "callwaiting"
    And the clinic "Sunrise"
    And a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | Tuesday              |
      | time  | two in the afternoon |

  Rule: One call, one appointment, with what the caller said

    @critical
    Scenario: Sarah must ask for the phone number
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah asks for the phone number before calling "bookClinicAppointment"
      And "bookClinicAppointment" is called once with:
        | patientName | patientPhone | appointmentDate | appointmentTime |
        | Jane Doe    | +16045550123 | 2026-01-20      | 14:00           |
      And these rows are added:
        | table        | contact  | scheduled_at     | status |
        | appointments | Jane Doe | 2026-01-20T14:00 | booked |
      And the call ends politely

    @critical
    Scenario: Everything a booking writes, and nothing else
      When the caller phones "CallWaiting AI Inbound"
      Then these rows are added and nothing else changes:
        | table         | clinic  | contact  | name     | phone        | scheduled_at     | status                |
        | contacts      | Sunrise |          | Jane Doe | +16045550123 |                  |                       |
        | appointments  | Sunrise | Jane Doe |          |              | 2026-01-20T14:00 | booked                |
        | sms_outbox    | Sunrise | Jane Doe |          |              |                  | not sent: no provider |
        | calendar_sync | Sunrise |          |          |              |                  | failed                |

  Rule: Sarah asks for what she needs, and only for what she was not told

    @critical
    Scenario Outline: Sarah asks for <what>, once
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah asks for <what> before calling "bookClinicAppointment"
      And Sarah asks at most once for <what>

      Examples:
        | what             |
        | the name         |
        | the phone number |
        | the date         |
        | the time         |

    Scenario: Sarah does not ask for what the caller has said at the start
      Given the caller mentions "date, time" without being asked
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah never asks for the date
      And Sarah never asks for the time
      And Sarah asks for the phone number before calling "bookClinicAppointment"
      And these rows are added to "appointments":
        | contact  | scheduled_at     |
        | Jane Doe | 2026-01-20T14:00 |

    Scenario: A caller who says everything in one sentence is asked for nothing
      Given the caller "omar"
      When the caller phones "CallWaiting AI Inbound"
      Then the caller speaks at most 3 times
      And Sarah does not ask again for anything the caller has told
      And Sarah never asks for the name
      And Sarah never asks for the phone number
      And Sarah never asks for the e-mail address
      And Sarah never asks for the date
      And Sarah never asks for the time
      And "bookClinicAppointment" is called once with:
        | patientName | patientPhone | patientEmail            | appointmentDate | appointmentTime |
        | Omar Haddad | +16045550142 | omar.haddad@example.com | 2026-01-20      | 14:00           |

  Rule: E-mail is optional

    Scenario: A caller with an e-mail address gives it
      Given a caller who wants "to book an appointment" and knows:
        | name  | Jane Doe             |
        | phone | 604-555-0123         |
        | email | jane.doe@example.com |
        | date  | Tuesday              |
        | time  | two in the afternoon |
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah asks for the e-mail address before calling "bookClinicAppointment"
      And these rows are added to "contacts":
        | name     | phone        | email                |
        | Jane Doe | +16045550123 | jane.doe@example.com |

    Scenario: A caller without an e-mail address gets the appointment all the same
      Given the caller "linda"
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah asks for the e-mail address before calling "bookClinicAppointment"
      And Sarah asks at most once for the e-mail address
      And these rows are added to "contacts":
        | name       | phone        | email   |
        | Linda Chen | +16045550117 | nothing |
      And "appointments" gains 1 row

    Scenario: A caller who keeps the e-mail address private gets the appointment all the same
      Given the caller refuses to tell "email"
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah asks for the e-mail address before calling "bookClinicAppointment"
      And Sarah asks at most once for the e-mail address
      And "bookClinicAppointment" is called once with:
        | patientName | patientPhone | appointmentDate | appointmentTime |
        | Jane Doe    | +16045550123 | 2026-01-20      | 14:00           |
      And "appointments" gains 1 row

  Rule: The caller agrees to the details before anything is booked

    @critical
    Scenario: Sarah reads everything back once before she books
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah has the details confirmed once before calling "bookClinicAppointment"
      And Sarah has the caller confirm "patientName, patientPhone, appointmentDate, appointmentTime" before calling "bookClinicAppointment"
      And the caller speaks at most 8 times

    Scenario: What the caller puts right at the read-back is what is booked
      Given the caller corrects "time" to "three in the afternoon" when asked to confirm, saying "No, at three in the afternoon, please."
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah has the details confirmed once before calling "bookClinicAppointment"
      And these rows are added to "appointments":
        | contact  | scheduled_at     |
        | Jane Doe | 2026-01-20T15:00 |

  Rule: The caller is never left wondering

    Scenario: The caller hears that the booking is under way
      When the caller phones "CallWaiting AI Inbound"
      Then the caller hears "One moment while I book that for you." while "bookClinicAppointment" works
      And there are never more than 2 seconds of dead air

    Scenario: Sarah greets, speaks English and says goodbye
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah answers the phone with "Thank you for calling the clinic, this is Sarah. How can I help you today?"
      And Sarah speaks English throughout
      And Sarah never speaks of technical trouble
      And Sarah says "Is there anything else"
      And the call ends politely
      And the call ends because "assistant-said-end-call-phrase"

  Rule: The prompt and the tool each make Sarah ask, without the other

    Scenario Outline: The tool alone makes Sarah ask for <what>
      Given the prompt of "CallWaiting AI Inbound" says nothing about "<words>"
      And a caller who wants "to book an appointment" and knows:
        | name  | Jane Doe             |
        | phone | 604-555-0123         |
        | date  | Tuesday              |
        | time  | two in the afternoon |
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah asks for <what> before calling "bookClinicAppointment"
      And "appointments" gains 1 row

      Examples:
        | what             | words                |
        | the name         | full name            |
        | the phone number | phone                |
        | the date         | the day and the time |
        | the time         | the day and the time |

    Scenario Outline: The prompt alone makes Sarah ask for <what>
      Given the tool "bookClinicAppointment" does not require "<parameter>"
      And a caller who wants "to book an appointment" and knows:
        | name  | Jane Doe             |
        | phone | 604-555-0123         |
        | date  | Tuesday              |
        | time  | two in the afternoon |
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah asks for <what> before calling "bookClinicAppointment"
      And "appointments" gains 1 row

      Examples:
        | what             | parameter       |
        | the name         | patientName     |
        | the phone number | patientPhone    |
        | the date         | appointmentDate |
        | the time         | appointmentTime |
