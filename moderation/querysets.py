"""Selections of moderation."""

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from accounts.models import User
from content.models import CityAssignment


def assigned_city_ids(user: User) -> frozenset[int]:
    """Return the cities a member of staff is limited to; none means all cities."""
    return frozenset(CityAssignment.objects.filter(user_id=user.pk).values_list("city_id", flat=True))


def moderators_of(*, city_id: int, groups: QuerySet[Group]) -> QuerySet[User]:
    """Return the active members of the groups who work with a city."""
    works_there = Q(city_assignments__isnull=True) | Q(city_assignments__city_id=city_id)
    return User.objects.filter(works_there, groups__in=groups, is_active=True).distinct()
