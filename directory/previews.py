"""A draft of a business as the public would see it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from content.cards import picture
from content.localised import localised, text
from content.opening_hours.answers import openness
from content.opening_hours.cards import exceptional_hours
from content.preview import Fact, Preview
from content.public_holidays import is_public_holiday
from content.renditions import rendition_files
from content.richtext import plain_text, public_html
from directory.models import Business
from language import phones
from language.codes import Language
from language.opening_hours import day_hours_text, openness_text, week_lines


def business_preview(business: Business, language: Language, now: datetime) -> Preview:
    """Return what the public page would say of a draft, however incomplete it is."""
    title = localised(business, "title", language)
    source = text(business, "description", language)
    shown = picture(business.cover, language, rendition_files([business.cover]))
    lines = [
        Fact(_("Адрес"), text(business, "address", language)),
        Fact(_("Телефон"), ", ".join(phones.shown(number) for number in business.phones)),
        Fact(_("WhatsApp"), phones.shown(business.whatsapp) if business.whatsapp else ""),
        Fact(_("Instagram"), business.instagram),
        Fact("Telegram", business.telegram),
        Fact(_("Сайт"), business.website_url),
        *_hours(business, language, now),
    ]
    return Preview(
        language=language,
        title=title.text,
        title_language=title.language,
        overline=text(business.category, "name", language) if business.category else "",
        summary=plain_text(source),
        description_html=public_html(source),
        facts=[fact for fact in lines if fact.text],
        image=shown.url if shown else None,
        image_alt=shown.alt if shown else "",
        image_note=" · ".join(note for note in (shown.credit, shown.aiLabel) if note) if shown else "",
    )


def _hours(business: Business, language: Language, now: datetime) -> Iterator[Fact]:
    """Give the open state of this moment, the week, holidays and coming exceptions."""
    hours, zone = business.hours, business.city.zone
    if hours is None:
        return
    opening = openness(hours, now=now, zone=zone, is_holiday=is_public_holiday)
    yield Fact(
        _("Сейчас"),
        openness_text(
            state=opening.state, until=opening.until, then=opening.then, zone=zone, now=now, language=language
        ),
    )
    yield Fact(_("Часы работы"), "; ".join(week_lines(hours.week, language)))
    if not hours.are_holidays_usual:
        yield Fact(_("Праздничные дни"), day_hours_text(hours.holidays, language))
    for row in exceptional_hours(hours, today=now.astimezone(zone).date(), language=language):
        yield Fact(_("Исключение"), f"{row.text} ({row.note})" if row.note else row.text)
