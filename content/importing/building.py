"""Raw values of any format to one clean candidate: the rules every parser shares."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from content.importing.candidates import CandidateDate, EventCandidate, ProblemLog
from content.importing.categories import category_slug
from content.importing.prices import NO_PRICE, Price
from content.importing.text import (
    ADDRESS_LENGTH,
    DESCRIPTION_LENGTH,
    TAG_LENGTH,
    TITLE_LENGTH,
    content_key,
    identifier,
    is_kazakh,
    link,
    one_line,
    rich,
)

MAX_TAGS = 30
_MAX_AGE = 99
_MAX_CAPACITY = 1_000_000
# Codes that the vocabulary of events has; a test holds the two together.
LANGUAGES = frozenset({"kk", "ru", "en", "de", "ko", "tr", "uz", "zh", "zxx"})


@dataclass(frozen=True, kw_only=True, slots=True)
class RawText:
    """A text as it stood in the source, with the language declared for it ("" = not declared).

    ``is_certain`` when a person put it under that language, as in a column of a table; declarations of programs are
    often those of the page around the text.
    """

    text: str
    language: str = ""
    is_certain: bool = False

    @property
    def is_kazakh(self) -> bool:
        """Whether the text goes to the Kazakh columns."""
        return self.language == "kk" if self.is_certain else is_kazakh(self.text, declared=self.language)


NO_TEXT = RawText(text="")


@dataclass(frozen=True, kw_only=True, slots=True)
class RawEvent:
    """What a parser has read of an event, dates apart; empty strings stand for what the source does not say.

    Of several ``titles`` or ``descriptions`` in one language the first counts.
    """

    line: int
    external_id: str = ""
    titles: Sequence[RawText] = ()
    descriptions: Sequence[RawText] = ()
    place: RawText = NO_TEXT
    address: RawText = NO_TEXT
    latitude: str = ""
    longitude: str = ""
    categories: Sequence[str] = ()
    tags: Sequence[str] = ()
    price: Price = NO_PRICE
    age: int | None = None
    organiser: str = ""
    url: str = ""
    ticket_url: str = ""
    image_url: str = ""
    online_url: str = ""
    video_url: str = ""
    languages: Sequence[str] = ()
    is_sold_out: bool = False
    capacity: int | None = None
    base_url: str = ""


def build_event(raw: RawEvent, *, dates: Sequence[CandidateDate], notes: ProblemLog) -> EventCandidate | None:
    """Return the candidate, or ``None`` with an error noted when there is no title or no date."""
    title_ru, title_kk = _columns(raw.titles, limit=TITLE_LENGTH, name="title", line=raw.line, notes=notes)
    if not (title_ru or title_kk):
        notes.error("title.missing", _("У события нет названия, запись пропущена."), line=raw.line, field="title")
        return None
    if not dates:
        notes.error(
            "date.missing",
            _("У события нет даты, запись пропущена."),
            line=raw.line,
            field="starts_at",
            record=title_ru or title_kk,
        )
        return None
    place_ru, place_kk = _columns([raw.place], limit=TITLE_LENGTH, name="place", line=raw.line, notes=notes)
    address_ru, address_kk = _columns([raw.address], limit=ADDRESS_LENGTH, name="address", line=raw.line, notes=notes)
    latitude, longitude = _coordinates(raw, notes)
    description_ru, description_kk = _descriptions(raw, notes)
    return EventCandidate(
        external_id=identifier(raw.external_id) or _key(title_ru or title_kk, dates, place_ru or place_kk),
        title_ru=title_ru,
        title_kk=title_kk,
        description_ru=description_ru,
        description_kk=description_kk,
        category=category_slug(raw.categories),
        dates=tuple(dates),
        place_ru=place_ru,
        place_kk=place_kk,
        address_ru=address_ru,
        address_kk=address_kk,
        latitude=latitude,
        longitude=longitude,
        price_kind=raw.price.kind,
        price_min=raw.price.minimum,
        price_max=raw.price.maximum,
        age=raw.age if raw.age is not None and 0 <= raw.age <= _MAX_AGE else None,
        organiser=one_line(raw.organiser),
        url=_address(raw.url, "url", raw, notes),
        ticket_url=_address(raw.ticket_url, "ticket_url", raw, notes),
        image_url=_address(raw.image_url, "image_url", raw, notes),
        online_url=_address(raw.online_url, "online_url", raw, notes),
        video_url=_address(raw.video_url, "video_url", raw, notes),
        languages=_languages(raw.languages),
        is_sold_out=raw.is_sold_out,
        capacity=raw.capacity if raw.capacity is not None and 0 < raw.capacity <= _MAX_CAPACITY else None,
        tags=_tags(raw.tags),
        line=raw.line,
    )


def _key(title: str, dates: Sequence[CandidateDate], place: str) -> str:
    return content_key(title, min(date.starts_at for date in dates).isoformat(), place)


def _columns(texts: Iterable[RawText], *, limit: int, name: str, line: int, notes: ProblemLog) -> tuple[str, str]:
    """Put single-line texts into the Russian and the Kazakh column; the first of each language counts."""
    columns = {"ru": "", "kk": ""}
    for raw in texts:
        text = one_line(raw.text, limit=limit)
        language = "kk" if raw.is_kazakh else "ru"
        if not text or columns[language]:
            continue
        columns[language] = text
        if text.endswith("…") and not raw.text.rstrip().endswith("…"):
            notes.warning(
                "text.cut",
                _("Текст длиннее %(limit)s знаков, лишнее отрезано.") % {"limit": limit},
                line=line,
                field=name,
                value=text,
            )
    return columns["ru"], columns["kk"]


def _descriptions(raw: RawEvent, notes: ProblemLog) -> tuple[str, str]:
    columns = {"ru": "", "kk": ""}
    for description in raw.descriptions:
        if len(description.text) > DESCRIPTION_LENGTH:
            notes.warning(
                "text.cut",
                _("Текст длиннее %(limit)s знаков, лишнее отрезано.") % {"limit": DESCRIPTION_LENGTH},
                line=raw.line,
                field="description",
                value=description.text,
            )
        text = rich(description.text)
        language = "kk" if description.is_kazakh else "ru"
        columns[language] = columns[language] or text
    return columns["ru"], columns["kk"]


def _coordinates(raw: RawEvent, notes: ProblemLog) -> tuple[Decimal | None, Decimal | None]:
    """Return latitude and longitude together or not at all; 0, 0 is how programs write "unknown"."""
    texts = (raw.latitude.strip().replace(",", "."), raw.longitude.strip().replace(",", "."))
    if not any(texts):
        return None, None
    try:
        latitude, longitude = (Decimal(text).quantize(Decimal("0.000001")) for text in texts)
        is_valid = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude or longitude)  # noqa: PLR2004 - degrees
    except (InvalidOperation, ValueError):
        is_valid = False
    if is_valid:
        return latitude, longitude
    notes.warning(
        "place.coordinates",
        _("Координаты не похожи на широту и долготу, они пропущены."),
        line=raw.line,
        field="lat, lon",
        value=f"{raw.latitude}, {raw.longitude}",
    )
    return None, None


def _address(text: str, name: str, raw: RawEvent, notes: ProblemLog) -> str:
    if not text.strip():
        return ""
    address = link(text, base=raw.base_url)
    if not address:
        notes.warning(
            "link.unusable",
            _("Это не полный адрес http(s) или он слишком длинный, ссылка пропущена."),
            line=raw.line,
            field=name,
            value=text,
        )
    return address


def _languages(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that we know, by the first part of their code ("kk-KZ"), each once."""
    short = (code.strip().lower().replace("_", "-").partition("-")[0] for code in codes)
    return tuple(dict.fromkeys(code for code in short if code in LANGUAGES))


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return at most 30 tags, each once whatever its case, in the order of the source."""
    kept: dict[str, str] = {}
    for tag in tags:
        text = one_line(tag, limit=TAG_LENGTH).strip("#").strip()
        if text:
            kept.setdefault(text.casefold(), text)
    return tuple(kept.values())[:MAX_TAGS]
