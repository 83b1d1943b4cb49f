Feature: Cancelling an appointment
  As a patient, I lose an appointment only if I have said twice that I want to, about that very appointment.
  As the clinic, we give a slot away only when it is really free.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"
    And the caller "v-tom-cancels"

  Rule: Two separate confirmations that name the appointment

    @critical
    Scenario: Everything a cancellation writes, and nothing else
      When the caller phones "Vitara Clinic v3.0"
      Then only after 2 confirmations by the caller is "cancel_appointment" called
      And "cancel_appointment" is called once with at least:
        | appointmentId | language |
        | 5003          | en       |
      And these rows are changed:
        | table        | patient   | starts_at        | status |
        | appointments | Tom Baker | 2026-01-21T14:00 | t → C  |
      And "appointments" gains no rows
      And "sms_outbox" gains 1 row
      And once the call is over these rows are added to "call_logs":
        | outcome   | patient   | appointment_id |
        | cancelled | Tom Baker | 5003           |
      And "Modification EN" says "The appointment on Wednesday, January 21 at 2:00 PM with Dr. Anna Smith is cancelled."

    @critical
    Scenario: The day and the time are named both times
      When the caller phones "Vitara Clinic v3.0"
      Then Vita has the details confirmed twice before calling "cancel_appointment"
      And "Modification EN" says "/cancel.*Wednesday, January 21 at 2 PM.*Is that correct/"
      And "Modification EN" says "/once more.*Wednesday, January 21 at 2 PM.*Is that correct/"

    @critical
    Scenario: "Yes, yes" in one breath is one yes
      Given the caller "v-tom-yes-yes"
      When the caller phones "Vitara Clinic v3.0"
      Then "cancel_appointment" is never called
      And "Modification EN" says "once more"
      And these rows are added and nothing else changes:
        | table     | patient   | outcome   |
        | call_logs | Tom Baker | no_action |

  Rule: A caller may change their mind

    @critical
    Scenario: Yes, and then no: the appointment stands
      Given the caller "v-tom-keeps"
      When the caller phones "Vitara Clinic v3.0"
      Then "cancel_appointment" is never called
      And "Modification EN" says "The appointment stands."
      And Vita never claims success
      And these rows are added and nothing else changes:
        | table     | patient   | outcome   |
        | call_logs | Tom Baker | no_action |

    Scenario: After a no, two new confirmations are needed
      Given the caller "v-tom-wavers"
      When the caller phones "Vitara Clinic v3.0"
      Then only after 2 confirmations by the caller is "cancel_appointment" called
      And these rows are changed:
        | table        | patient   | starts_at        | status |
        | appointments | Tom Baker | 2026-01-21T14:00 | t → C  |

    Scenario: A caller who hangs up in the middle has cancelled nothing
      Given the caller "v-tom-hangs-up"
      When the caller phones "Vitara Clinic v3.0"
      Then "cancel_appointment" is never called
      And these rows are added and nothing else changes:
        | table     | outcome |
        | call_logs | nothing |

  Rule: The appointment that is meant, and no other

    @critical
    Scenario: Whoever has two says which one
      When the caller phones "Vitara Clinic v3.0"
      Then "Modification EN" says "/January 21 at 2 PM.*January 28 at 1:30 PM.*Which one do you mean/"
      And "cancel_appointment" uses the "appointmentId" that "check_appointments" returned

    Scenario: The one that was read back is the wrong one, and the other is meant
      Given the caller "v-tom-cancels-the-other"
      When the caller phones "Vitara Clinic v3.0"
      Then only after 2 confirmations by the caller is "cancel_appointment" called
      And these rows are changed:
        | table        | patient   | starts_at        | status |
        | appointments | Tom Baker | 2026-01-28T13:30 | t → C  |

    Scenario: Whoever has one is not asked which
      Given the caller "v-jane-books" wants "to cancel my appointment"
      When the caller phones "Vitara Clinic v3.0"
      Then Vita never says "Which one"
      And only after 2 confirmations by the caller is "cancel_appointment" called
      And these rows are changed:
        | table        | patient  | starts_at        | status |
        | appointments | Jane Doe | 2026-01-20T10:00 | t → C  |

    Scenario: The slot that was given up can be booked again
      Given these rows in "appointments":
        | demographic_id | provider_id | starts_at        | reason  |
        | 1006           | 100         | 2026-01-21T13:30 | a cough |
      When the caller phones "Vitara Clinic v3.0"
      Given the caller "v-jane-takes-toms"
      When the caller phones "Vitara Clinic v3.0" again
      Then these rows are added to "appointments":
        | patient  | provider       | starts_at        |
        | Jane Doe | Dr. Anna Smith | 2026-01-21T14:00 |
