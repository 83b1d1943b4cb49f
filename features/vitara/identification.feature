Feature: Nobody's record is opened for somebody else
  As a patient, I want the clinic to know me by my number, and to ask when it cannot be sure.
  As the clinic, we book, move and cancel for the person who is calling, and for nobody else.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"

  Rule: The number that calls says who is calling

    @critical
    Scenario: A caller whose number is known confirms the name and is asked for nothing else
      Given the caller "v-jane-books"
      When the caller phones "Vitara Clinic v3.0"
      Then "Patient-ID EN" says "I have the record of Jane Doe"
      And the call is handed to "Booking EN" after "search_patient_by_phone" has answered
      And "Patient-ID EN" never asks for the name
      And "search_patient" is never called
      And "create_appointment" uses the "demographicId" that "search_patient_by_phone" returned
      And "create_appointment" is called once with at least:
        | demographicId |
        | 1001          |
      And after the hand-over nothing the caller said before is asked again

    @critical
    Scenario: The caller's real number beats the placeholder in the prompt
      Given the caller "v-tom-cancels"
      When the caller phones "Vitara Clinic v3.0"
      Then "search_patient_by_phone" is called once with at least:
        | phone      |
        | 0000000000 |
      And "Patient-ID EN" says "Tom Baker"

    Scenario: Even somebody else's number in the prompt does not open that record
      Given the prompt of "Patient-ID EN" says "6045550145" instead of "0000000000"
      And the caller "v-jane-books"
      When the caller phones "Vitara Clinic v3.0"
      Then "search_patient_by_phone" is called once with at least:
        | phone      |
        | 6045550145 |
      And "Patient-ID EN" says "Jane Doe"
      And "Patient-ID EN" never says "Tom Baker"

  Rule: A name is asked for when the number does not tell

    @critical
    Scenario Outline: A caller whose number <number> is found by name
      Given a caller who says:
        | I'd like to book an appointment. |
        | My name is Jane Doe.             |
        | Yes, that's right.               |
      And the caller phones from "<from>"
      When the caller phones "Vitara Clinic v3.0"
      Then "Patient-ID EN" asks the caller for the full name
      And "search_patient_by_phone" is called before "search_patient"
      And "search_patient" is called once with at least:
        | name     |
        | Jane Doe |
      And "Patient-ID EN" says "I have the record of Jane Doe"
      And the call is handed to "Booking EN" after "search_patient" has answered

      Examples:
        | number            | from         |
        | belongs to nobody | +16045550111 |
        | is withheld       |              |

    @critical
    Scenario: A caller on somebody else's phone says no, gives the name, and is booked under it
      Given a caller who says:
        | I'd like to book an appointment. |
        | No, that's not me.               |
        | My name is Jane Doe.             |
        | Yes, that's right.               |
        | A sore throat.                   |
        | Yes, please.                     |
        | Yes, that works.                 |
        | No, thank you. Goodbye.          |
      And the caller phones from "+16045550145"
      When the caller phones "Vitara Clinic v3.0"
      Then "Patient-ID EN" says "Tom Baker"
      And "search_patient" is called once with at least:
        | name     |
        | Jane Doe |
      And "create_appointment" uses the "demographicId" that "search_patient" returned
      And these rows are added to "appointments":
        | patient  | starts_at        |
        | Jane Doe | 2026-01-19T09:00 |

    Scenario: The right name may come with the no
      Given a caller who says:
        | I'd like to book an appointment. |
        | No, this is Jane Doe.            |
        | Yes, that's right.               |
      And the caller phones from "+16045550145"
      When the caller phones "Vitara Clinic v3.0"
      Then "search_patient" is called once with at least:
        | name     |
        | Jane Doe |
      And "Patient-ID EN" says "I have the record of Jane Doe"

    Scenario: A caller who will not say who is calling gets nobody's record
      Given a caller who says:
        | I'd like to cancel my appointment. |
        | I'd rather not say.                |
        | Goodbye.                           |
      And the caller phones from "+16045550111"
      When the caller phones "Vitara Clinic v3.0"
      Then "Patient-ID EN" asks the caller for the full name
      And "Modification EN" is never on the line
      And "search_patient" is never called
      And nothing changes in "appointments"

  Rule: A phone that several people share does not decide for one of them

    @critical
    Scenario: Who shares a phone is asked which of them is calling
      Given the caller "v-susan-shares"
      When the caller phones "Vitara Clinic v3.0"
      Then "Patient-ID EN" says "Robert Martin"
      And "Patient-ID EN" says "Which one do you mean?"
      And these rows are added to "appointments":
        | patient      | starts_at        |
        | Susan Martin | 2026-01-19T09:00 |

    Scenario: A family name that two people have is asked about as well
      Given a caller who says:
        | I'd like to book an appointment. |
        | Martin.                          |
        | Robert.                          |
        | Yes, that's right.               |
      And the caller phones from "+16045550111"
      When the caller phones "Vitara Clinic v3.0"
      Then "search_patient" is called once with at least:
        | name   |
        | Martin |
      And "Patient-ID EN" says "Susan Martin"
      And "Patient-ID EN" says "I have the record of Robert Martin"
      And the call is handed to "Booking EN" after "search_patient" has answered

  Rule: Whoever has no record is registered, or waits

    @critical
    Scenario: A caller nobody knows is handed on to be registered
      Given a caller who says:
        | I'd like to book an appointment. |
        | My name is Nora Bell.            |
      And the caller phones from "+16045550131"
      When the caller phones "Vitara Clinic v3.0"
      Then the call is taken by "Router", then "Patient-ID EN", then "Registration EN"
      And the call is handed to "Registration EN" after "search_patient" has answered
      And "Booking EN" is never on the line

  Rule: A look-up that breaks down opens nobody's record

    Scenario: When the number cannot be looked up, the name is asked for
      Given "search_patient_by_phone" answers HTTP 500
      And a caller who says:
        | I'd like to book an appointment. |
        | My name is Jane Doe.             |
        | Yes, that's right.               |
      And the caller phones from "+16045550123"
      When the caller phones "Vitara Clinic v3.0"
      Then "Patient-ID EN" asks the caller for the full name
      And "search_patient" is called once with at least:
        | name     |
        | Jane Doe |
      And the call is handed to "Booking EN" after "search_patient" has answered

    Scenario: When the name cannot be looked up either, a person takes over
      Given "search_patient" answers HTTP 500
      And a caller who says:
        | I'd like to book an appointment. |
        | My name is Jane Doe.             |
        | Thank you. Goodbye.              |
      And the caller phones from "+16045550111"
      When the caller phones "Vitara Clinic v3.0"
      Then "Patient-ID EN" says "sorry"
      And "Booking EN" is never on the line
      And "Registration EN" is never on the line
      And "transfers" gains 1 row
