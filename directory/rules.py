"""Rules of the directory."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from directory.models import Business


def missing_for_publication(business: "Business") -> list[str]:
    """Name, in the reader's language, everything that a business lacks for publication."""
    missing: list[str] = []
    if not business.title_ru.strip():
        missing.append(_("название на русском"))
    if business.category_id is None:
        missing.append(_("категория"))
    return missing
