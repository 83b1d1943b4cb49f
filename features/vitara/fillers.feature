Feature: The caller is never left in silence
  As a caller, I want to hear that somebody is looking, and not a sentence before every second step.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"

  Rule: Three tools take a while, and say so

    @critical
    Scenario: A booking is heard looking up the file and the calendar
      Given the caller "v-jane-books"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears "Let me pull up your file." while "search_patient_by_phone" works
      And the caller hears "Let me check what's available." while "find_earliest_appointment" works

    Scenario: A cancellation is heard looking up the appointments
      Given the caller "v-tom-cancels"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears "Let me look that up." while "check_appointments" works

  Rule: The others are quick, and make no sound of their own

    Scenario: Booking and noting it down
      Given the caller "v-jane-books"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears nothing while "create_appointment" works
      And the caller hears nothing while "log_call_metadata" works

    Scenario: Moving an appointment
      Given the caller "v-jane-reschedules"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears nothing while "update_appointment" works

    Scenario: Cancelling an appointment
      Given the caller "v-tom-cancels"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears nothing while "cancel_appointment" works

    Scenario: Registering
      Given the caller "v-nora-registers"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears nothing while "register_new_patient" works

    Scenario: Waiting for a place
      Given the clinic "Vitara not accepting"
      And the caller "v-nora-waits"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears nothing while "add_to_waitlist" works

    Scenario: Being looked for by name
      Given a caller who says:
        | I'd like to book an appointment. |
        | My name is Jane Doe.             |
      And the caller phones from "+16045550111"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears nothing while "search_patient" works

    Scenario: Being told the opening hours
      Given the caller "v-jane-asks"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears nothing while "get_clinic_info" works

    Scenario: Being put through
      Given the caller "v-omar-frustrated"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears nothing while "transfer_call" works

  Rule: No silence is longer than three seconds

    @critical
    Scenario Outline: <caller> never waits in silence
      Given the caller "<caller>"
      When the caller phones "Vitara Clinic v3.0"
      Then there are never more than 3 seconds of dead air

      Examples:
        | caller             |
        | v-jane-books       |
        | v-jane-reschedules |
        | v-tom-cancels      |
        | v-nora-registers   |
        | v-omar-frustrated  |
        | v-jane-and-more    |

    Scenario: A calendar that takes two seconds is covered by what is said meanwhile
      Given the caller "v-jane-books"
      And "find_earliest_appointment" answers 2 seconds late
      When the caller phones "Vitara Clinic v3.0"
      Then there are never more than 3 seconds of dead air
      And "appointments" gains 1 row

    Scenario: Without the sentence the same two seconds and what follows would be silence
      Given the platform says "" while "find_earliest_appointment" works
      And the caller "v-jane-books"
      When the caller phones "Vitara Clinic v3.0"
      Then the caller hears nothing while "find_earliest_appointment" works
