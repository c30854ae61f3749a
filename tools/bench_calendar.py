"""The editors' calendar of a city with very many events: how long a month, a week and a day take.

Fills a city of its own in a transaction that is rolled back, so it needs the databases of this clone (``make run`` or
``make services``) and leaves nothing behind. Requests go through the whole of Django, without the network.
"""

import argparse
import logging
import os
import statistics
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import django

if TYPE_CHECKING:
    from content.models import City
    from events.models import PlannedDate

_MILLISECONDS: Final = 1000
_LIMIT_MS: Final = 300
_START: Final = datetime(2027, 1, 1, tzinfo=UTC)
_DAYS: Final = 365
_PLACES: Final = 500
_CHUNK: Final = 5000
_PAGES: Final = ("month=2027-03", "week=2027-W10", "day=2027-03-10", "month=2027-03&state=draft")


class _RollBack(Exception):
    """Ends the measurement without a trace."""


def main() -> int:
    """Fill, measure and print a line for each page; tell with the exit code whether all were fast enough."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000, help="how many events the city has")
    parser.add_argument("--rounds", type=int, default=7, help="how often each page is asked for")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    # Lines about every request would cost more than they say.
    logging.disable(logging.INFO)
    from django.db import transaction  # noqa: PLC0415 - after the set-up

    slowest = 0.0
    try:
        with transaction.atomic():
            slowest = _measure(events=options.events, rounds=options.rounds)
            raise _RollBack  # noqa: TRY301 - rolls back what was filled
    except _RollBack:
        pass
    return int(slowest > _LIMIT_MS)


def _measure(*, events: int, rounds: int) -> float:
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - after the set-up
    from django.db import connection, reset_queries  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from content.models import City  # noqa: PLC0415

    city = City.objects.create(slug=f"bench-{uuid.uuid4().hex[:8]}", name_ru="Измерение")
    fill(city, events=events)
    user = get_user_model().objects.create_superuser(f"{uuid.uuid4().hex}@bench.invalid", "unused")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    say(f"{events} events in one city, median of {rounds}")
    say(f"{'page':<34} {'ms':>6} {'queries':>8} {'kB':>6} {'goal':>6}")
    slowest = 0.0
    for page in _PAGES:
        address = f"/admin/calendar/?city={city.slug}&{page}"
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        # Counted now: the next request empties the list.
        count = len(queries)
        if response.status_code != 200:  # noqa: PLR2004 - the only good answer
            sys.exit(f"{address}: status {response.status_code}")
        spent = []
        for _ in range(rounds):
            started = time.perf_counter()
            client.get(address)
            spent.append((time.perf_counter() - started) * _MILLISECONDS)
        middle = statistics.median(spent)
        slowest = max(slowest, middle)
        missed = " missed" if middle > _LIMIT_MS else ""
        say(f"{page:<34} {middle:>6.0f} {count:>8} {len(response.content) / 1024:>6.0f} {_LIMIT_MS:>6}{missed}")
    return slowest


def fill(city: "City", *, events: int) -> None:
    """Give a city events, a third of them live, every fiftieth an exhibition, spread over a year and many places."""
    from django.db import connection  # noqa: PLC0415 - after the set-up

    from events.models import Event, PlannedDate, PlannedEvent  # noqa: PLC0415

    for start in range(0, events, _CHUNK):
        numbers = range(start, min(start + _CHUNK, events))
        rows = Event.objects.bulk_create(
            Event(city=city, title_ru=f"Событие {number}", slug=f"bench-{number}", live=number % 3 == 0)
            for number in numbers
        )
        PlannedEvent.objects.bulk_create(
            PlannedEvent(event_id=row.pk, city=city, title_ru=row.title_ru, title_kk="") for row in rows
        )
        PlannedDate.objects.bulk_create(_date(city, row.pk, number) for row, number in zip(rows, numbers, strict=True))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE events_event, events_plannedevent, events_planneddate")


def _date(city: "City", event: int, number: int) -> "PlannedDate":
    from events.models import PlannedDate  # noqa: PLC0415 - after the set-up

    is_span = number % 50 == 0
    starts_at = _START + timedelta(days=number % _DAYS, hours=4 + number % 12)
    over_at = starts_at + (timedelta(days=20) if is_span else timedelta(hours=2))
    place = f"Площадка {number % _PLACES}"
    return PlannedDate(
        planned_id=event,
        city=city,
        key=uuid.uuid4(),
        first_day=starts_at.date(),
        last_day=over_at.date(),
        is_span=is_span,
        is_all_day=is_span,
        starts_at=starts_at,
        ends_at=over_at,
        over_at=over_at,
        status="scheduled",
        is_movable=not is_span,
        place_ru=place,
        place_kk="",
        place_key=f"{city.pk}:{place}",
        claims_place=not is_span,
    )


def say(text: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
