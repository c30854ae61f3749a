"""What leaves the site or its first page within a week unless somebody prolongs it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from accounts.models import User
from cms.dashboard.entries import edit_url, may_see, of_person
from content.columns import admin_language
from content.kinds import Kind, all_kinds, get_kind
from content.localised import text

_AHEAD: Final = timedelta(days=7)
_ROWS: Final = 8


@dataclass(frozen=True, kw_only=True)
class Expiring:
    """An entry and what happens to it at ``ends_at``."""

    title: str
    kind: str
    what: str
    ends_at: datetime
    url: str


def expiring(user: User, *, now: datetime, limit: int = _ROWS) -> list[Expiring]:
    """Return what ends within seven days in the person's cities, soonest first; a fixed number of queries."""
    kinds = [kind for kind in all_kinds() if may_see(kind, user)]
    found = [item for kind in kinds for item in _ending(kind, user, "expire_at", _("снимается с сайта"), now, limit)]
    for name, path, what in (
        ("event", "standing__featured_until", _("уходит с главной")),
        ("promotion", "valid_until", _("акция кончается")),
        ("business", "standing__tier_until", _("кончается тариф")),
    ):
        if (kind := get_kind(name)) in kinds:
            found += _ending(kind, user, path, what, now, limit)
    return sorted(found, key=lambda item: item.ends_at)[:limit]


def _ending(kind: Kind, user: User, path: str, what: str, now: datetime, limit: int) -> Iterator[Expiring]:
    due = of_person(kind, user).filter(**{"live": True, f"{path}__gt": now, f"{path}__lte": now + _AHEAD})
    rows = due.order_by(path, "pk").values_list("pk", "title_ru", "title_kk", path, named=True)
    for row in rows[:limit]:
        yield Expiring(
            title=text(row, "title", admin_language()),
            kind=str(kind.model._meta.verbose_name),
            what=what,
            ends_at=row[3],
            url=edit_url(kind, row.pk),
        )
