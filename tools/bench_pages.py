"""What ``tools.bench_admin`` measures."""

import os
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import CITY_MANAGERS
from content.kinds import get_kind
from content.models import CityAssignment
from content.operations import publish
from content.parallel import rebuild_in_parallel
from content.projections import project_many
from events.models import Event, EventListing
from search.drafts import refresh_drafts
from tools import bench_data
from tools.bench_admin import GOALS, median_ms

_LIST: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("list", {}),
    ("list, second page", {"p": "2"}),
    ("list, middle page", {"p": "1500"}),
    ("list, last page", {"p": "999999"}),
    ("list by title", {"ordering": "title_ru"}),
    ("list by date", {"ordering": "-next_starts_at"}),
    ("list by city", {"ordering": "city"}),
    ("list, live", {"editorial_state": "live"}),
    ("list, drafts", {"editorial_state": "draft"}),
    ("list, in review", {"editorial_state": "in_review"}),
    ("list, dates of a week", {"dates_from": "2026-12-01", "dates_to": "2026-12-07"}),
    ("list, Kazakh incomplete", {"kazakh": "some"}),
    ("list, made by hand", {"source": "null"}),
    ("list, without picture", {"picture": "no"}),
    ("list, featured", {"featured": "yes"}),
    ("search: a rare word", {"q": "64321"}),
    ("search: a common word", {"q": "концерт"}),
    ("search: two words", {"q": "концерт фонтана"}),
    ("search: misspelt", {"q": "концрет"}),
    ("search: latin, misspelt", {"q": "kontsret"}),
    ("search: other layout", {"q": "rjywthn"}),
    ("search: nonsense", {"q": "щшщшщшщ"}),
)
_LIST_OF_A_CITY: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("list of a city's manager", {}),
    ("list of a city's manager, by date", {"ordering": "-next_starts_at"}),
    ("list of a city's manager, drafts", {"editorial_state": "draft"}),
    ("list of a city's manager, a common word", {"q": "концерт"}),
)


def rebuilds(listings: int, *, say: Callable[[str], None]) -> None:
    """Fill what is missing beside the entries, then measure writing listings anew."""
    started = time.perf_counter()
    if drafts := refresh_drafts():
        say(f"{'search over drafts, filled':<44} {drafts / (time.perf_counter() - started):>9.0f} entries/s")
    kind, now = get_kind("event"), timezone.now()
    pks = list(Event.objects.filter(live=True).order_by("pk").values_list("pk", flat=True)[:listings])
    for name in ("listings, first", "listings, anew"):
        started, worked = time.perf_counter(), time.process_time()
        written = project_many(kind, pks, now=now).written
        lasted, worked = time.perf_counter() - started, time.process_time() - worked
        say(f"{name:<44} {written / lasted:>9.0f} entries/s ({worked / written * 1000:.2f} ms of our own each)")
    bench_data.list_the_rest()
    started = time.perf_counter()
    written = rebuild_in_parallel("event", now=now, processes=os.cpu_count() or 1)
    everything = f"listings, {written} with every core"
    say(f"{everything:<44} {written / (time.perf_counter() - started):>9.0f} entries/s (goal {GOALS['listings']})")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say(f"events {Event.objects.count()}, listed {EventListing.objects.count()}")


def pages(*, rounds: int, say: Callable[[str], None]) -> None:
    """Measure pages of the admin and publishing."""
    user = User.objects.filter(email="bench@example.org").first() or User.objects.create_superuser("bench@example.org")
    client = Client()
    client.force_login(user)
    address = reverse(Event.snippet_viewset.get_url_name("list"))
    say(f"{'page':<44} {'ms':>9} {'our CPU':>9} {'queries':>9} {'goal':>9}")
    for name, query in _LIST:
        _measure(name, partial(client.get, address, query), rounds=rounds, goal=GOALS["list"], say=say)
    of_a_city = Client()
    of_a_city.force_login(_city_manager())
    for name, query in _LIST_OF_A_CITY:
        _measure(name, partial(of_a_city.get, address, query), rounds=rounds, goal=GOALS["list"], say=say)
    home = partial(client.get, reverse("wagtailadmin_home"))
    _measure("first page", home, rounds=rounds, goal=GOALS["list"], say=say)
    home = partial(of_a_city.get, reverse("wagtailadmin_home"))
    _measure("first page of a city's manager", home, rounds=rounds, goal=GOALS["list"], say=say)
    event = Event.objects.filter(live=False).order_by("pk").first()
    if event is None:
        return
    edit = reverse(Event.snippet_viewset.get_url_name("edit"), args=(event.pk,))
    _measure("form of an event", lambda: client.get(edit), rounds=rounds, goal=GOALS["form"], say=say)
    drafts = iter(Event.objects.filter(live=False).order_by("pk")[: rounds + 3])

    def publish_one() -> None:
        with transaction.atomic():
            publish(next(drafts), by=user, authorisation="role")

    _measure("publish", publish_one, rounds=rounds, goal=GOALS["publish"], say=say)


def _city_manager() -> User:
    """Return somebody who is limited to the city with most events."""
    user, _made = User.objects.get_or_create(email="bench-city@example.org")
    user.groups.set([Group.objects.get(name=CITY_MANAGERS)])
    largest = Event.objects.values("city").annotate(events=Count("pk")).order_by("-events", "city")[0]
    CityAssignment.objects.get_or_create(user=user, city_id=largest["city"])
    return user


def _measure(name: str, step: Callable[[], Any], *, rounds: int, goal: int, say: Callable[[str], None]) -> None:
    answer = step()
    if getattr(answer, "status_code", 200) != 200:  # noqa: PLR2004 - OK
        say(f"{name:<44} status {answer.status_code}")
        return
    duration, worked = median_ms(step, rounds=rounds)
    with CaptureQueriesContext(connection) as captured:
        step()
    missed = " missed" if duration > goal else ""
    say(f"{name:<44} {duration:>9.0f} {worked:>9.0f} {len(captured):>9} {goal:>9}{missed}")
