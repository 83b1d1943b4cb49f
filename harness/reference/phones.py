"""Phone numbers as a backend keeps them."""

from functools import lru_cache

import phonenumbers

__all__ = ["normalised_phone"]


@lru_cache(maxsize=4096)
def normalised_phone(text: str, region: str) -> str:
    """E.164. ValueError for what cannot be a whole phone number: letters, too few digits, no area code.

    Possible is enough: which ranges are assigned is the telephone company's business, and test numbers are not.
    """
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise ValueError(f'must be a phone number; got "{text}"') from None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise ValueError(f'must be a whole phone number with its area code; got "{text}"')
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
