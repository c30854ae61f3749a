"""schema.org JSON-LD to candidates."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import tzinfo
from typing import Any

from django.utils.translation import gettext as _

from content.importing.assembly import assembled
from content.importing.building import RawEvent, RawText, build_event
from content.importing.candidates import CandidateDate, EventCandidate, ParseResult, ProblemLog
from content.importing.encodings import decode
from content.importing.parsers.json_ld_blocks import Block, read_page
from content.importing.parsers.limits import MAX_RECORDS, declared_charset, too_large
from content.importing.parsers.schema_dates import event_dates, united_dates
from content.importing.parsers.schema_nodes import Index, Node, declared_language, items, plain, text, texts, types
from content.importing.parsers.schema_offers import is_sold_out, offered_price, ticket_address
from content.importing.parsers.schema_places import online_address, place_of
from content.importing.text import link
from language.prose import parse_age

# Publications and deliveries are events to schema.org, but nothing that a city goes to.
EVENT_TYPES = frozenset({
    "BusinessEvent", "ChildrensEvent", "ComedyEvent", "ConferenceEvent", "CourseInstance", "DanceEvent",
    "EducationEvent", "Event", "EventSeries", "ExhibitionEvent", "Festival", "FoodEvent", "Hackathon", "LiteraryEvent",
    "MusicEvent", "PerformingArtsEvent", "SaleEvent", "ScreeningEvent", "SocialEvent", "SportsEvent", "TheaterEvent",
    "VisualArtsEvent",
})  # fmt: skip
_MAX_NODES = 300_000
_MAX_DEPTH = 60


def parse_jsonld(data: bytes, *, zone: tzinfo) -> ParseResult:
    """Read the events of a web page, of a JSON document or of a text with several JSON-LD scripts.

    Times without an offset are in ``zone``, the city's. Events are found wherever they stand in a document. Sub-events
    with no title of their own, or with their event's, are its dates; those with another title are events of their own.
    """
    notes = ProblemLog()
    if too_large(data, notes=notes):
        return ParseResult(problems=tuple(notes.problems), is_readable=False)
    decoded = decode(data, declared=declared_charset(data))
    notes.extend(decoded.problems)
    page = read_page(decoded.text, notes=notes)
    if not page.is_recognised or (page.broken and not page.blocks):
        if not page.broken:
            _refuse(decoded.text, notes)
        return ParseResult(
            problems=tuple(notes.problems),
            is_readable=False,
            refused=page.broken,
            found=page.broken,
            encoding=decoded.encoding,
        )
    reader = _PageReader(zone, page.base, notes)
    for block in page.blocks:
        reader.index(block.value)
    for block in page.blocks:
        reader.read(block)
    if not reader.found:
        notes.warning("jsonld.no_events", _("В файле нет событий schema.org (JSON-LD)."))
    return ParseResult(
        candidates=assembled(reader.candidates, notes=notes),
        problems=tuple(notes.problems),
        found=reader.found + page.broken,
        refused=reader.refused + page.broken,
        encoding=decoded.encoding,
    )


def _refuse(content: str, notes: ProblemLog) -> None:
    if content.strip():
        notes.error("file.not_jsonld", _("Это не веб-страница и не JSON."), line=1, value=content.strip()[:200])
    else:
        notes.error("file.empty", _("Файл пуст."))


class _PageReader:
    """Finds and reads the events of one file."""

    def __init__(self, city: tzinfo, base: str, notes: ProblemLog) -> None:
        self._city = city
        self._base = base
        self._notes = notes
        self._nodes = Index()
        self._visited = 0
        self.candidates: list[EventCandidate] = []
        self.found = 0
        self.refused = 0

    def index(self, value: Any) -> None:
        """Remember every node with an id."""
        for node, _alias in self._walk(value, depth=0, alias=False):
            self._nodes.add(node)

    def read(self, block: Block) -> None:
        """Read the events of one document."""
        lines = _Lines(block)
        self._visited = 0
        for node, alias in self._walk(block.value, depth=0, alias=False, into_events=False):
            if EVENT_TYPES & set(types(node, allow_alias=alias)):
                self._event(node, lines, parent=None)

    def _walk(self, value: Any, *, depth: int, alias: bool, into_events: bool = True) -> Iterator[tuple[Node, bool]]:
        """Yield every object with whether ``type`` may stand for ``@type`` there."""
        if depth > _MAX_DEPTH:
            return
        if isinstance(value, list):
            for item in value:
                yield from self._walk(item, depth=depth + 1, alias=alias, into_events=into_events)
        elif isinstance(value, Mapping):
            self._visited += 1
            if self._visited > _MAX_NODES:
                return
            alias = alias or "@context" in value
            yield value, alias
            if into_events or not EVENT_TYPES & set(types(value, allow_alias=alias)):
                for inner in value.values():
                    if isinstance(inner, (list, Mapping)):
                        yield from self._walk(inner, depth=depth + 1, alias=alias, into_events=into_events)

    def _event(self, node: Node, lines: "_Lines", parent: RawEvent | None) -> None:
        self.found += 1
        if self.found > MAX_RECORDS:
            self.refused += 1
            return
        line = lines.line_of(text(node, "name"))
        raw = self._raw(node, line, parent)
        own_dates, others, has_parts = self._parts(node, raw, line)
        for other in others:
            self._event(other, lines, raw)
        dates = own_dates or event_dates(node, city=self._city, line=line, notes=self._notes)
        if not dates and (others or has_parts):
            # A series that only holds its events together is none itself.
            self.found -= 1
            return
        candidate = build_event(raw, dates=united_dates(dates), notes=self._notes)
        if candidate is None:
            self.refused += 1
        else:
            self.candidates.append(candidate)

    def _parts(self, node: Node, raw: RawEvent, line: int) -> tuple[list[CandidateDate], list[Node], bool]:
        """Return the dates that sub-events stand for, those that are events of their own, and whether there are any."""
        dates: list[CandidateDate] = []
        others: list[Node] = []
        values = [*items(node, "subEvent"), *items(node, "subEvents")]
        title = raw.titles[0].text.strip().casefold() if raw.titles else ""
        for value in values:
            if not isinstance(value, Mapping):
                continue
            name = text(value, "name").strip().casefold()
            if name and name != title:
                others.append(value)
            elif name or items(value, "startDate") or items(value, "eventSchedule"):
                dates += event_dates(value, city=self._city, line=line, notes=self._notes)
        return dates, others, bool(values)

    def _raw(self, node: Node, line: int, parent: RawEvent | None) -> RawEvent:
        language = declared_language(node)
        place = place_of(node, nodes=self._nodes, language=language)
        address = link(text(node, "url"), base=self._base) or link(_own_id(node), base="")
        words = [kind for kind in types(node, allow_alias=True) if kind != "Event"]
        keywords = [
            word for value in [*items(node, "keywords"), *items(node, "genre")] for word in plain(value).split(",")
        ]
        raw = RawEvent(
            line=line,
            external_id=_external_id(node, base=self._base),
            titles=_titles(node, language),
            descriptions=texts(node, "description", language=language),
            place=place.name,
            address=place.address,
            latitude=place.latitude,
            longitude=place.longitude,
            categories=[*words, *keywords],
            tags=keywords,
            price=offered_price(node, line=line, notes=self._notes),
            age=_age(text(node, "typicalAgeRange")),
            organiser=self._organiser(node),
            url=address or link(place.online_address),
            ticket_url=link(ticket_address(node), base=self._base),
            image_url=link(_image(node, self._nodes), base=self._base),
            online_url=link(online_address(node, nodes=self._nodes), base=self._base),
            languages=[plain(value) for value in items(node, "inLanguage")],
            is_sold_out=is_sold_out(node),
            capacity=_capacity(text(node, "maximumAttendeeCapacity")),
        )
        return raw if parent is None else _inherited(raw, parent)

    def _organiser(self, node: Node) -> str:
        names = (plain(self._nodes.resolved(value)) for value in items(node, "organizer"))
        return next((name for name in names if name and not name.startswith(("http://", "https://"))), "")


def _inherited(raw: RawEvent, parent: RawEvent) -> RawEvent:
    return replace(
        raw,
        place=raw.place if raw.place.text else parent.place,
        address=raw.address if raw.place.text or raw.address.text else parent.address,
        latitude=raw.latitude if raw.place.text or raw.latitude else parent.latitude,
        longitude=raw.longitude if raw.place.text or raw.longitude else parent.longitude,
        categories=[*raw.categories, *parent.categories],
        organiser=raw.organiser or parent.organiser,
        image_url=raw.image_url or parent.image_url,
    )


def _titles(node: Node, language: str) -> list[RawText]:
    """Return the names of an event; a performance without one is named after the work."""
    found = texts(node, "name", language=language) or texts(node, "headline", language=language)
    for name in ("workPerformed", "workPresented", "workFeatured"):
        found = found or texts(node, name, language=language)
    return found


def _own_id(node: Node) -> str:
    name = node.get("@id")
    return name if isinstance(name, str) and not name.startswith("_:") else ""


def _external_id(node: Node, *, base: str) -> str:
    """Return what identifies the event for its source: ``@id``, ``identifier`` or its address."""
    own = _own_id(node)
    absolute = link(own, base=base) if own.startswith(("#", "/")) else link(own)
    identifier = next(iter(items(node, "identifier")), None)
    named = plain(identifier.get("value", identifier)) if isinstance(identifier, Mapping) else plain(identifier)
    return (
        absolute
        or ("" if own.startswith("#") else own)
        or named
        or link(text(node, "url"), base=base)
        or text(node, "url")
    )


def _capacity(words: str) -> int | None:
    return int(words) if words.strip().isascii() and words.strip().isdigit() else None


def _age(words: str) -> int | None:
    """Read "18+" and "7-12"; "-12" has no lower limit."""
    lowest = words.strip().replace("–", "-").partition("-")[0]
    return parse_age(lowest)


def _image(node: Node, nodes: Index) -> str:
    for name in ("image", "thumbnailUrl"):
        for value in items(node, name):
            found = nodes.resolved(value)
            address = (
                found
                if isinstance(found, str)
                else text(found, "contentUrl", "url", "@id")
                if isinstance(found, Mapping)
                else ""
            )
            if address:
                return address
    return ""


class _Lines:
    """Finds the line of an event by its name, because JSON readers do not tell."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._position = 0

    def line_of(self, name: str) -> int:
        """Return the line where the name next stands, or the first line of the document."""
        wanted = name.strip()[:40]
        position = self._block.text.find(wanted, self._position) if wanted else -1
        if position < 0:
            return self._block.line
        self._position = position + 1
        return self._block.line + self._block.text.count("\n", 0, position)
