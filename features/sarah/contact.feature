Feature: Whoever books is in the clinic's records
  As the clinic, we want one record a patient, found by the phone number and kept up to date.

  Background:
    Given the squad "callwaiting"

  Scenario: A new caller is added to the records
    Given the clinic "Sunrise"
    And the caller "linda"
    When the caller phones "CallWaiting AI Inbound"
    Then these rows are added to "contacts":
      | clinic  | name       | phone        | email   | sms_consent |
      | Sunrise | Linda Chen | +16045550117 | nothing | yes         |
    And these rows are added to "appointments":
      | contact    | scheduled_at |
      | Linda Chen | *            |

  Rule: A known phone number is a known patient

    Background:
      Given the clinic "Sunrise known patients"

    Scenario: A known patient who books again gets no second record
      Given a caller who wants "to book an appointment" and knows:
        | name  | Jane Smith             |
        | phone | 604-555-0123           |
        | email | jane.smith@example.com |
        | date  | Tuesday                |
        | time  | two in the afternoon   |
      When the caller phones "CallWaiting AI Inbound"
      Then nothing changes in "contacts"
      And "appointments" gains 1 row

    Scenario: A known patient with a new name is renamed, and an e-mail address not told is kept
      Given a caller who wants "to book an appointment" and knows:
        | name  | Jane Doe             |
        | phone | 604-555-0123         |
        | date  | Tuesday              |
        | time  | two in the afternoon |
      When the caller phones "CallWaiting AI Inbound"
      Then "contacts" gains 0 rows
      And these rows are changed:
        | table    | name                  | phone        | email                  |
        | contacts | Jane Smith → Jane Doe | +16045550123 | jane.smith@example.com |
      And these rows are added to "appointments":
        | contact  |
        | Jane Doe |

    Scenario: A known patient with a new e-mail address gets it changed
      Given a caller who wants "to book an appointment" and knows:
        | name  | Jane Smith           |
        | phone | 604-555-0123         |
        | email | jane@example.org     |
        | date  | Tuesday              |
        | time  | two in the afternoon |
      When the caller phones "CallWaiting AI Inbound"
      Then "contacts" gains 0 rows
      And these rows are changed:
        | table    | name       | email                                     |
        | contacts | Jane Smith | jane.smith@example.com → jane@example.org |
