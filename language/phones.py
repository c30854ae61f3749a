"""Telephone numbers as people write them, to E.164 and back."""

from typing import Final

import phonenumbers

_REGION: Final = "KZ"


def e164(text: str) -> str:
    """Return a number as ``+77102123456``; numbers without a country are of Kazakhstan (8 710 …, 7 710 …).

    Raises ``ValueError`` for what no telephone can have.
    """
    try:
        number = phonenumbers.parse(text, _REGION)
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"not a telephone number: {text!r}") from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError(f"not a telephone number: {text!r}")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown(number: str) -> str:
    """Return an E.164 number with spaces for reading: ``+7 710 212 3456``; other text stays as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
