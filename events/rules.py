"""Rules of events: what contradicts itself and what publication needs."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from content.models.category import CategoryKind
from events.enums import DateKind, PriceKind
from events.schedule import EmptyRule, has_no_end, parse_rule

if TYPE_CHECKING:
    from events.models import Event, EventDate

_EARLIEST_YEAR: Final = 1990
_LATEST_YEAR: Final = 2100
LONG_AGO: Final = timedelta(days=366)


def event_problems(event: "Event") -> dict[str, str]:
    """Return what contradicts itself in an event, its schedule aside, by field name."""
    problems = price_problems(kind=event.price_kind, price_min=event.price_min, price_max=event.price_max)
    if event.category is not None and event.category.kind != CategoryKind.EVENT:
        problems["category"] = _("Это категория заведений. Выберите категорию событий.")
    return problems | venue_problems(event, city_id=event.city_id)


def row_problems(row: "EventDate", *, is_end_asked: bool = True) -> dict[str, str]:
    """Return what contradicts itself in a row of the schedule, by field name.

    With ``is_end_asked`` what goes on for ever has to say so.
    """
    is_open_ended = row.is_open_ended if is_end_asked else None
    if row.kind == DateKind.EXHIBITION:
        problems = exhibition_problems(
            first_on=row.starts_at.astimezone(get_current_timezone()).date() if row.starts_at else None,
            last_on=row.last_on,
            is_open_ended=is_open_ended,
            closed_on=row.closed_on,
        )
    else:
        problems = date_problems(
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            recurrence_rule=row.recurrence_rule,
            is_open_ended=is_open_ended,
        )
    if row.price_kind:
        problems |= price_problems(kind=row.price_kind, price_min=row.price_min, price_max=row.price_max)
    elif row.price_min is not None or row.price_max is not None:
        problems["price_kind"] = _("Выберите, как платят в этот день, или уберите сумму.")
    return problems | venue_problems(row)


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


def venue_problems(place: "Event | EventDate", *, city_id: int | None = None) -> dict[str, str]:
    """Return what is wrong with where something takes place; with ``city_id`` the venue has to be of that city."""
    if place.venue_id is not None and place.venue_business_id is not None:
        return {"venue_business": _("Выберите что-то одно: площадку или заведение.")}
    if city_id is None:
        return {}
    for name in ("venue", "venue_business"):
        venue = getattr(place, name)
        if venue is not None and venue.city_id != city_id:
            return {name: _("Это место в другом городе.")}
    return {}


def date_problems(
    *, starts_at: datetime | None, ends_at: datetime | None, recurrence_rule: str, is_open_ended: bool | None = None
) -> dict[str, str]:
    """Return what is wrong with a date or a rule, by field name; ``is_open_ended`` is ``None`` where nobody asks."""
    if starts_at is None:
        return {}
    problems = _year_problems(starts_at, ends_at)
    if ends_at is not None and ends_at < starts_at:
        problems["ends_at"] = _("Окончание раньше начала.")
    return problems | _rule_problems(recurrence_rule, starts_at=starts_at, is_open_ended=is_open_ended)


def _rule_problems(text: str, *, starts_at: datetime, is_open_ended: bool | None) -> dict[str, str]:
    if not text:
        return {}
    empty = {"recurrence_rule": _("Правило не даёт ни одной даты за восемь лет после начала.")}
    try:
        rule = parse_rule(text, starts_at=starts_at, zone=ZoneInfo("UTC"))
    except EmptyRule:
        return empty
    except ValueError:
        unread = _(
            "Правило повторения не разобрать. Пример: FREQ=WEEKLY;BYDAY=SA — каждую субботу, "
            "FREQ=DAILY;COUNT=5 — пять дней подряд."
        )
        return {"recurrence_rule": unread}
    if next(iter(rule), None) is None:
        # It ends before it begins.
        return empty
    if has_no_end(text) and is_open_ended is False:
        endless = _(
            "Правило не имеет конца. Укажите, до какого дня или сколько раз повторять, "
            "или отметьте «без даты окончания»."
        )
        return {"recurrence_rule": endless}
    if is_open_ended and not has_no_end(text):
        return {"is_open_ended": _("У правила есть конец. Уберите отметку или конец.")}
    return {}


def _year_problems(starts_at: datetime, ends_at: datetime | None) -> dict[str, str]:
    problems: dict[str, str] = {}
    if starts_at.year < _EARLIEST_YEAR:
        problems["starts_at"] = _("Год %d слишком давний, проверьте дату.") % starts_at.year
    if starts_at.year > _LATEST_YEAR:
        problems["starts_at"] = _("Год %d слишком далёкий, проверьте дату.") % starts_at.year
    if ends_at is not None and ends_at.year > _LATEST_YEAR:
        problems["ends_at"] = _("Год %d слишком далёкий, проверьте дату.") % ends_at.year
    return problems


def exhibition_problems(
    *,
    first_on: date | None,
    last_on: date | None,
    is_open_ended: bool | None,
    closed_on: Iterable[date],
) -> dict[str, str]:
    """Return what is wrong with the run of an exhibition, by field name."""
    if first_on is None:
        return {}
    problems: dict[str, str] = {}
    if not _EARLIEST_YEAR <= first_on.year <= _LATEST_YEAR:
        problems["starts_at"] = _("Год %d не подходит, проверьте дату.") % first_on.year
    if last_on is None:
        if is_open_ended is False:
            problems["last_on"] = _("У выставки нет последнего дня. Укажите его или отметьте «без даты окончания».")
    elif last_on < first_on:
        problems["last_on"] = _("Последний день раньше первого.")
    elif last_on.year > _LATEST_YEAR:
        problems["last_on"] = _("Год %d слишком далёкий, проверьте дату.") % last_on.year
    elif is_open_ended:
        problems["is_open_ended"] = _("У выставки есть последний день. Уберите отметку или день.")
    outside = [day for day in closed_on if day < first_on or (last_on is not None and day > last_on)]
    if outside and "last_on" not in problems:
        problems["closed_on"] = _("Эти дни не входят в период выставки: %s.") % ", ".join(
            f"{day:%d.%m.%Y}" for day in sorted(outside)
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
    # Whether an endless series was meant is asked of the person who types it, not of what is stored.
    if any(row_problems(row, is_end_asked=False) for row in dates):
        missing.append(_("даты без ошибок"))
    if not is_somewhere(event):
        missing.append(_("место или адрес"))
    return missing


def is_somewhere(event: "Event") -> bool:
    """Tell whether a visitor learns where to go, be it online."""
    texts = (event.place_ru, event.place_kk, event.address_ru, event.address_kk, event.online_url)
    return any(texts) or event.venue_id is not None or event.venue_business_id is not None
