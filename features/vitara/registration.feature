Feature: New patients are registered completely, or told why not
  As the clinic, we need a record we can treat and bill from, and none that is half true.
  As a new patient, I want to be asked for each thing once, and to hear it read back before it counts.

  Background:
    Given the squad "vitara"
    And the clinic "Vitara"
    And a caller who wants "to register as a new patient" and knows:
      | first name         | Nora           |
      | last name          | Bell           |
      | date of birth      | May 4, 1991    |
      | gender             | female         |
      | phone              | 604-555-0131   |
      | address            | 210 Oak Street |
      | city               | Vancouver      |
      | postal code        | V6H 2N1        |
      | health card type   | BC             |
      | health card number | 9123456846     |
    And the caller phones from "+16045550131"

  Rule: What the caller said is what the record holds

    @critical
    Scenario: Everything a registration writes, and nothing else
      When the caller phones "Vitara Clinic v3.0"
      Then the call is taken by "Router", then "Patient-ID EN", then "Registration EN"
      And these rows are added and nothing else changes:
        | table        | first_name | last_name | date_of_birth | gender | phone        | address        | city      | province | postal_code | health_card_type | health_card_number | language | patient   | outcome    |
        | demographics | Nora       | Bell      | 1991-05-04    | F      | +16045550131 | 210 Oak Street | Vancouver | BC       | V6H 2N1     | BC               | 9123456846         | en       |           |            |
        | call_logs    |            |           |               |        | +16045550131 |                |           |          |             |                  |                    | en       | Nora Bell | registered |
      And "Registration EN" says "Nora Bell is registered"
      And "Registration EN" says "Is there anything else"
      And the call ends politely

    @critical
    Scenario Outline: <what>
      Given a caller who wants "to register as a new patient" and knows:
        | first name         | Nora           |
        | last name          | Bell           |
        | date of birth      | May 4, 1991    |
        | gender             | female         |
        | phone              | 604-555-0131   |
        | address            | 210 Oak Street |
        | city               | Vancouver      |
        | postal code        | V6H 2N1        |
        | health card type   | <type>         |
        | health card number | <number>       |
      When the caller phones "Vitara Clinic v3.0"
      Then these rows are added to "demographics":
        | name      | health_card_type | health_card_number |
        | Nora Bell | <kept type>      | <kept number>      |

      Examples:
        | what                                              | type            | number     | kept type       | kept number |
        | A card of this province has ten digits            | BC              | 9123456846 | BC              | 9123456846  |
        | A card of another province has letters and digits | out of province | AB1234567  | OUT_OF_PROVINCE | AB1234567   |

    Scenario: Somebody insured privately has no card number to tell
      Given a caller who wants "to register as a new patient" and knows:
        | first name       | Nora           |
        | last name        | Bell           |
        | date of birth    | May 4, 1991    |
        | gender           | female         |
        | phone            | 604-555-0131   |
        | address          | 210 Oak Street |
        | city             | Vancouver      |
        | postal code      | V6H 2N1        |
        | health card type | private        |
      When the caller phones "Vitara Clinic v3.0"
      Then these rows are added to "demographics":
        | name      | health_card_type | health_card_number |
        | Nora Bell | PRIVATE          | nothing            |

  Rule: Each thing is asked for, once, and read back before it counts

    @critical
    Scenario Outline: The new patient is asked for <what>
      When the caller phones "Vitara Clinic v3.0"
      Then "Registration EN" asks the caller for <what>
      And "demographics" gains 1 row

      Examples:
        | what                   |
        | the first name         |
        | the last name          |
        | the date of birth      |
        | the gender             |
        | the phone number       |
        | the address            |
        | the city               |
        | the postal code        |
        | the health card type   |
        | the health card number |

    Scenario Outline: The prompt alone makes her ask for <what>
      Given the tool "register_new_patient" does not require "<parameter>"
      When the caller phones "Vitara Clinic v3.0"
      Then "Registration EN" asks the caller for <what>
      And "demographics" gains 1 row

      Examples:
        | what                 | parameter      |
        | the first name       | firstName      |
        | the last name        | lastName       |
        | the date of birth    | dateOfBirth    |
        | the gender           | gender         |
        | the phone number     | phone          |
        | the address          | address        |
        | the city             | city           |
        | the postal code      | postalCode     |
        | the health card type | healthCardType |

    Scenario Outline: The tool alone makes her ask for <what>
      Given the prompt of "Registration EN" says nothing about "<words>"
      When the caller phones "Vitara Clinic v3.0"
      Then "Registration EN" asks the caller for <what>
      And "demographics" gains 1 row

      Examples:
        | what                 | words                |
        | the date of birth    | the date of birth    |
        | the gender           | the gender           |
        | the address          | the street address   |
        | the city             | the city             |
        | the postal code      | the postal code      |
        | the health card type | the health card type |

    @critical
    Scenario: The details are read back once before they are written
      When the caller phones "Vitara Clinic v3.0"
      Then the assistant has the details confirmed once before calling "register_new_patient"
      And the assistant has the caller confirm "firstName, lastName, dateOfBirth, phone, address, postalCode, healthCardNumber" before calling "register_new_patient"

    Scenario: What the caller puts right at the read-back is what is written
      Given the caller "v-nora-corrects"
      When the caller phones "Vitara Clinic v3.0"
      Then these rows are added to "demographics":
        | name      | phone        |
        | Nora Bell | +16045550131 |

  Rule: What cannot be true is asked for again

    @critical
    Scenario: A postal code and a card number that cannot be right are asked for again, and nothing else is
      Given the caller "v-nora-slips"
      When the caller phones "Vitara Clinic v3.0"
      Then "register_new_patient" is called at least 3 times
      And these rows are added to "demographics":
        | name      | postal_code | health_card_number |
        | Nora Bell | V6H 2N1     | 9123456846         |
      And once the call is over these rows are added to "call_logs":
        | outcome    | patient   |
        | registered | Nora Bell |
      And the assistant asks at most once for the city
      And nothing changes in "transfers"

  Rule: What is missing or broken makes no record

    Scenario: A caller who will not tell the address is not registered
      Given the caller refuses to tell "address"
      When the caller phones "Vitara Clinic v3.0"
      Then "register_new_patient" is never called
      And nothing changes in "demographics"
      And "Registration EN" says "sorry"
      And the call ends politely

    Scenario: A caller who puts the phone down at the read-back is not registered
      Given when asked to confirm, the caller hangs up
      When the caller phones "Vitara Clinic v3.0"
      Then "register_new_patient" is never called
      And nothing changes in "demographics"

    @critical
    Scenario: A registration that breaks down goes to a person
      Given "register_new_patient" answers HTTP 500, before it has done anything
      When the caller phones "Vitara Clinic v3.0"
      Then "register_new_patient" is called once
      And nothing changes in "demographics"
      And the assistant never claims success
      And these rows are added to "transfers":
        | phone        | reason             |
        | +16045550131 | registration_error |

  Rule: Once registered, a patient like any other

    @critical
    Scenario: Registered, and booked in the same call
      Given the caller "v-nora-and-books"
      When the caller phones "Vitara Clinic v3.0"
      Then the call is taken by "Router", then "Patient-ID EN", then "Registration EN", then "Booking EN"
      And "create_appointment" uses the "demographicId" that "register_new_patient" returned
      And these rows are added to "appointments":
        | patient   | starts_at        |
        | Nora Bell | 2026-01-19T09:00 |
      And once the call is over these rows are added to "call_logs":
        | outcome | patient   |
        | booked  | Nora Bell |

    @critical
    Scenario: Whoever came to book and has no record is registered first, and then booked
      Given the caller "v-nora-books"
      When the caller phones "Vitara Clinic v3.0"
      Then the call is taken by "Router", then "Patient-ID EN", then "Registration EN", then "Booking EN"
      And "register_new_patient" is called before "create_appointment"
      And these rows are added and nothing else changes:
        | table        | name      | patient   | starts_at        | outcome |
        | demographics | Nora Bell |           |                  |         |
        | appointments |           | Nora Bell | 2026-01-19T09:00 |         |
        | sms_outbox   |           | Nora Bell |                  |         |
        | call_logs    |           | Nora Bell |                  | booked  |
