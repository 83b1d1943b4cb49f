Feature: One language from the first answer to the goodbye
  As a caller, I am spoken to in the language I answered in, by everybody.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"

  @critical
  Scenario Outline: <caller> hears English from the first answer to the goodbye
    Given the caller "<caller>"
    When the caller phones "Vitara Clinic v3.0"
    Then from "Patient-ID EN" on everything is said in English
    And "Patient-ID ZH" is never on the line
    And the call ends politely

    Examples:
      | caller             |
      | v-jane-books       |
      | v-jane-reschedules |
      | v-tom-cancels      |
      | v-nora-registers   |
      | v-omar-frustrated  |

  Scenario: What is written down says English too
    Given the caller "v-jane-books"
    When the caller phones "Vitara Clinic v3.0"
    Then these rows are added to "appointments":
      | patient  | language |
      | Jane Doe | en       |
    And these rows are added to "sms_outbox":
      | patient  | language |
      | Jane Doe | en       |
    And once the call is over these rows are added to "call_logs":
      | language |
      | en       |

  Scenario: The first voice answers an English question in English
    Given the caller "v-jane-asks"
    When the caller phones "Vitara Clinic v3.0"
    Then everything the caller hears is in English
    And the call is taken by "Router"
