Feature: Each assistant has the tools of its trade, and no others
  As the clinic, we want the files to say what was agreed: which of nine assistants may do what, and to whom it may hand a call.

  Background:
    Given the squad "vitara"

  Rule: The files say who has which tool, and nobody has one that is no longer in use

    @critical
    Scenario: Fourteen tools and eight hand-overs, as they were given out
      When the files of "Vitara Clinic v3.0" are read
      Then its tools belong to:
        | tool                              | Router | Patient-ID EN | Patient-ID ZH | Booking EN | Booking ZH | Modification EN | Modification ZH | Registration EN | Registration ZH |
        | search_patient_by_phone           |        | X             | X             |            |            |                 |                 |                 |                 |
        | search_patient                    |        | X             | X             |            |            |                 |                 |                 |                 |
        | get_patient                       |        |               |               |            |            |                 |                 |                 |                 |
        | get_clinic_info                   | X      | X             | X             |            |            |                 |                 |                 |                 |
        | get_providers                     |        |               |               | X          | X          | X               | X               |                 |                 |
        | find_earliest_appointment         |        |               |               | X          | X          | X               | X               |                 |                 |
        | check_appointments                |        |               |               | X          | X          | X               | X               |                 |                 |
        | create_appointment                |        |               |               | X          | X          | X               | X               |                 |                 |
        | update_appointment                |        |               |               |            |            | X               | X               |                 |                 |
        | cancel_appointment                |        |               |               |            |            | X               | X               |                 |                 |
        | register_new_patient              |        |               |               |            |            |                 |                 | X               | X               |
        | add_to_waitlist                   |        |               |               |            |            |                 |                 | X               | X               |
        | log_call_metadata                 | X      |               |               | X          | X          | X               | X               | X               | X               |
        | transfer_call                     | X      | X             | X             | X          | X          | X               | X               | X               | X               |
        | handoff_to_patient_id_en          | X      |               |               |            |            |                 |                 |                 |                 |
        | handoff_to_patient_id_zh          | X      |               |               |            |            |                 |                 |                 |                 |
        | handoff_to_booking_en             |        | X             |               |            |            |                 |                 | X               |                 |
        | handoff_to_booking_zh             |        |               | X             |            |            |                 |                 |                 | X               |
        | handoff_to_modification_en        |        | X             |               | X          |            |                 |                 |                 |                 |
        | handoff_to_modification_zh        |        |               | X             |            | X          |                 |                 |                 |                 |
        | handoff_to_registration_en        |        | X             |               |            |            |                 |                 |                 |                 |
        | handoff_to_registration_zh        |        |               | X             |            |            |                 |                 |                 |                 |
        | getUpcomingAppointments           |        |               |               |            |            |                 |                 |                 |                 |
        | get_available_slots               |        |               |               |            |            |                 |                 |                 |                 |
        | getAvailableSlots                 |        |               |               |            |            |                 |                 |                 |                 |
        | findAppointmentByPreference       |        |               |               |            |            |                 |                 |                 |                 |
        | checkNewPatientAcceptance         |        |               |               |            |            |                 |                 |                 |                 |
        | sendConfirmationSMS               |        |               |               |            |            |                 |                 |                 |                 |
        | google_sheets_tool                |        |               |               |            |            |                 |                 |                 |                 |
        | google_calendar_tool              |        |               |               |            |            |                 |                 |                 |                 |
        | google_calendar_check_availability |       |               |               |            |            |                 |                 |                 |                 |

    Scenario Outline: Nobody uses what it does not own, whatever <caller> wants
      Given the clinic "Vitara"
      And the caller "<caller>"
      When the caller phones "Vitara Clinic v3.0"
      Then every assistant uses only tools of its own
      And every tool call satisfies its schema
      And "get_patient" is never called
      And the harness finds nothing wrong

      Examples:
        | caller             |
        | v-jane-books       |
        | v-jane-reschedules |
        | v-tom-cancels      |
        | v-nora-registers   |
        | v-jane-and-more    |

  Rule: The server still answers what no assistant asks for any more

    Background:
      Given the clinic "Vitara"

    Scenario Outline: The retired function <function> answers, and changes nothing
      When this is posted to "/api/vapi":
        """
        {"message": {"type": "tool-calls", "call": {"id": "call-1", "customer": {"number": "+16045550123"}},
          "toolCallList": [{"id": "t1", "type": "function", "function": {"name": "<function>", "arguments": <arguments>}}]}}
        """
      Then the server answers HTTP 200
      And the answer's "results.0.result" contains:
        """
        <answer>
        """
      And posting it changed nothing in the database

      Examples:
        | function                    | arguments                                              | answer                              |
        | getUpcomingAppointments     | {"demographicId": 1001}                                | 2026-01-20T10:00                    |
        | get_available_slots         | {"startDate": "2026-01-19", "endDate": "2026-01-19"}   | 2026-01-19T09:00                    |
        | getAvailableSlots           | {"startDate": "2026-01-19", "endDate": "2026-01-19"}   | 2026-01-19T09:00                    |
        | findAppointmentByPreference | {"preference": "Tuesday afternoon"}                    | 2026-01-20T13:30                    |
        | checkNewPatientAcceptance   | {}                                                     | The clinic is accepting new patients |
        | sendConfirmationSMS         | {}                                                     | nothing was sent now                |

    Scenario: A function nobody ever had is refused by its name
      When this is posted to "/api/vapi":
        """
        {"message": {"type": "tool-calls", "call": {"id": "call-1"},
          "toolCallList": [{"id": "t1", "type": "function", "function": {"name": "google_calendar_tool", "arguments": {}}}]}}
        """
      Then the server answers HTTP 200
      And the answer's "results.0.result" contains:
        """
        There is no function google_calendar_tool here
        """
      And posting it changed nothing in the database

    Scenario Outline: The function's name decides, not the path "<path>"
      When this is posted to "<path>":
        """
        {"message": {"type": "tool-calls", "call": {"id": "call-1", "customer": {"number": "+16045550123"}},
          "toolCallList": [{"id": "t1", "type": "function",
            "function": {"name": "get_patient", "arguments": {"<parameter>": 1005}}}]}}
        """
      Then the server answers HTTP 200
      And the answer's "results.0.result" contains:
        """
        I found the file of Tom Baker
        """

      Examples:
        | path                          | parameter     |
        | /api/vapi                     | demographicId |
        | /api/vapi/get-patient         | patientId     |
        | /api/vapi/cancel-appointment  | demographicId |
