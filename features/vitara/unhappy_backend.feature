Feature: When the clinic's server does not answer as it should
  As a patient, I would rather hear that it did not work than wait in vain.
  As the clinic, whatever goes wrong on the line, we want nothing done twice, and nothing claimed that did not happen.

  Background:
    Given the squad "vitara"

  Rule: Booking

    @critical
    Scenario Outline: create_appointment <trouble>
      Given the clinic "Vitara"
      And the caller "v-jane-books"
      And "create_appointment" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "create_appointment" is called once
      And "appointments" gains <rows> rows
      And Vita never claims success
      And Vita never says "is booked"
      And "Booking EN" says "sorry"
      And these rows are added to "transfers":
        | reason       |
        | out_of_scope |
      And the call ends politely

      Examples: the request is lost, so nothing is booked
        | trouble                                         | rows |
        | times out, before it has done anything          | 0    |
        | answers HTTP 500, before it has done anything   | 0    |

      Examples: the answer is lost, so the staff are told of a call that may have booked
        | trouble                           | rows |
        | times out                         | 1    |
        | answers 25 seconds late           | 1    |
        | answers with broken JSON          | 1    |
        | answers with an empty result      | 1    |
        | answers HTTP 500                  | 1    |

    Scenario: A late answer within the limit is waited for
      Given the clinic "Vitara"
      And the caller "v-jane-books"
      And "create_appointment" answers 3 seconds late
      When the caller phones "Vitara Clinic v3.0"
      Then "create_appointment" is called once
      And "appointments" gains 1 row
      And "Booking EN" says "is booked for Monday, January 19 at 9:00 AM"

    @critical
    Scenario: A request that is delivered twice books once
      Given the clinic "Vitara"
      And the caller "v-jane-books"
      And "create_appointment" gets every call twice
      When the caller phones "Vitara Clinic v3.0"
      Then "appointments" gains 1 row
      And "sms_outbox" gains 1 row
      And "Booking EN" says "is booked for Monday, January 19 at 9:00 AM"

    Scenario Outline: create_appointment <trouble>, asked for of the assistant who changes appointments
      Given the clinic "Vitara"
      And the caller "v-tom-cancels-then-books"
      And "create_appointment" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "create_appointment" is called once
      And "appointments" gains <rows> rows
      And Vita never says "is booked"
      And "Modification EN" says "sorry"
      And these rows are added to "transfers":
        | reason       |
        | out_of_scope |

      Examples:
        | trouble                                         | rows |
        | answers HTTP 500, before it has done anything   | 0    |
        | times out                                       | 1    |

  Rule: Moving

    @critical
    Scenario Outline: update_appointment <trouble>
      Given the clinic "Vitara"
      And the caller "v-jane-reschedules"
      And "update_appointment" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "update_appointment" is called once
      And "appointments" gains <rows> rows
      And Vita never claims success
      And Vita never says "is moved"
      And "Modification EN" says "sorry"
      And these rows are added to "transfers":
        | reason       |
        | out_of_scope |

      Examples:
        | trouble                                         | rows |
        | times out, before it has done anything          | 0    |
        | answers HTTP 500, before it has done anything   | 0    |
        | times out                                       | 1    |
        | answers 25 seconds late                         | 1    |
        | answers with broken JSON                        | 1    |

    Scenario Outline: A move that <trouble> is made once
      Given the clinic "Vitara"
      And the caller "v-jane-reschedules"
      And "update_appointment" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then these rows are added to "appointments":
        | patient  | starts_at        | replaces_id |
        | Jane Doe | 2026-01-19T09:00 | 5001        |
      And "sms_outbox" gains 1 row
      And "Modification EN" says "is moved to Monday, January 19 at 9:00 AM"

      Examples:
        | trouble                |
        | answers 3 seconds late |
        | gets every call twice  |

  Rule: Cancelling

    @critical
    Scenario Outline: cancel_appointment <trouble>
      Given the clinic "Vitara"
      And the caller "v-tom-cancels"
      And "cancel_appointment" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "cancel_appointment" is called once
      And "sms_outbox" gains <rows> rows
      And Vita never claims success
      And Vita never says "is cancelled"
      And "Modification EN" says "sorry"
      And these rows are added to "transfers":
        | reason       |
        | out_of_scope |

      Examples:
        | trouble                                         | rows |
        | times out, before it has done anything          | 0    |
        | answers HTTP 500, before it has done anything   | 0    |
        | times out                                       | 1    |
        | answers 25 seconds late                         | 1    |
        | answers with broken JSON                        | 1    |

    Scenario Outline: A cancellation that <trouble> is made once
      Given the clinic "Vitara"
      And the caller "v-tom-cancels"
      And "cancel_appointment" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then these rows are changed:
        | table        | patient   | starts_at        | status |
        | appointments | Tom Baker | 2026-01-21T14:00 | t → C  |
      And "sms_outbox" gains 1 row
      And "Modification EN" says "is cancelled"

      Examples:
        | trouble                |
        | answers 3 seconds late |
        | gets every call twice  |

  Rule: Registering

    @critical
    Scenario Outline: register_new_patient <trouble>
      Given the clinic "Vitara"
      And the caller "v-nora-registers"
      And "register_new_patient" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "register_new_patient" is called once
      And "demographics" gains <rows> rows
      And Vita never claims success
      And Vita never says "is registered"
      And these rows are added to "transfers":
        | reason             |
        | registration_error |

      Examples:
        | trouble                                         | rows |
        | times out, before it has done anything          | 0    |
        | answers HTTP 500, before it has done anything   | 0    |
        | times out                                       | 1    |
        | answers 25 seconds late                         | 1    |
        | answers with broken JSON                        | 1    |

    Scenario Outline: A registration that <trouble> is made once
      Given the clinic "Vitara"
      And the caller "v-nora-registers"
      And "register_new_patient" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "demographics" gains 1 row
      And "Registration EN" says "Nora Bell is registered"

      Examples:
        | trouble                |
        | answers 3 seconds late |
        | gets every call twice  |

  Rule: The waiting list

    @critical
    Scenario Outline: add_to_waitlist <trouble>
      Given the clinic "Vitara"
      And the clinic "Vitara not accepting"
      And the caller "v-nora-waits"
      And "add_to_waitlist" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "add_to_waitlist" is called once
      And "waitlist" gains <rows> rows
      And Vita never claims success
      And Vita says "sorry"

      Examples:
        | trouble                                         | rows |
        | times out, before it has done anything          | 0    |
        | answers HTTP 500, before it has done anything   | 0    |
        | times out                                       | 1    |
        | answers 25 seconds late                         | 1    |
        | answers with broken JSON                        | 1    |

    Scenario Outline: A place on the list that <trouble> is taken once
      Given the clinic "Vitara"
      And the clinic "Vitara not accepting"
      And the caller "v-nora-waits"
      And "add_to_waitlist" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "waitlist" gains 1 row

      Examples:
        | trouble                |
        | answers 3 seconds late |
        | gets every call twice  |

  Rule: Handing over to a person

    @critical
    Scenario Outline: transfer_call <trouble>
      Given the clinic "Vitara"
      And the caller "v-omar-frustrated"
      And "transfer_call" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "transfer_call" is called once
      And "transfers" gains <rows> rows
      And Vita never says "Please hold"
      And Vita never says "will take over"

      Examples:
        | trouble                                         | rows |
        | times out, before it has done anything          | 0    |
        | answers HTTP 500, before it has done anything   | 0    |
        | times out                                       | 1    |
        | answers with broken JSON                        | 1    |

    Scenario Outline: A transfer that <trouble> is made once
      Given the clinic "Vitara"
      And the caller "v-omar-frustrated"
      And "transfer_call" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "transfers" gains 1 row
      And Vita says "A member of our staff will take over now."

      Examples:
        | trouble                |
        | answers 3 seconds late |
        | gets every call twice  |

  Rule: The call's log is nobody's business but the clinic's

    @critical
    Scenario Outline: log_call_metadata <trouble>, and the caller does not notice
      Given the clinic "Vitara"
      And the caller "v-jane-books"
      And "log_call_metadata" <trouble>
      When the caller phones "Vitara Clinic v3.0"
      Then "appointments" gains 1 row
      And "call_logs" gains 1 row
      And Vita never says "sorry"
      And Vita never speaks of technical trouble
      And "Booking EN" says "is booked for Monday, January 19 at 9:00 AM"
      And the call ends politely

      Examples:
        | trouble                                         |
        | times out, before it has done anything          |
        | answers HTTP 500                                |
        | answers with broken JSON                        |
        | answers 3 seconds late                          |
        | gets every call twice                           |

  Rule: Looking up

    Scenario: No slot can be looked up: nothing is offered, and nothing is booked
      Given the clinic "Vitara"
      And the caller "v-jane-books"
      And "find_earliest_appointment" times out
      When the caller phones "Vitara Clinic v3.0"
      Then "create_appointment" is never called
      And Vita never claims success
      And "Booking EN" says "sorry"
      And nothing changes in "appointments"

    Scenario: The appointments cannot be looked up: nothing is cancelled
      Given the clinic "Vitara"
      And the caller "v-tom-cancels"
      And "check_appointments" answers HTTP 500
      When the caller phones "Vitara Clinic v3.0"
      Then "cancel_appointment" is never called
      And Vita never claims success
      And "Modification EN" says "sorry"
      And nothing changes in "appointments"
