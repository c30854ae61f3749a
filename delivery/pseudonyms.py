"""Keyed pseudonyms: they tell apart who did what, and only who knows the key can say who that was.

The key is ``AUDIT_PSEUDONYM_KEY``, or ``SECRET_KEY`` where none is set. After a change of key the old one belongs into
``AUDIT_PSEUDONYM_KEY_FALLBACKS``: new records take the new key, old ones are still matched with the people they name.
Without the old key the old records stay, and nobody can say any more whom they name.
"""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT: Final = "delivery.audit.actor"
LENGTH: Final = 32

_Person = TypeVar("_Person")


def pseudonym(public_id: UUID) -> str:
    """Return the pseudonym of an account under today's key."""
    return _under(_keys()[0], public_id)


def who_is_who(people: Mapping[UUID, _Person]) -> dict[str, _Person]:
    """Return people by every pseudonym they have had under the known keys."""
    return {_under(key, public_id): person for key in _keys() for public_id, person in people.items()}


def pseudonyms(public_ids: Iterable[UUID]) -> list[str]:
    """Return every pseudonym of some accounts, for looking for what they did."""
    return list(who_is_who(dict.fromkeys(public_ids)))


def _under(key: str, public_id: UUID) -> str:
    return salted_hmac(_SALT, str(public_id), secret=key, algorithm="sha256").hexdigest()[:LENGTH]


def _keys() -> list[str]:
    return [settings.AUDIT_PSEUDONYM_KEY or settings.SECRET_KEY, *settings.AUDIT_PSEUDONYM_KEY_FALLBACKS]
