Feature: The day the caller means
  As a caller, I say "tomorrow" or "Tuesday", and the clinic writes down the day I mean.
  "Next Tuesday" is the Tuesday of next week, and a week begins on Monday: on a Sunday it is two days ahead, on a Monday eight.

  Background:
    Given the squad "callwaiting"
    And the clinic "Sunrise"

  Scenario Outline: On Sunday, January 18, "<said>" is <date>
    Given it is "2026-01-18 10:00"
    And a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | <said>               |
      | time  | half past two        |
    When the caller phones "CallWaiting AI Inbound"
    Then "bookClinicAppointment" is called once with at least:
      | appointmentDate | appointmentTime |
      | <date>          | 14:30           |
    And these rows are added to "appointments":
      | scheduled_at    |
      | <date>T14:30    |

    Examples: said in relation to today
      | said                | date       |
      | tomorrow            | 2026-01-19 |
      | Tuesday             | 2026-01-20 |
      | this Friday         | 2026-01-23 |
      | next Tuesday        | 2026-01-20 |
      | a week from Tuesday | 2026-01-27 |
      | in three days       | 2026-01-21 |

    Examples: said outright
      | said                | date       |
      | January 22          | 2026-01-22 |
      | the 22nd of January | 2026-01-22 |
      | February 3rd, 2026  | 2026-02-03 |
      | 2026-01-22          | 2026-01-22 |

  Scenario Outline: On <today>, "<said>" is <date>
    Given it is "<today>"
    And a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe           |
      | phone | 604-555-0123       |
      | date  | <said>             |
      | time  | ten in the morning |
    When the caller phones "CallWaiting AI Inbound"
    Then these rows are added to "appointments":
      | scheduled_at  |
      | <date>T10:00  |

    Examples: the same words on other days
      | today            | said         | date       |
      | 2026-01-19 16:00 | next Tuesday | 2026-01-27 |
      | 2026-01-30 16:00 | tomorrow     | 2026-01-31 |
      | 2026-12-31 16:00 | tomorrow     | 2027-01-01 |

  Scenario: A date in the past is refused, and Sarah asks for another day
    Given a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | January 5, 2026      |
      | time  | two in the afternoon |
    And the caller would also take "Thursday" for "date"
    When the caller phones "CallWaiting AI Inbound"
    Then Sarah says "in the past"
    And "bookClinicAppointment" is called once with at least:
      | appointmentDate |
      | 2026-01-22      |
    And these rows are added to "appointments":
      | contact  | scheduled_at     |
      | Jane Doe | 2026-01-22T14:00 |

  Scenario: A caller who only wants a day in the past gets no appointment
    Given a caller who wants "to book an appointment" and knows:
      | name  | Jane Doe             |
      | phone | 604-555-0123         |
      | date  | January 5, 2026      |
      | time  | two in the afternoon |
    When the caller phones "CallWaiting AI Inbound"
    Then Sarah says "in the past"
    And Sarah never claims success
    And nothing changes in the database
    And the call ends politely
