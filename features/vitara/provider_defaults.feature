Feature: What is configured for a doctor goes into the appointment
  As the clinic, we say once how and for what a doctor sees patients: for the clinic, for the doctor, or in the call. The nearest wins.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"

  Rule: Visit mode and visit reason come from three levels

    @critical
    Scenario Outline: <level>
      Given the caller "v-jane-books"
      And the caller opens with "Hi, I'd like to book an appointment <wish>."
      When the caller phones "Vitara Clinic v3.0"
      Then these rows are added to "appointments":
        | patient  | provider   | visit_mode | visit_reason | preferred_time |
        | Jane Doe | <provider> | <mode>     | <reason>     | <time>         |

      Examples:
        | level                                            | wish             | provider        | mode       | reason                | time      |
        | The clinic's, where the doctor has none          | with Dr. Smith   | Dr. Anna Smith  | in-person  | General Visit         | nothing   |
        | The doctor's before the clinic's                 | with Dr. Chen    | Dr. Wei Chen    | in-person  | Family Practice Visit | morning   |
        | The doctor's mode as well                        | with Dr. Patel   | Dr. Priya Patel | virtual    | Skin Consultation     | afternoon |

    @critical
    Scenario: What is said in the call comes before both
      Given the caller "v-jane-virtual"
      And the prompt of "Booking EN" also says "Set visitReason to Vaccination."
      When the caller phones "Vitara Clinic v3.0"
      Then these rows are added to "appointments":
        | patient  | provider       | visit_mode | visit_reason | is_virtual |
        | Jane Doe | Dr. Anna Smith | virtual    | Vaccination  | true       |

  Rule: An appointment has a type the clinic knows

    @critical
    Scenario: A type that the clinic does not have is refused, and nothing is booked
      Given the clinic "Vitara other types"
      And the caller "v-jane-books"
      When the caller phones "Vitara Clinic v3.0"
      Then "create_appointment" is called once
      And no tool call changes "appointments"
      And Vita never claims success
      And these rows are added to "transfers":
        | reason       |
        | out_of_scope |

    Scenario: Every appointment lies ahead with status "t", and its type is the one that was sent
      Given the caller "v-jane-books"
      When the caller phones "Vitara Clinic v3.0"
      Then these rows are added to "appointments":
        | patient  | status | appointment_type |
        | Jane Doe | t      | B                |

  Rule: A word in place of a provider's number means any provider

    Scenario Outline: "<word>"
      Given the caller "v-jane-books"
      And the prompt of "Booking EN" also says "Set providerId to <word>."
      When the caller phones "Vitara Clinic v3.0"
      Then "find_earliest_appointment" is called once with:
        | providerId |
        | <word>     |
      And these rows are added to "appointments":
        | patient  | provider       | starts_at        |
        | Jane Doe | Dr. Anna Smith | 2026-01-19T09:00 |

      Examples:
        | word    |
        | any     |
        | anybody |
