"""The audit log as a member of staff may read it: people by name only for those who may see accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from accounts.models import User
from content.audit_texts import ChangeText, change_texts
from content.city_access import assigned_city_ids, cities_for
from content.kinds import all_kinds
from delivery.models import AuditRecord
from delivery.pseudonyms import who_is_who

_SHOWN_OF_PSEUDONYM = 8


@dataclass(frozen=True, kw_only=True)
class AuditRow:
    """One record in words."""

    at: datetime
    who: str
    action: str
    reason: str
    changes: Sequence[ChangeText]


def audit_rows(records: Sequence[AuditRecord], *, user: Any) -> list[AuditRow]:
    """Return records in words, with one query for the names of all of them."""
    names = names_for(user)
    models = {kind.name: kind.model for kind in all_kinds()}
    return [
        AuditRow(
            at=record.at,
            who=who_text(record.actor, names),
            action=str(record.get_action_display()),
            reason=record.reason,
            changes=change_texts(models.get(record.kind), record.before, record.after),
        )
        for record in records
    ]


def names_for(user: Any) -> Mapping[str, str]:
    """Return the names of today's staff by pseudonym, for those who may see accounts; everyone knows oneself."""
    people = User.objects.all() if user.has_perm("accounts.view_user") else User.objects.filter(pk=user.pk)
    # Only those who can enter the admin do anything here.
    staff = people.filter(Q(is_superuser=True) | Q(groups__isnull=False) | Q(pk=user.pk)).distinct()
    return who_is_who({person.public_id: str(person) for person in staff.order_by("pk")})


def who_text(actor: str, names: Mapping[str, str]) -> str:
    """Return who did something: a name, a short pseudonym, or the machinery."""
    if not actor:
        return _("система")
    return names.get(actor) or _("сотрудник %s") % actor[:_SHOWN_OF_PSEUDONYM]


def visible_records(user: Any) -> QuerySet[AuditRecord]:
    """Return the records of a person's cities (all of them for those who are assigned to none)."""
    records = AuditRecord.objects.all()
    if not assigned_city_ids(user):
        return records
    return records.filter(city__in=cities_for(user).values("slug"))


def with_who(records: QuerySet[AuditRecord], *, user: Any) -> QuerySet[AuditRecord]:
    """Annotate records with ``who``, the name of the person where it is known and may be seen."""
    names = names_for(user)
    known = (When(actor=pseudonym, then=Value(name)) for pseudonym, name in names.items())
    return records.annotate(who=Case(*known, default=Value(""), output_field=CharField()))
