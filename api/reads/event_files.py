"""Events in the formats of other programs: the same questions as the list, and single events."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

import orjson
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes

from api import file_examples
from api.answers import Answer
from api.asked import Asked
from api.event_filters import EventFileParameters
from api.filters import ItemParameters
from api.formats import calendar, linked_data, rss, table
from api.media import with_media_addresses
from api.problems import EVENT_NOT_FOUND, GONE, INVALID_PARAMETER, MERGED, ProblemError
from api.reads.events import EventsView, EventView, columns_of
from api.schema import reading
from content.prepared import PreparedSelection, Rows
from content.preview_tokens import is_token
from events.criteria import EventCriteria
from events.models import EventListing


@dataclass(frozen=True, slots=True)
class Format:
    """A format, what writes events in it, and what that looks like."""

    media_type: str
    write: Callable[[Sequence[Mapping[str, Any]]], bytes]
    example: Any


_ICS: Final = Format("text/calendar", calendar.written, file_examples.CALENDAR_FILE)
_RSS: Final = Format("application/rss+xml", rss.written, file_examples.RSS_FILE)
_CSV: Final = Format("text/csv", table.written, file_examples.CSV_FILE)
_JSON_LD: Final = Format("application/ld+json", linked_data.written, file_examples.LINKED_DATA_FILE)


def _page(criteria: EventCriteria, language: str, rows: Rows) -> QuerySet[Any]:
    return EventListing.objects.page(criteria, *columns_of(criteria, "detail", language), rows=rows)


def _details(texts: Iterable[str]) -> list[Mapping[str, Any]]:
    return [orjson.loads(with_media_addresses(text.encode())) for text in texts]


class EventFilesView(EventsView):
    """The events of a list in another format."""

    filterset_class = EventFileParameters
    statements = PreparedSelection(_page)
    format: ClassVar[Format]

    def get(self, asked: Asked) -> Answer:
        """Return the page of the list in the format."""
        answer = super().get(asked)
        content_type = f"{self.format.media_type}; charset=utf-8"
        # What matches nothing is an empty list without rows to write.
        body = self.format.write([]) if answer.body == b"[]" else answer.body
        return replace(answer, body=body, content_type=content_type)

    def body(self, rows: Sequence[tuple[Any, ...]], keys: frozenset[str] | None) -> bytes:
        """Return the events as they are written."""
        return self.format.write(_details(map(self.fragment, rows)))

    def fragment(self, columns: tuple[Any, ...]) -> str:
        """Return the event, with the keys of the date inside the period where one was asked for."""
        detail: str = columns[0]
        if len(columns) == 1:
            return detail
        return orjson.dumps(orjson.loads(detail) | orjson.loads(columns[1])).decode()


class EventFileView(EventView):
    """One event in another format."""

    filterset_class = ItemParameters
    format: ClassVar[Format]

    def get(self, asked: Asked) -> Answer:
        """Return the event; a draft has no other format than its page."""
        if is_token(self.kwargs["id"]):
            raise ProblemError(problem=EVENT_NOT_FOUND)
        answer = super().get(asked)
        body = self.format.write(_details([answer.body.decode()]))
        # Programs fetch it, again and again; nobody looks at it.
        return replace(answer, body=body, content_type=f"{self.format.media_type}; charset=utf-8", viewed=None)


def _list(name: str, what: str, description: str, written: Format) -> Any:
    return reading(
        operation_id=f"listEventsAs{name}",
        tag="События",
        summary=f"События: {what}",
        description=f"{description} Параметры — как у списка событий; соседние страницы — в заголовке `Link`.",
        answer=OpenApiTypes.STR if written is not _JSON_LD else OpenApiTypes.OBJECT,
        example=written.example,
        media_type=written.media_type,
        errors=(INVALID_PARAMETER,),
        is_list=True,
    )


def _one(name: str, what: str, description: str, written: Format) -> Any:
    return reading(
        operation_id=f"getEventAs{name}",
        tag="События",
        summary=f"Событие: {what}",
        description=description,
        answer=OpenApiTypes.STR if written is not _JSON_LD else OpenApiTypes.OBJECT,
        example=written.example,
        media_type=written.media_type,
        errors=(INVALID_PARAMETER, MERGED, EVENT_NOT_FOUND, GONE["withdrawn"]),
        key=("id", "id или slug события."),
    )


_CALENDAR_TEXT = (
    "Для календарей телефона и компьютера (RFC 5545): по одному VEVENT на дату, не больше 60 ближайших дат события. "
    "UID даты не меняется при переносе."
)


@_list("Calendar", "iCalendar", _CALENDAR_TEXT, _ICS)
class EventsIcsView(EventFilesView):
    """The list as a calendar."""

    format = _ICS


@_list("Rss", "RSS", "Лента RSS 2.0, одна запись на событие.", _RSS)
class EventsRssView(EventFilesView):
    """The list as a feed."""

    format = _RSS


@_list("Csv", "CSV", "Таблица в UTF-8 с BOM, одна строка на событие; ячейки не становятся формулами.", _CSV)
class EventsTableView(EventFilesView):
    """The list as a table."""

    format = _CSV


@_list("LinkedData", "JSON-LD", "Разметка schema.org: `Event` на каждую дату, цены в тенге.", _JSON_LD)
class EventsLinkedDataView(EventFilesView):
    """The list as linked data."""

    format = _JSON_LD


@_one("Calendar", "iCalendar", _CALENDAR_TEXT, _ICS)
class EventIcsView(EventFileView):
    """One event as a calendar."""

    format = _ICS


@_one("LinkedData", "JSON-LD", "Разметка schema.org: `Event` на каждую дату, цены в тенге.", _JSON_LD)
class EventLinkedDataView(EventFileView):
    """One event as linked data."""

    format = _JSON_LD
