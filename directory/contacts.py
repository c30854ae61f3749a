"""Contacts as people type them, brought into the one form in which they are stored; pure."""

import re
from typing import Final

import phonenumbers

REGION: Final = "KZ"
MAX_PHONES: Final = 5

_NAME: Final = r"[A-Za-z0-9._]{1,30}"
_INSTAGRAM: Final = re.compile(rf"^(?:https?://)?(?:www\.)?instagram\.com/(?P<name>{_NAME})/?(?:\?.*)?$", re.IGNORECASE)
_TELEGRAM: Final = re.compile(
    r"^(?:(?:https?://)?(?:www\.)?(?:t|telegram)\.me/|@)?(?P<name>[A-Za-z][A-Za-z0-9_]{3,31})/?(?:\?.*)?$",
    re.IGNORECASE,
)


class ContactError(ValueError):
    """A contact that cannot be understood; ``problem`` is ``phone``, ``area_code`` or ``telegram``."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def phone_number(text: str) -> str:
    """Return a telephone number in E.164: "8 (7102) 12-34-56" → "+77102123456"; raises ``ContactError``.

    Numbers without a country are those of Kazakhstan.
    """
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise ContactError("phone") from error
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY or (
        reason == phonenumbers.ValidationResult.TOO_SHORT and not text.strip().startswith("+")
    ):
        raise ContactError("area_code")
    if number.extension or not phonenumbers.is_valid_number(number):
        raise ContactError("phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_phone_number(text: str) -> bool:
    """Tell whether a text is a telephone number in E.164."""
    try:
        return phone_number(text) == text
    except ContactError:
        return False


def readable_phone(number: str) -> str:
    """Return a stored number as people read it: "+7 7102 12 34 56"; anything else as it is."""
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def instagram_name(text: str) -> str:
    """Return the name of a pasted Instagram address; any other text as it is."""
    found = _INSTAGRAM.match(text.strip())
    return found["name"] if found else text.strip()


def telegram_name(text: str) -> str:
    """Return the name of a Telegram account or channel from a name, "@name" or its address; raises ``ContactError``."""
    found = _TELEGRAM.match(text.strip())
    if found is None:
        raise ContactError("telegram")
    return found["name"]
