"""Selections of moderation."""

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import CITY_MANAGERS


def moderators_of(*, city_id: int, groups: QuerySet[Group]) -> QuerySet[User]:
    """Return the active members of the groups who work with a city."""
    managers = User.objects.filter(groups__name=CITY_MANAGERS, is_superuser=False).values("pk")
    # As in ``content.city_access``: without an assignment a city manager works nowhere, everybody else everywhere.
    everywhere = Q(city_assignments__isnull=True) & ~Q(pk__in=managers)
    works_there = everywhere | Q(city_assignments__city_id=city_id)
    return User.objects.filter(works_there, groups__in=groups, is_active=True).distinct()
