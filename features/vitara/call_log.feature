Feature: Every call leaves one line in the log, with what came of it
  As the clinic, we want to see at the end of the day what callers came for and what they got.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"

  Rule: Each ending has its outcome

    @critical
    Scenario Outline: A call of "<caller>" is logged as <outcome>
      Given the caller "<caller>"
      When the caller phones "Vitara Clinic v3.0"
      Then "log_call_metadata" is called once
      And no tool call changes "call_logs"
      And once the call is over these rows are added to "call_logs":
        | outcome   | language | phone    | patient   | appointment_id | ended_reason        |
        | <outcome> | en       | <number> | <patient> | <appointment>  | customer-ended-call |

      Examples:
        | caller             | outcome     | number       | patient     | appointment |
        | v-jane-books       | booked      | +16045550123 | Jane Doe    | 5006        |
        | v-jane-reschedules | rescheduled | +16045550123 | Jane Doe    | 5006        |
        | v-tom-cancels      | cancelled   | +16045550145 | Tom Baker   | 5003        |
        | v-nora-registers   | registered  | +16045550131 | Nora Bell   | nothing     |
        | v-omar-frustrated  | transferred | +16045550166 | Omar Haddad | nothing     |
        | v-jane-asks        | no_action   | +16045550123 | nothing     | nothing     |

    @critical
    Scenario: A call that ends on the waiting list
      Given the clinic "Vitara not accepting"
      And the caller "v-nora-waits"
      When the caller phones "Vitara Clinic v3.0"
      Then "log_call_metadata" is called once
      And once the call is over these rows are added to "call_logs":
        | outcome    | language | phone        | patient | appointment_id |
        | waitlisted | en       | +16045550131 | nothing | nothing        |

    Scenario: A caller who thinks better of registering is logged with no outcome of its own
      Given a caller who says:
        | I'd like to register as a new patient. |
        | No, thank you. Goodbye.                |
      And the caller phones from "+16045550131"
      When the caller phones "Vitara Clinic v3.0"
      Then "Registration EN" says "Goodbye"
      And once the call is over these rows are added to "call_logs":
        | outcome   | language | phone        |
        | no_action | en       | +16045550131 |

  Rule: A call is logged even when nobody got round to saying how it ended

    @critical
    Scenario: A caller who hangs up in the middle leaves a line without an outcome
      Given the caller "v-jane-books"
      And when asked to confirm, the caller hangs up
      When the caller phones "Vitara Clinic v3.0"
      Then "log_call_metadata" is never called
      And these rows are added and nothing else changes:
        | table     | phone        | outcome | language | patient | ended_reason        |
        | call_logs | +16045550123 | nothing | nothing | nothing | customer-ended-call |

    Scenario: A caller who falls silent leaves a line that says so
      Given the caller "v-jane-books"
      And when asked to confirm, the caller keeps silent for 60 seconds
      When the caller phones "Vitara Clinic v3.0"
      Then once the call is over these rows are added to "call_logs":
        | phone        | outcome | ended_reason      |
        | +16045550123 | nothing | silence-timed-out |

    Scenario: A note that cannot be kept stops nobody
      Given "log_call_metadata" answers HTTP 500, before it has done anything
      And the caller "v-jane-books"
      When the caller phones "Vitara Clinic v3.0"
      Then "appointments" gains 1 row
      And "Booking EN" says "is booked"
      And once the call is over these rows are added to "call_logs":
        | phone        | outcome |
        | +16045550123 | nothing |

  Rule: The note and the report become one line, once

    @critical
    Scenario: The report on a call that ended is merged with the note, however often it comes
      When this is posted to "/api/vapi/log-call":
        """
        {"message": {"type": "tool-calls", "call": {"id": "call-1", "customer": {"number": "+16045550123"}},
          "toolCallList": [{"id": "t1", "type": "function", "function": {"name": "log_call_metadata",
            "arguments": {"language": "zh", "callOutcome": "cancelled", "appointmentId": 5001, "demographicId": 1001}}}]}}
        """
      Then the server answers HTTP 200
      And posting it changed nothing in the database
      When this is posted to "/api/vapi":
        """
        {"message": {"type": "end-of-call-report", "endedReason": "customer-ended-call",
          "call": {"id": "call-1", "customer": {"number": "+16045550123"}}}}
        """
      Then posting it added these rows to "call_logs":
        | call_id | phone        | language | outcome   | appointment_id | patient  | ended_reason        |
        | call-1  | +16045550123 | zh       | cancelled | 5001           | Jane Doe | customer-ended-call |
      When the same is posted again
      Then posting it changed nothing in the database

    Scenario: Of two notes on one call the last one counts
      When this is posted to "/api/vapi/log-call":
        """
        {"message": {"type": "tool-calls", "call": {"id": "call-2", "customer": {"number": "+16045550123"}},
          "toolCallList": [
            {"id": "t1", "type": "function", "function": {"name": "log_call_metadata",
              "arguments": {"language": "en", "callOutcome": "registered", "demographicId": 1001}}},
            {"id": "t2", "type": "function", "function": {"name": "log_call_metadata",
              "arguments": {"language": "en", "callOutcome": "booked", "appointmentId": 5001, "demographicId": 1001}}}]}}
        """
      And this is posted to "/api/vapi":
        """
        {"message": {"type": "end-of-call-report", "endedReason": "assistant-ended-call",
          "call": {"id": "call-2", "customer": {"number": "+16045550123"}}}}
        """
      Then posting it added these rows to "call_logs":
        | call_id | outcome | appointment_id |
        | call-2  | booked  | 5001           |

    Scenario Outline: A note with <wrong> is refused and leaves no outcome
      When this is posted to "/api/vapi/log-call":
        """
        {"message": {"type": "tool-calls", "call": {"id": "call-3", "customer": {"number": "+16045550123"}},
          "toolCallList": [{"id": "t1", "type": "function", "function": {"name": "log_call_metadata",
            "arguments": {"language": "<language>", "callOutcome": "<outcome>"}}}]}}
        """
      Then the answer's "results.0.result" contains:
        """
        invalid_argument
        """
      When this is posted to "/api/vapi":
        """
        {"message": {"type": "end-of-call-report", "endedReason": "customer-ended-call",
          "call": {"id": "call-3", "customer": {"number": "+16045550123"}}}}
        """
      Then posting it added these rows to "call_logs":
        | call_id | outcome | language |
        | call-3  | nothing | nothing  |

      Examples:
        | wrong              | language | outcome |
        | an unknown outcome | en       | happy   |
        | an unknown tongue  | fr       | booked  |
