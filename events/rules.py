"""Rules of events: what contradicts itself and what publication needs."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from events.enums import PriceKind
from events.schedule import EmptyRule, parse_rule

if TYPE_CHECKING:
    from events.models import Event

_EARLIEST_YEAR = 1990
_LATEST_YEAR = 2100


def price_problems(*, kind: str, price_min: int | None, price_max: int | None) -> dict[str, str]:
    """Return what is wrong with a price, by field name; prices are whole tenge."""
    if kind in {PriceKind.UNKNOWN, PriceKind.FREE, PriceKind.DONATION}:
        if price_min or price_max:
            return {"price_min": _("Сумма указана, но выбрано «%s».") % PriceKind(kind).label}
        return {}
    if price_min is None:
        return {"price_min": _("Укажите цену или выберите «бесплатно» либо «не указана».")}
    if kind == PriceKind.FIXED and price_max is not None and price_max != price_min:
        return {"price_max": _("Для двух цен выберите «от и до».")}
    if price_max is not None and price_max < price_min:
        return {"price_max": _("Верхняя цена меньше нижней.")}
    return {}


def date_problems(*, starts_at: datetime | None, ends_at: datetime | None, recurrence_rule: str) -> dict[str, str]:
    """Return what is wrong with a date, by field name."""
    problems: dict[str, str] = {}
    if starts_at is None:
        return problems
    if starts_at.year < _EARLIEST_YEAR:
        problems["starts_at"] = _("Год %d слишком давний, проверьте дату.") % starts_at.year
    if starts_at.year > _LATEST_YEAR:
        problems["starts_at"] = _("Год %d слишком далёкий, проверьте дату.") % starts_at.year
    if ends_at is not None and ends_at.year > _LATEST_YEAR:
        problems["ends_at"] = _("Год %d слишком далёкий, проверьте дату.") % ends_at.year
    if ends_at is not None and ends_at < starts_at:
        problems["ends_at"] = _("Окончание раньше начала.")
    if recurrence_rule:
        try:
            parse_rule(recurrence_rule, starts_at=starts_at, zone=ZoneInfo("UTC"))
        except EmptyRule:
            problems["recurrence_rule"] = _("Правило не даёт ни одной даты за восемь лет после начала.")
        except ValueError:
            problems["recurrence_rule"] = _(
                "Правило повторения не разобрать. Пример: FREQ=WEEKLY;BYDAY=SA — каждую субботу, "
                "FREQ=DAILY;COUNT=5 — пять дней подряд."
            )
    return problems


def missing_for_publication(event: "Event") -> list[str]:
    """Name, in the reader's language, everything that an event lacks for publication; empty when complete."""
    missing: list[str] = []
    if not event.title_ru.strip():
        missing.append(_("название на русском"))
    if event.category_id is None:
        missing.append(_("категория"))
    dates = event.dates.all()
    if not dates:
        missing.append(_("дата"))
    if any(
        date_problems(starts_at=row.starts_at, ends_at=row.ends_at, recurrence_rule=row.recurrence_rule)
        for row in dates
    ):
        missing.append(_("даты без ошибок"))
    if not (event.place_ru or event.place_kk or event.address_ru or event.address_kk):
        missing.append(_("место или адрес"))
    return missing
