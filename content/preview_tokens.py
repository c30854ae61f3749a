"""Signed tokens that stand in the place of an entry's id, so that the frontend shows its newest draft."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from accounts.models import User
from content.city_access import works_with
from content.kinds import Kind, get_kind
from content.models.entry import Entry
from content.whereabouts import is_deleted

# Neither ids nor slugs contain it, and it needs no escaping in an address.
MARK: Final = "~"


class InvalidToken(ValueError):
    """A token that is forged, too old, or of something that its issuer may no longer see."""


@dataclass(frozen=True, kw_only=True)
class PreviewedDraft:
    """What a token leads to."""

    kind: Kind
    draft: Entry


def is_token(text: str) -> bool:
    """Tell whether a text is meant as a preview token."""
    return MARK in text


def make_token(entry: Entry, *, by: User) -> str:
    """Return a token for the newest draft of an entry, now and after it is published.

    It ends after ``settings.PREVIEW_TOKEN_AGE`` seconds and as soon as its issuer may no longer see the entry.
    """
    return _signer().sign(f"{entry.public_id.hex}{MARK}{by.public_id.hex}")


def open_token(token: str, *, kind_name: str) -> PreviewedDraft:
    """Return the newest draft of the entry that a token of this kind names; raises ``InvalidToken``."""
    try:
        signed = _signer().unsign(token, max_age=timedelta(seconds=settings.PREVIEW_TOKEN_AGE))
        entry_id, issuer_id = (UUID(hex=part) for part in signed.split(MARK))
    except SignatureExpired as error:
        raise InvalidToken("expired") from error
    except (BadSignature, ValueError) as error:
        raise InvalidToken("forged") from error
    kind = get_kind(kind_name)
    entry = kind.model._default_manager.select_related("city").filter(public_id=entry_id).first()
    issuer = User.objects.filter(public_id=issuer_id, is_active=True).first()
    if entry is None or issuer is None or not may_preview(issuer, entry) or is_deleted(entry_id):
        raise InvalidToken("out of reach")
    return PreviewedDraft(kind=kind, draft=entry.get_latest_revision_as_object())


def may_preview(user: Any, entry: Entry) -> bool:
    """Tell whether a member of staff may look at drafts of an entry."""
    meta = entry._meta
    rights = (f"{meta.app_label}.{action}_{meta.model_name}" for action in ("change", "view"))
    return any(map(user.has_perm, rights)) and works_with(user, entry)


def public_address(entry: Entry, *, kind: Kind, token: str) -> str:
    """Return the frontend's page with the token in place of the id, or the API's answer where there is no such page."""
    path: str | None = settings.FRONTEND_PATHS.get(kind.name)
    if settings.FRONTEND_BASE_URL and path:
        return f"{settings.FRONTEND_BASE_URL}{path.replace('{id}', token)}"
    return f"{settings.PUBLIC_BASE_URL}/api/v1/{kind.api_path}/{token}"


def _signer() -> TimestampSigner:
    return TimestampSigner(sep=MARK, salt="content.preview")
