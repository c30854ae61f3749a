"""Rules of promotions."""

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from promos.enums import NUMBERED_DISCOUNTS, DiscountKind

if TYPE_CHECKING:
    from promos.models import Promotion

_EARLIEST_YEAR = 1990
_LATEST_YEAR = 2100
_WHOLE = 100


def validity_problems(*, valid_from: datetime | None, valid_until: datetime | None) -> dict[str, str]:
    """Return what is wrong with a period, by field name."""
    for name, moment in (("valid_from", valid_from), ("valid_until", valid_until)):
        if moment is not None and moment.year < _EARLIEST_YEAR:
            return {name: _("Год %d слишком давний, проверьте дату.") % moment.year}
        if moment is not None and moment.year > _LATEST_YEAR:
            return {name: _("Год %d слишком далёкий, проверьте дату.") % moment.year}
    if valid_from is not None and valid_until is not None and valid_until <= valid_from:
        return {"valid_until": _("Окончание акции раньше начала.")}
    return {}


def discount_problems(*, kind: str, value: int | None) -> dict[str, str]:
    """Return what is wrong with a discount, by field name. A draft may lack the number, not have a wrong one."""
    if value is None:
        return {}
    if kind not in NUMBERED_DISCOUNTS:
        return {"discount_value": _("Для этого вида скидки число не нужно. Очистите поле или смените вид.")}
    if value == 0:
        return {"discount_value": _("Скидка не бывает нулевой.")}
    if kind == DiscountKind.PERCENT and value > _WHOLE:
        return {"discount_value": _("Скидка не бывает больше 100 процентов.")}
    return {}


def time_problems(*, time_from: time | None, time_until: time | None) -> dict[str, str]:
    """Return what is wrong with the hours of a promotion, by field name; they may pass midnight."""
    if (time_from is None) != (time_until is None):
        name = "time_from" if time_from is None else "time_until"
        return {name: _("Укажите и начало, и конец часов, или очистите оба.")}
    if time_from is not None and time_from == time_until:
        return {
            "time_until": _("Часы начинаются и кончаются в одно время. Очистите оба поля, если акция идёт весь день.")
        }
    return {}


def missing_for_publication(promotion: "Promotion") -> list[str]:
    """Name, in the reader's language, everything that a promotion lacks for publication."""
    missing: list[str] = []
    if not promotion.title_ru.strip():
        missing.append(_("название на русском"))
    if promotion.business_id is None:
        missing.append(_("заведение"))
    if not (promotion.description_ru.strip() or promotion.conditions_ru.strip()):
        missing.append(_("описание или условия"))
    if not promotion.discount and promotion.discount_value is None and promotion.discount_kind in NUMBERED_DISCOUNTS:
        missing.append(_("размер скидки"))
    return missing
