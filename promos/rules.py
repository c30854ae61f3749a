"""Rules of promotions."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from promos.models import Promotion

_EARLIEST_YEAR = 1990
_LATEST_YEAR = 2100


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


def missing_for_publication(promotion: "Promotion") -> list[str]:
    """Name, in the reader's language, everything that a promotion lacks for publication."""
    missing: list[str] = []
    if not promotion.title_ru.strip():
        missing.append(_("название на русском"))
    if promotion.business_id is None:
        missing.append(_("заведение"))
    if not (promotion.description_ru.strip() or promotion.conditions_ru.strip()):
        missing.append(_("описание или условия"))
    return missing
