Feature: Text messages
  As a patient, I decide whether the clinic texts me, and I am told of a text only when one is on its way.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"

  @critical
  Scenario: A caller who wants a text gets one, and is told so
    Given the caller "v-jane-books"
    When the caller phones "Vitara Clinic v3.0"
    Then "Booking EN" says "Would you like a text message with the details?"
    And these rows are added to "sms_outbox":
      | patient  | phone        | template | language | status |
      | Jane Doe | +16045550123 | booked   | en       | queued |
    And "Booking EN" says "A text message is on its way."

  @critical
  Scenario: A caller who declines is not texted, and hears of no text
    Given the caller "v-jane-no-texts"
    When the caller phones "Vitara Clinic v3.0"
    Then "create_appointment" is called once with at least:
      | smsConsent |
      | false      |
    And nothing changes in "sms_outbox"
    And Vita never says "on its way"
    And these rows are added and nothing else changes:
      | table        | patient  | starts_at        | outcome |
      | appointments | Jane Doe | 2026-01-19T09:00 |         |
      | call_logs    | Jane Doe |                  | booked  |

  @critical
  Scenario: The phone on the kitchen wall takes no text, so none is promised
    Given the caller "v-susan-books"
    When the caller phones "Vitara Clinic v3.0"
    Then "create_appointment" is called once with at least:
      | demographicId | smsConsent |
      | 1004          | true       |
    And these rows are added to "appointments":
      | patient      | starts_at        |
      | Susan Martin | 2026-01-19T09:00 |
    And nothing changes in "sms_outbox"
    And Vita never says "on its way"

  Scenario: A move is texted
    Given the caller "v-jane-reschedules"
    When the caller phones "Vitara Clinic v3.0"
    Then these rows are added to "sms_outbox":
      | patient  | template    | language | body                                                                                                     |
      | Jane Doe | rescheduled | en       | Vitara Family Clinic: your appointment was moved to Monday, January 19 at 9:00 AM, with Dr. Anna Smith. |

  Scenario: A cancellation is texted
    Given the caller "v-tom-cancels"
    When the caller phones "Vitara Clinic v3.0"
    Then these rows are added to "sms_outbox":
      | patient   | template  | language | body                                                                                                         |
      | Tom Baker | cancelled | en       | Vitara Family Clinic: your appointment on Wednesday, January 21 at 2:00 PM with Dr. Anna Smith was cancelled. |

  Scenario: Whoever declined texts for one matter gets none for the next
    Given the caller "v-jane-no-texts-and-more"
    When the caller phones "Vitara Clinic v3.0"
    Then "cancel_appointment" is called once with at least:
      | appointmentId | smsConsent |
      | 5001          | false      |
    And nothing changes in "sms_outbox"
    And Vita asks at most once for the sms consent
