Feature: The clinic's server answers in the format it was asked in
  As the clinic's developers, we want every request answered, and every refusal to name what is wrong.

  Background:
    Given the clinic "Sunrise"

  Rule: A booking is answered in the format of its request

    @critical
    Scenario: The new format, with a tool call id
      When this is posted to "/api/vapi/tools/bookClinicAppointment":
        """
        {
          "toolCallId": "call_1",
          "tool": {"arguments": {"patientName": "Jane Doe", "patientPhone": "604-555-0123", "appointmentDate": "2026-01-20", "appointmentTime": "14:00"}},
          "customer": {"metadata": {"org_id": "46cf2995-2bee-44e3-838b-24151486fe4e"}}
        }
        """
      Then the server answers HTTP 200 with:
        """
        {"toolCallId": "call_1", "result": {"success": true, "appointmentId": "*", "scheduledAt": "2026-01-20T14:00", "smsSent": false, "calendarSynced": false}}
        """
      And posting it added these rows to "appointments":
        | scheduled_at     | status |
        | 2026-01-20T14:00 | booked |
      And posting it added these rows to "contacts":
        | name     | phone        |
        | Jane Doe | +16045550123 |

    Scenario: The legacy format, without a tool call id
      When this is posted to "/api/vapi/tools/bookClinicAppointment":
        """
        {
          "tool": {"arguments": {"patientName": "Jane Doe", "patientPhone": "604-555-0123", "appointmentDate": "2026-01-20", "appointmentTime": "14:00"}},
          "customer": {"metadata": {"org_id": "46cf2995-2bee-44e3-838b-24151486fe4e"}}
        }
        """
      Then the server answers HTTP 200 with:
        """
        {"toolResult": {"content": "*"}, "speech": "Your appointment is confirmed for Tuesday, January 20 at 2:00 PM."}
        """
      And the answer has no "toolCallId"
      And posting it added 1 row to "appointments"

    @critical
    Scenario: The platform's own envelope, with arguments as an object
      When this is posted to "/api/vapi/tools/bookClinicAppointment":
        """
        {"message": {
          "type": "tool-calls",
          "toolCallList": [{"id": "call_7", "type": "function", "function": {
            "name": "bookClinicAppointment",
            "arguments": {"patientName": "Jane Doe", "patientPhone": "604-555-0123", "appointmentDate": "2026-01-20", "appointmentTime": "14:00"}
          }}]
        }}
        """
      Then the server answers HTTP 200 with:
        """
        {"results": [{"toolCallId": "call_7", "name": "bookClinicAppointment", "result": "*"}]}
        """
      And the answer's "results.0.result" contains:
        """
        "success":true
        """
      And posting it added 1 row to "appointments"

    Scenario: The platform's own envelope, with arguments as text, for two patients at once
      When this is posted to "/api/vapi/tools/bookClinicAppointment":
        """
        {"message": {
          "type": "tool-calls",
          "toolCallList": [
            {"id": "call_8", "type": "function", "function": {"name": "bookClinicAppointment",
              "arguments": "{\"patientName\": \"Jane Doe\", \"patientPhone\": \"604-555-0123\", \"appointmentDate\": \"2026-01-20\", \"appointmentTime\": \"14:00\"}"}},
            {"id": "call_9", "type": "function", "function": {"name": "bookClinicAppointment",
              "arguments": "{\"patientName\": \"Omar Haddad\", \"patientPhone\": \"604-555-0187\", \"appointmentDate\": \"2026-01-20\", \"appointmentTime\": \"15:00\"}"}}
          ]
        }}
        """
      Then the server answers HTTP 200 with:
        """
        {"results": [{"toolCallId": "call_8", "result": "*"}, {"toolCallId": "call_9", "result": "*"}]}
        """
      And posting it added 2 rows to "appointments"
      And posting it added 2 rows to "contacts"

    Scenario: The same tool call id twice is one booking, and gets the same answer
      When this is posted to "/api/vapi/tools/bookClinicAppointment":
        """
        {
          "toolCallId": "call_1",
          "tool": {"arguments": {"patientName": "Jane Doe", "patientPhone": "604-555-0123", "appointmentDate": "2026-01-20", "appointmentTime": "14:00"}}
        }
        """
      Then posting it added 1 row to "appointments"
      When the same is posted again
      Then the server answers as before
      And posting it changed nothing in the database

  Rule: A refusal names what is wrong and changes nothing

    @critical
    Scenario Outline: A request with <wrong> gets an answer that says so
      When this is posted to "/api/vapi/tools/bookClinicAppointment":
        """
        {
          "toolCallId": "call_1",
          "tool": {"arguments": {"patientName": "Jane Doe", <arguments>}},
          "customer": {"metadata": {"org_id": "<organisation>"}}
        }
        """
      Then the server answers HTTP 200 with:
        """
        {"toolCallId": "call_1", "result": {"success": false, "reason": "<reason>", "parameters": <named>}}
        """
      And posting it changed nothing in the database

      Examples:
        | wrong                    | arguments                                                                                        | organisation                         | reason               | named                |
        | no phone number          | "appointmentDate": "2026-01-20", "appointmentTime": "14:00"                                      | 46cf2995-2bee-44e3-838b-24151486fe4e | invalid_argument     | ["patientPhone"]     |
        | a phone number too short | "patientPhone": "555-0123", "appointmentDate": "2026-01-20", "appointmentTime": "14:00"          | 46cf2995-2bee-44e3-838b-24151486fe4e | invalid_argument     | ["patientPhone"]     |
        | a day in words           | "patientPhone": "604-555-0123", "appointmentDate": "Tuesday", "appointmentTime": "14:00"         | 46cf2995-2bee-44e3-838b-24151486fe4e | invalid_argument     | ["appointmentDate"]  |
        | no day and no time       | "patientPhone": "604-555-0123"                                                                   | 46cf2995-2bee-44e3-838b-24151486fe4e | invalid_argument     | ["appointmentDate", "appointmentTime"] |
        | a day in the past        | "patientPhone": "604-555-0123", "appointmentDate": "2026-01-05", "appointmentTime": "14:00"      | 46cf2995-2bee-44e3-838b-24151486fe4e | past_date            | []                   |
        | an unknown clinic        | "patientPhone": "604-555-0123", "appointmentDate": "2026-01-20", "appointmentTime": "14:00"      | 00000000-0000-0000-0000-000000000000 | unknown_organization | []                   |

    Scenario: Broken JSON is refused
      When this is posted to "/api/vapi/tools/bookClinicAppointment":
        """
        {"toolCallId": "call_1", "tool": {"arguments":
        """
      Then the server answers HTTP 400
      And posting it changed nothing in the database

    Scenario: A path nobody serves is not found
      When this is posted to "/api/vapi-tools/bookClinicAppointment":
        """
        {"toolCallId": "call_1", "tool": {"arguments": {"patientName": "Jane Doe", "patientPhone": "604-555-0123", "appointmentDate": "2026-01-20", "appointmentTime": "14:00"}}}
        """
      Then the server answers HTTP 404
      And posting it changed nothing in the database
