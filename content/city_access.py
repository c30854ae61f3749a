"""Which cities a member of staff works with; who is assigned to none works with all of them.

A city manager is the exception: without an assignment there is no city to manage, so nothing is allowed.
"""

from typing import Any, Final

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import User
from accounts.roles import CITY_MANAGERS
from content.models import City, Entry, RevisionCity
from content.put_away_access import has_right_to_archive, has_right_to_delete
from content.whereabouts import is_deleted

# The number of no city: who is limited to it works with nothing, wherever the limit is asked for.
NO_CITY: Final = 0
_CACHE: Final = "_assigned_city_ids"
# What an entry of a narrowed list knows of its newest draft.
_DRAFT_CITY: Final = "draft_city_id"


def assigned_city_ids(user: Any) -> frozenset[int]:
    """Return the cities a person is limited to (none: all), read once per user object, that is per request.

    A city manager without an assignment is limited to ``NO_CITY``.
    """
    if not user.is_authenticated:
        return frozenset()
    if _CACHE not in user.__dict__:
        user.__dict__[_CACHE] = limit_of(user)
    found: frozenset[int] = user.__dict__[_CACHE]
    return found


def limit_of(user: Any) -> frozenset[int]:
    """Return the same, read anew, in one query."""
    rows = list(User.objects.filter(pk=user.pk).values_list("city_assignments__city_id", "groups__name"))
    assigned = frozenset(city for city, _group in rows if city is not None)
    if not assigned and not user.is_superuser and CITY_MANAGERS in {group for _city, group in rows}:
        return frozenset({NO_CITY})
    return assigned


def cities_for(user: Any) -> QuerySet[City]:
    """Return the cities that a person works with."""
    assigned = assigned_city_ids(user)
    return City.objects.filter(pk__in=assigned) if assigned else City.objects.all()


def of_own_cities(entries: QuerySet[Entry], *, user: Any) -> QuerySet[Entry]:
    """Keep the entries that are in the person's cities both on the site and in their newest draft."""
    assigned = assigned_city_ids(user)
    if not assigned:
        return entries
    # An entry without any revision has no other city than its own.
    drafted = RevisionCity.objects.filter(revision=OuterRef("latest_revision"))
    known = entries.annotate(**{_DRAFT_CITY: Subquery(drafted.values("city_id"))})
    return known.filter(~Exists(drafted.exclude(city__in=assigned)), city__in=assigned)


def works_with(user: Any, entry: Entry) -> bool:
    """Tell whether both the stored entry and its newest draft are in the person's cities."""
    assigned = assigned_city_ids(user)
    if not assigned:
        return True
    if hasattr(entry, _DRAFT_CITY):
        cities: Any = (entry.city_id, getattr(entry, _DRAFT_CITY))
    else:
        rows = type(entry)._default_manager.filter(pk=entry.pk)
        cities = rows.values_list("city_id", "latest_revision__in_city__city_id").first() or (entry.city_id,)
    return {city for city in cities if city is not None} <= assigned


def may_archive(user: Any, entry: Entry) -> bool:
    """Tell whether somebody may archive an entry of the own cities, and bring it back."""
    return works_with(user, entry) and has_right_to_archive(user, entry)


def may_delete(user: Any, entry: Entry) -> bool:
    """Tell whether somebody may put an entry of the own cities into the bin, and bring it back."""
    return works_with(user, entry) and has_right_to_delete(user, entry)


class EntryPolicy(ModelPermissionPolicy):
    """The permissions of a model, for entries of the person's cities; putting away has rules of its own."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Tell whether ``user`` may do ``action`` with an entry."""
        if action == "archive":
            return may_archive(user, instance)
        if action == "delete":
            return may_delete(user, instance)
        return super().user_has_permission_for_instance(user, action, instance) and works_with(user, instance)


class OwnCityMixin:
    """Refuses a view of an entry, whatever it does, to people of other cities, and to everyone once it is deleted.

    It asks before the view itself loads or changes anything. What is in the bin has no page but the bin.
    """

    model: Any

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Raise ``PermissionDenied`` for an entry of other cities, ``Http404`` for one in the bin."""
        try:
            # Read exactly as the views read it, so that no spelling of a number goes around the question.
            entry = self.model._default_manager.filter(pk=unquote(str(kwargs["pk"]))).first()
        except ValueError:
            # What is no number is no entry either; the view itself answers so.
            entry = None
        if entry is not None and not works_with(request.user, entry):
            raise PermissionDenied
        if entry is not None and is_deleted(entry.public_id):
            raise Http404
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # a mixin for Django's views
