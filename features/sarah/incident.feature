@incident
Feature: The three faults of January 18 are found before anyone phones
  On January 18, 2026 a live test call failed: the server's address was on somebody's own machine, the tool did not require the
  phone number, so that Sarah never asked for it, and a hyphen in the address stood where a slash belongs. Each fault is planted
  here on purpose, and must be reported, alone and by its name.

  Background:
    Given the squad "callwaiting"
    And the clinic "Sunrise"
    And a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | Tuesday              |
      | time  | two in the afternoon |

  Rule: A phone number that nothing asks for is never asked for

    @critical
    Scenario: Neither the tool nor the prompt insists on the phone number
      Given the tool "bookClinicAppointment" does not require "patientPhone"
      And the prompt of "CallWaiting AI Inbound" says nothing about "phone"
      When the caller phones "CallWaiting AI Inbound"
      Then the harness reports that Sarah never asked for the phone number, because "patientPhone is not in `required`"
      And Sarah never claims success
      And nothing changes in the database

    Scenario: The tool alone still makes Sarah ask
      Given the prompt of "CallWaiting AI Inbound" says nothing about "phone"
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah asks for the phone number before calling "bookClinicAppointment"
      And the harness finds nothing wrong
      And "appointments" gains 1 row

    Scenario: The prompt alone still makes Sarah ask
      Given the tool "bookClinicAppointment" does not require "patientPhone"
      When the caller phones "CallWaiting AI Inbound"
      Then Sarah asks for the phone number before calling "bookClinicAppointment"
      And the harness finds nothing wrong
      And "appointments" gains 1 row

  Rule: A server nobody can reach books nothing, and Sarah does not pretend

    @critical
    Scenario: The server address is on somebody's own machine
      Given the server URL of "bookClinicAppointment" is "http://localhost:3001/api/vapi/tools/bookClinicAppointment"
      When the caller phones "CallWaiting AI Inbound"
      Then the harness reports exactly:
        | owner    | finding                              |
        | contract | the phone platform cannot reach it   |
      And Sarah never claims success
      And Sarah says "/call(s)? (you )?back/"
      And nothing changes in the database

    @critical
    Scenario: The path has a hyphen where a slash belongs
      Given the server URL of "bookClinicAppointment" has "/api/vapi-tools/" instead of "/api/vapi/tools/"
      When the caller phones "CallWaiting AI Inbound"
      Then the harness reports exactly:
        | owner    | finding                                                                  |
        | contract | knows no such path: /api/vapi-tools/bookClinicAppointment (HTTP 404) |
      And Sarah never claims success
      And Sarah says "/call(s)? (you )?back/"
      And nothing changes in the database
