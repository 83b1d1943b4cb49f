Feature: Every step, where its promise is broken

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

  Scenario Outline: <step>
    When the caller phones "Porter"
    Then <step>

    Examples:
      | step                                                                       |
      | "holdRoom" is called before "findRoom"                                     |
      | "holdRoom" is called immediately before "findRoom"                         |
      | "holdRoom" is called twice                                                 |
      | "holdRoom" is never called                                                 |
      | "holdRoom" is called at least twice                                        |
      | "findRoom" is called at most 0 times                                       |
      | no tool but "findRoom" is called                                           |
      | Bea asks the caller for the e-mail address                                 |
      | Bea never asks for the last name                                           |
      | Bea has the details confirmed once before calling "holdRoom"               |
      | Bea says "goodbye, dear"                                                   |
      | Bea never says "anything else"                                             |
      | Bea speaks Chinese throughout                                              |
      | Bea answers the phone with "Hello."                                        |
      | the caller hears nothing while "holdRoom" works                            |
      | the caller hears "One moment." while "holdRoom" works                      |
      | there are never more than 0.1 seconds of dead air                          |
      | the call ends because "silence-timed-out"                                  |
      | "appointments" gains 1 row                                                 |
      | the caller speaks at most once                                             |

  Scenario: Other arguments
    When the caller phones "Porter"
    Then "holdRoom" is called with:
      | roomId | lastName | arrivalDate |
      | R7     | Lund     | 2026-01-20  |

  Scenario: Another order
    When the caller phones "Porter"
    Then the tools are called in this order:
      | holdRoom |
      | findRoom |

  Scenario: Rows that are not added
    When the caller phones "Porter"
    Then these rows are added:
      | table        | status |
      | appointments | booked |

  Scenario: Rows that are not removed
    When the caller phones "Porter"
    Then these rows are removed:
      | table        | status |
      | appointments | booked |

  Scenario: Rows that are not changed
    When the caller phones "Porter"
    Then these rows are changed:
      | table        | status             |
      | appointments | booked → cancelled |
