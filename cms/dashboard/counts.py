"""How much of each kind is on the site and in the making, and whether it grows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import User
from cms.dashboard.entries import of_person, viewset_of
from content.editorial_state import PUBLIC_STATES, EditorialState, with_editorial_state
from content.kinds import Kind

_WEEK: Final = timedelta(days=7)
_COUNTED: Final = (
    EditorialState.IN_REVIEW,
    EditorialState.CHANGES_REQUESTED,
    EditorialState.SCHEDULED,
    EditorialState.DRAFT,
)


@dataclass(frozen=True, kw_only=True)
class KindCounts:
    """How many entries of a kind are public, and in the other states; each with its list.

    ``new`` were published for the first time in the last seven days, ``new_before`` in the seven days before.
    """

    label: str
    icon: str
    live: int
    live_url: str
    others: Sequence[tuple[str, int, str]]
    new: int = 0
    new_before: int = 0


def counts_of(kind: Kind, *, user: User, now: datetime) -> KindCounts:
    """Count the entries of a kind that a person works with, by state; two queries."""
    viewset = viewset_of(kind)
    list_url = reverse(viewset.get_url_name("list"))
    entries = of_person(kind, user)
    states = with_editorial_state(entries, now=now)
    found = dict(states.order_by().values_list("editorial_state").annotate(Count("pk")))
    first_seen = entries.filter(first_published_at__gt=now - 2 * _WEEK, first_published_at__lte=now)
    fresh = first_seen.aggregate(
        new=Count("pk", filter=Q(first_published_at__gt=now - _WEEK)),
        new_before=Count("pk", filter=Q(first_published_at__lte=now - _WEEK)),
    )
    return KindCounts(
        label=str(viewset.menu_label),
        icon=viewset.icon,
        live=sum(found.get(state.value, 0) for state in PUBLIC_STATES),
        live_url=f"{list_url}?{urlencode([('editorial_state', state.value) for state in sorted(PUBLIC_STATES)])}",
        others=[
            (str(state.label), found[state.value], f"{list_url}?editorial_state={state.value}")
            for state in _COUNTED
            if found.get(state.value)
        ],
        **fresh,
    )
