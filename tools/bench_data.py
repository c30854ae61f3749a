"""Very many events, written in bulk as the operations would leave them."""

import json
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Revision

from accounts.models import User
from content.models import Category, City, EntryStanding
from events.models import Event, EventDate, EventListing
from search.drafts import refresh_drafts
from search.models import DraftEntry

_CHUNK: Final = 2000
_COMPOSED: Final = 4000
_WHAT: Final = (
    "Концерт",
    "Спектакль",
    "Выставка",
    "Мастер-класс",
    "Лекция",
    "Ярмарка",
    "Турнир",
    "Фестиваль",
    "Кинопоказ",
    "Встреча",
    "Экскурсия",
    "Квиз",
)
_WHOSE: Final = ("симфонического оркестра", "молодых акынов", "джазового трио", "школы искусств", "городского театра")
_WHERE: Final = (
    "в парке",
    "у фонтана",
    "на площади Металлургов",
    "во дворце культуры",
    "на стадионе",
    "в библиотеке",
    "в музее",
)
_TEXT: Final = "<p>Начало в назначенное время, вход через главный подъезд. Приходите всей семьёй: будет интересно.</p>"
_KAZAKH: Final = "<p>Басталуы белгіленген уақытта. Отбасыңызбен келіңіздер: қызықты болады.</p>"


def count() -> int:
    """Return how many events there are."""
    return Event.objects.count()


def clear() -> None:
    """Remove what an earlier run of another size left."""
    tables = (
        "events_event",
        "wagtailcore_revision",
        "content_entrystanding",
        "search_draft",
        "search_entry",
        "search_outbox",
        "search_term",
    )
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def generate(events: int, *, say: Callable[[str], None]) -> None:
    """Write so many events; every twelfth is a draft, every tenth has changes, most are copies of the first."""
    first = min(events, _COMPOSED)
    _compose(first)
    say(f"  {first} events composed")
    if events > first:
        _copy(events // first - 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _copy(copies: int) -> None:
    """Multiply all events in the database itself, with dates, drafts, standings and search columns."""
    own = {"id": "made.id", "public_id": "made.public_id", "slug": "old.slug || '-' || made.copy",
           "latest_revision_id": "made.revision_id", "live_revision_id": "made.live_revision_id",
           "title_ru": "old.title_ru || '-' || made.copy"}  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE made ON COMMIT DROP AS "
            "SELECT event.id AS old_id, event.public_id AS old_public_id, event.live, copy, "
            "nextval(pg_get_serial_sequence('events_event', 'id')) AS id, gen_random_uuid() AS public_id, "
            "nextval(pg_get_serial_sequence('wagtailcore_revision', 'id')) AS revision_id, "
            "NULL::bigint AS live_revision_id FROM events_event AS event CROSS JOIN generate_series(1, %s) AS copy",
            [copies],
        )
        cursor.execute("UPDATE made SET live_revision_id = revision_id WHERE live")
        _insert_copies(cursor, Event, "old.id = made.old_id", own)
        _insert_copies(cursor, EventDate, "old.event_id = made.old_id", {"event_id": "made.id"}, without_key=True)
        _insert_copies(
            cursor,
            Revision,
            "old.object_id = made.old_id::text",
            {
                "id": "made.revision_id",
                "object_id": "made.id::text",
                "content": "old.content || jsonb_build_object('pk', made.id, 'public_id', made.public_id)",
            },
        )
        named = {"entry_public_id": "made.public_id", "public_id": "made.public_id", "revision_id": "made.revision_id"}
        _insert_copies(cursor, EntryStanding, "old.entry_public_id = made.old_public_id", named)
        _insert_copies(cursor, DraftEntry, "old.public_id = made.old_public_id", named)


def _insert_copies(
    cursor: Any, model: type[Any], condition: str, own: dict[str, str], *, without_key: bool = False
) -> None:
    fields: list[Any] = [field for field in model._meta.concrete_fields if not (without_key and field.primary_key)]
    columns = [field.column for field in fields]
    values = ", ".join(own.get(column, f"old.{column}") for column in columns)
    table = model._meta.db_table
    cursor.execute(
        # The names are of our own models.
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM made JOIN {table} AS old ON {condition}"  # noqa: S608
    )


