"""The entries that the first page of a person is about."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from content.city_access import of_own_cities
from content.kinds import Kind
from content.models import Entry
from content.whereabouts import without_put_away


def viewset_of(kind: Kind) -> Any:
    """Return the admin of a kind; Wagtail attaches it to the model."""
    return kind.model.snippet_viewset


def may_see(kind: Kind, user: User) -> bool:
    """Tell whether a person may look at entries of a kind."""
    meta = kind.model._meta
    return user.has_perm(f"{meta.app_label}.view_{meta.model_name}")


def edit_url(kind: Kind, pk: int) -> str:
    """Return the address of an entry's editor."""
    return reverse(viewset_of(kind).get_url_name("edit"), args=(pk,))


def of_person(kind: Kind, user: User) -> QuerySet[Entry]:
    """Return the entries of the person's cities that were not put away."""
    return of_own_cities(without_put_away(kind.model._default_manager.all()), user=user)
