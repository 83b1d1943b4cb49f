Feature: Every step, where its promise is kept

  Rule: A squad with two tools and answers from the scenario

    Background:
      Given the squad "inn"
      And "findRoom" answers:
        """
        {"success": true, "roomId": "R7"}
        """
      And "holdRoom" answers:
        """
        {"success": true, "message": "Room R7 is held for you."}
        """
      And a caller who wants "to hold a room" and knows:
        | last name    | Berg    |
        | arrival date | Tuesday |

    Scenario: Order and number of tool calls
      When the caller phones "Porter"
      Then "findRoom" is called before "holdRoom"
      And "findRoom" is called immediately before "holdRoom"
      And the tools are called in this order:
        | findRoom |
        | holdRoom |
      And "holdRoom" is called at least once
      And "holdRoom" is called at most once
      And every tool call satisfies its schema
      And "holdRoom" is called with:
        | roomId | lastName | arrivalDate |
        | R7     | Berg     | 2026-01-20  |
      And "holdRoom" is called once with at least:
        | lastName |
        | Berg     |
      And the caller hears nothing while "findRoom" works
      And the caller hears "Let me hold that for you." while "holdRoom" works
      And the harness finds nothing wrong
      And there are never more than 3 seconds of dead air

    Scenario: One tool less
      Given "Porter" does not have the tool "holdRoom"
      And a caller who wants "to find a room" and knows:
        | arrival date | Tuesday |
      When the caller phones "Porter"
      Then no tool but "findRoom" is called

    Scenario: The caller opens, and tells everything
      Given the caller opens with "Good evening, I'd like to hold a room."
      And the caller tells everything at once
      When the caller phones "Porter"
      Then Bea never asks for the last name
      And Bea never asks for the arrival date

    Scenario: What the prompt says is what is done
      Given the prompt of "Porter" also says "Before you hold a room, read the details back and ask the guest to confirm."
      When the caller phones "Porter"
      Then Bea has the details confirmed once before calling "holdRoom"
      And Bea has the caller confirm "lastName, arrivalDate" before calling "holdRoom"

    Scenario: A text of the prompt is another
      Given the prompt of "Porter" says "the arrival date" instead of "the guest's last name and the arrival date"
      And the tool "holdRoom" does not require "lastName"
      When the caller phones "Porter"
      Then Bea never asks for the last name

    Scenario: The first message is another
      Given "Porter" answers the phone with "Good day, the Old Inn."
      When the caller phones "Porter"
      Then Bea answers the phone with "Good day, the Old Inn."

    Scenario: A parameter is required, or is not there at all
      Given the tool "holdRoom" does not require "lastName"
      And the tool "holdRoom" requires "lastName"
      And the tool "findRoom" is described as "Finds a free room for a day. Returns its roomId."
      When the caller phones "Porter"
      Then Bea asks the caller for the last name

    Scenario: A parameter is gone
      Given the tool "holdRoom" has no parameter "lastName"
      When the caller phones "Porter"
      Then "holdRoom" is called once with:
        | roomId | arrivalDate |
        | R7     | 2026-01-20  |

    Scenario: Variables and the caller's number reach the prompt
      Given the variable "tier" is "gold"
      And a caller who says:
        | Am I a gold member when I phone from here? |
        | Good to know, goodbye.                     |
      And the caller phones from "+16045550177"
      When the caller phones "Porter"
      Then Bea says "/gold member/"
      And Bea says "/6045550177/"

    Scenario: The caller does not know something
      Given the caller does not know "last name"
      And the prompt of "Porter" also says "The last name is optional."
      And the tool "holdRoom" does not require "lastName"
      When the caller phones "Porter"
      Then "holdRoom" is called once with:
        | roomId | arrivalDate |
        | R7     | 2026-01-20  |

    Scenario: A planted fault is reported
      Given the server URL of "holdRoom" is "http://10.0.0.7/hold"
      When the caller phones "Porter"
      Then the harness reports "the phone platform cannot reach it"
      And the harness blames the contract, and reports "never reached a server"

    Scenario: Nobody asks
      Given the prompt of "Porter" says nothing about "last name"
      And the tool "holdRoom" does not require "lastName"
      When the caller phones "Porter"
      Then the harness reports that Bea never asked for the last name

  Rule: A backend with a database

    Background:
      Given the squad "callwaiting"
      And the clinic "Sunrise"

    Scenario: Rows that are there before anybody phones
      Given these rows in "openings":
        | org_id                               | provider | starts_at        |
        | 46cf2995-2bee-44e3-838b-24151486fe4e | Dr. Lee  | 2026-01-22T11:00 |
      And the call is for the organisation "46cf2995-2bee-44e3-838b-24151486fe4e"
      And a caller who wants "to book an appointment" and knows:
        | name  | Jane Doe     |
        | phone | 604-555-0123 |
        | date  | Thursday     |
        | time  | 11 AM        |
      When the caller phones "CallWaiting AI Inbound"
      Then these rows are added to "appointments":
        | contact  | provider |
        | Jane Doe | Dr. Lee  |

    Scenario: A caller who knows everything
      Given a caller who wants "to book an appointment" and knows "everything"
      When the caller phones "CallWaiting AI Inbound"
      Then "appointments" gains 1 row
