"""Prices of a candidate: whole tenge, one kind, no contradictions. Unknown is not free."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from content.importing.candidates import PriceKind, ProblemLog
from language.prose import parse_price

# More than any ticket costs; beyond it a telephone number or an account has slipped into the column.
MAX_TENGE = 50_000_000
TENGE = "KZT"


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """A price as the candidate stores it."""

    kind: PriceKind = PriceKind.UNKNOWN
    minimum: int | None = None
    maximum: int | None = None


NO_PRICE = Price()
FREE = Price(kind=PriceKind.FREE)


def price_between(minimum: Decimal | None, maximum: Decimal | None) -> Price:
    """Return the price of amounts in tenge, in either order; nothing but zeros is free, nothing at all unknown."""
    amounts = sorted(_whole(amount) for amount in (minimum, maximum) if amount is not None)
    if not amounts or amounts[-1] > MAX_TENGE or amounts[0] < 0:
        return NO_PRICE
    if not amounts[-1]:
        return FREE
    if minimum is not None and maximum is not None and amounts[0] == amounts[-1]:
        return Price(kind=PriceKind.FIXED, minimum=amounts[0])
    if maximum is None:
        return Price(kind=PriceKind.RANGE, minimum=amounts[0])
    return Price(kind=PriceKind.RANGE, minimum=0 if minimum is None else amounts[0], maximum=amounts[-1])


def read_price(text: str) -> tuple[Price, str]:
    """Read a price in prose; answers it with the currency it was written in ("" when no price was found).

    A price in another currency than tenge is unknown.
    """
    reading = parse_price(text)
    if reading is None:
        return NO_PRICE, ""
    if reading.kind == "donation":
        return Price(kind=PriceKind.DONATION), reading.currency
    if reading.currency != TENGE and (reading.minimum or reading.maximum):
        return NO_PRICE, reading.currency
    return price_between(reading.minimum, reading.maximum), TENGE


def with_free_mark(price: Price, *, is_free: bool | None, line: int, notes: ProblemLog) -> Price:
    """Combine a price with the source's own word on whether it is free; a contradiction leaves it unknown."""
    if is_free is None or price.kind == PriceKind.DONATION:
        return price
    if is_free and price.kind in {PriceKind.FIXED, PriceKind.RANGE}:
        notes.warning(
            "price.contradiction",
            _("Отмечено «бесплатно», но указана цена; цена оставлена неизвестной."),
            line=line,
            field="is_free",
            value=f"{price.minimum} – {price.maximum or ''}",
        )
        return NO_PRICE
    if is_free:
        return FREE
    return NO_PRICE if price.kind == PriceKind.FREE else price


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
