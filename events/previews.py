"""A draft of an event as the public would see it."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from content.localised import text
from content.preview import Fact, Preview
from content.renditions import rendition_files
from events.card_texts import EventTexts
from events.cards import EventDateShape, EventDetail
from events.enums import Accessibility, SpokenLanguage
from events.models import Event, EventStanding
from events.projections import WINDOW_AHEAD, WINDOW_BACK, schedule_rows, shown_images
from events.schedule import Occurrence, current_or_next, occurrences
from language.codes import Language

_DATES_SHOWN: Final = 6


def event_preview(event: Event, language: Language, now: datetime) -> Preview:
    """Return what the public page would say of a draft, however incomplete it is."""
    detail = draft_detail(event, language, now)
    picture = detail.picture
    return Preview(
        language=language,
        title=detail.title,
        title_language="kk" if detail.language == "kk" else "ru",
        overline=text(event.category, "name", language) if event.category else "",
        summary=detail.description or "",
        description_html=detail.descriptionHtml,
        facts=[*_dates(detail), *_facts(detail)],
        image=picture.url if picture else None,
        image_alt=picture.alt if picture else "",
        image_note=" · ".join(note for note in (picture.credit, picture.aiLabel) if note) if picture else "",
    )


def draft_detail(event: Event, language: Language, now: datetime) -> EventDetail:
    """Return the public shape of a draft; one without a date stands at ``now``."""
    found = _occurrences(event, now)
    shown = current_or_next(found, now=now) or _no_date(now)
    texts = EventTexts(event=event, files=rendition_files(shown_images(event)), now=now)
    standing = EventStanding.objects.filter(event_id=event.pk).first() or EventStanding()
    return texts.detail(texts.card(shown, standing, language), shown, found, standing, language)


def _occurrences(event: Event, now: datetime) -> list[Occurrence]:
    """Return the dates of a draft; one that cannot be reckoned with, which may be saved as a draft, gives none."""
    try:
        return occurrences(
            schedule_rows(event), zone=event.city.zone, window_start=now - WINDOW_BACK, window_end=now + WINDOW_AHEAD
        )
    except (ValueError, OverflowError):
        return []


def _no_date(now: datetime) -> Occurrence:
    """Stand in for the date of a draft that has none yet; its texts are not shown."""
    return Occurrence(
        key=UUID(int=0),
        starts_at=now,
        ends_at=None,
        over_at=now,
        is_all_day=False,
        status="scheduled",
        previous_starts_at=None,
        day=now.date(),
    )


def _dates(detail: EventDetail) -> list[Fact]:
    if not detail.dates:
        return [Fact(_("Когда"), _("дата ещё не указана"))]
    if detail.runs:
        return [
            Fact(_("Выставка"), "\n".join([run.text, *(run.hours.lines if run.hours else ())])) for run in detail.runs
        ]
    lines = [_date_line(date, detail) for date in detail.dates]
    rest = len(lines) - _DATES_SHOWN
    facts = [Fact(_("Когда") if index == 0 else "", line) for index, line in enumerate(lines[:_DATES_SHOWN])]
    return [*facts, Fact("", _("и ещё дат: %(count)s") % {"count": rest})] if rest > 0 else facts


def _date_line(date: EventDateShape, detail: EventDetail) -> str:
    """Return a date with what became of it, and its place and price where they are its own."""
    place = date.location if date.location != detail.location else ""
    price = date.priceText if date.priceText != detail.priceText else ""
    parts = (date.dateText, date.statusText, date.reason, place, price)
    return " — ".join(part for part in parts if part)


def _facts(detail: EventDetail) -> list[Fact]:
    place = ", ".join(dict.fromkeys(part for part in (detail.location, detail.address) if part))
    contact = detail.contact
    questions = (contact.name, contact.phoneText, contact.email) if contact else ()
    where = place or ("" if detail.onlineUrl else _("место ещё не указано"))
    lines = [
        Fact(_("Где"), where),
        Fact(_("Онлайн"), detail.onlineUrl or ""),
        Fact(_("Цена"), detail.priceText),
        Fact(_("Мест"), _("Мест больше нет") if detail.isSoldOut else str(detail.capacity or "")),
        Fact(_("Возраст"), detail.ageLabel),
        Fact(_("Языки"), ", ".join(str(SpokenLanguage(code).label) for code in detail.languages)),
        Fact(_("Доступность"), ", ".join(str(Accessibility(code).label) for code in detail.accessibility)),
        Fact(_("Организатор"), detail.organiserName or ""),
        Fact(_("Контакт"), ", ".join(part for part in questions if part)),
        Fact(_("Билеты"), detail.ticketUrl or ""),
        Fact(_("Страница события"), detail.websiteUrl or ""),
        Fact(_("Теги"), ", ".join(detail.tags)),
    ]
    return [fact for fact in lines if fact.text]
