"""Telephone numbers as people write them, to E.164 and back."""

from typing import Final

import phonenumbers

_REGION: Final = "KZ"


class PhoneError(ValueError):
    """A text that is no telephone number; ``lacks_area_code`` when only the code of the town or operator is missing."""

    def __init__(self, text: str, *, lacks_area_code: bool = False) -> None:
        super().__init__(f"not a telephone number: {text!r}")
        self.lacks_area_code = lacks_area_code


def e164(text: str) -> str:
    """Return a number as ``+77102123456``; numbers without a country are of Kazakhstan (8 710 …, 7 710 …).

    Raises ``PhoneError`` for what no telephone can have.
    """
    try:
        number = phonenumbers.parse(text, _REGION)
    except phonenumbers.NumberParseException as error:
        raise PhoneError(text) from error
    reason = phonenumbers.is_possible_number_with_reason(number)
    is_short = reason == phonenumbers.ValidationResult.TOO_SHORT and not text.strip().startswith("+")
    if is_short or reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        raise PhoneError(text, lacks_area_code=True)
    if number.extension or not phonenumbers.is_valid_number(number):
        raise PhoneError(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_e164(text: str) -> bool:
    """Tell whether a text is a telephone number in E.164."""
    try:
        return e164(text) == text
    except PhoneError:
        return False


def shown(number: str) -> str:
    """Return an E.164 number with spaces for reading: ``+7 7102 12 34 56``; other text stays as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