def _compose(events: int) -> None:
    chance = random.Random(7)  # noqa: S311 - the same events every time
    cities = [
        City.objects.get_or_create(slug=slug, defaults={"name_ru": name, "name_kk": name})[0]
        for slug, name in (("bench-a", "Жезказган"), ("bench-b", "Сатпаев"), ("bench-c", "Караганда"))
    ]
    owners = [User.objects.get_or_create(email=f"bench{number}@example.org")[0] for number in range(5)]
    categories = list(Category.objects.filter(kind="event").order_by("pk"))
    template = Event(city=cities[0], category=categories[0], title_ru="").serializable_data()
    kind = ContentType.objects.get_for_model(Event)
    for start in range(0, events, _CHUNK):
        rows = [_event(number, chance, cities, categories) for number in range(start, min(start + _CHUNK, events))]
        Event.objects.bulk_create(rows)
        dates = [_date(event, chance) for event in rows]
        EventDate.objects.bulk_create(dates)
        pairs = list(zip(rows, dates, strict=True))
        revisions = [_revision(event, date, template, kind) for event, date in pairs]
        Revision.objects.bulk_create(revisions)
        for event, revision in zip(rows, revisions, strict=True):
            event.latest_revision_id = revision.pk
            event.live_revision_id = revision.pk if event.live else None
        _link(rows)
        EntryStanding.objects.bulk_create(
            EntryStanding(entry_public_id=event.public_id, kind="event", owner=chance.choice(owners)) for event in rows
        )
    refresh_drafts()


def list_the_rest() -> None:
    """Give the other live events listings copied from one: enough for lists, which show nothing of them but dates."""
    fields: list[Any] = list(EventListing._meta.concrete_fields)
    columns = [field.column for field in fields]
    own = {"entry_id": "event.id", "public_id": "event.public_id", "slug": "event.slug", "city_id": "event.city_id",
           "starts_at": "date.starts_at", "over_at": "date.ends_at", "ended_at": "date.ends_at"}  # fmt: skip
    chosen = ", ".join(own.get(column, f"listing.{column}") for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO events_eventlisting ({', '.join(columns)}) SELECT {chosen} FROM events_event AS event "  # noqa: S608
            "JOIN events_eventdate AS date ON date.event_id = event.id "
            "JOIN (SELECT * FROM events_eventlisting LIMIT 1) AS listing ON true "
            "WHERE event.live AND NOT EXISTS (SELECT 1 FROM events_eventlisting AS own WHERE own.entry_id = event.id)"
        )


def _event(number: int, chance: random.Random, cities: list[City], categories: list[Category]) -> Event:
    title = f"{chance.choice(_WHAT)} {chance.choice(_WHOSE)} {chance.choice(_WHERE)} № {number}"
    is_draft = number % 12 == 0
    return Event(
        public_id=UUID(int=chance.getrandbits(128)),
        slug=f"bench-{number}",
        city=chance.choice(cities),
        category=chance.choice(categories),
        title_ru=title,
        title_kk="" if number % 3 == 0 else f"{title} қазақша",
        description_ru=f"{_TEXT}<p>{title}</p>",
        description_kk="" if number % 2 else f"{_KAZAKH}<p>{title}</p>",
        place_ru="Дворец культуры",
        place_kk="Мәдениет сарайы",
        address_ru="ул. Есенберлина, 1",
        price_kind="free" if number % 4 == 0 else "fixed",
        price_min=None if number % 4 == 0 else 1000 + number % 50 * 100,
        live=not is_draft,
        has_unpublished_changes=is_draft or number % 10 == 1,
        first_published_at=None if is_draft else timezone.now() - timedelta(days=number % 300),
        last_published_at=None if is_draft else timezone.now() - timedelta(days=number % 300),
    )


def _date(event: Event, chance: random.Random) -> EventDate:
    starts_at = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(
        hours=chance.randrange(-8000, 4000)
    )
    return EventDate(event=event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))


def _revision(event: Event, date: EventDate, template: dict[str, Any], kind: ContentType) -> Revision:
    names = ("public_id", "slug", "title_ru", "title_kk", "description_ru", "description_kk", "place_ru", "place_kk",
             "address_ru", "price_kind", "price_min", "live", "has_unpublished_changes")  # fmt: skip
    content = {**template, "pk": event.pk, **{name: getattr(event, name) for name in names}}
    content.update(city=event.city_id, category=event.category_id, dates=[_date_data(date)])
    return Revision(
        content_type=kind,
        base_content_type=kind,
        object_id=str(event.pk),
        created_at=timezone.now(),
        object_str=event.title_ru,
        content=json.loads(json.dumps(content, default=str)),
    )


def _date_data(date: EventDate) -> dict[str, Any]:
    fields = EventDate._meta.concrete_fields
    return {("pk" if field.primary_key else field.name): getattr(date, field.attname) for field in fields}


def _link(events: list[Event]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE events_event AS event SET latest_revision_id = linked.latest, live_revision_id = linked.live "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS linked(id, latest, live) "
            "WHERE event.id = linked.id",
            [
                [event.pk for event in events],
                [event.latest_revision_id for event in events],
                [event.live_revision_id for event in events],
            ],
        )
