"""Prices of schema.org offers: only tenge become a price."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from content.importing.candidates import PriceKind, ProblemLog
from content.importing.parsers.schema_nodes import Node, is_true, items, plain, text
from content.importing.prices import FREE, MAX_TENGE, NO_PRICE, TENGE, Price, price_between, read_price, with_free_mark

_TENGE_NAMES = {"KZT", "₸", "TENGE", "ТЕНГЕ", "ТЕҢГЕ", "ТГ", "ТГ."}
_MAX_OFFERS = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class _Amount:
    """One price of an offer; ``is_lowest`` when more expensive ones may exist."""

    value: Decimal
    currency: str
    is_lowest: bool = False


def offered_price(node: Node, *, line: int, notes: ProblemLog) -> Price:
    """Return the price of an event from its offers and ``isAccessibleForFree``."""
    is_free = next(
        (found for value in items(node, "isAccessibleForFree") if (found := is_true(value)) is not None), None
    )
    amounts = [amount for offer in _offers(node) for amount in _amounts(offer)]
    in_tenge = [amount for amount in amounts if amount.currency == TENGE or not amount.value]
    foreign = [amount for amount in amounts if amount.currency != TENGE and amount.value]
    if foreign:
        notes.warning(
            "price.currency",
            _("Цена не в тенге оставлена неизвестной."),
            line=line,
            field="offers",
            value=f"{foreign[0].value} {foreign[0].currency or '?'}",
        )
    return with_free_mark(_price(in_tenge, has_foreign=bool(foreign)), is_free=is_free, line=line, notes=notes)


def ticket_address(node: Node) -> str:
    """Return the address of the first offer that has one."""
    return next((found for offer in _offers(node) if (found := text(offer, "url"))), "")


def is_sold_out(node: Node) -> bool:
    """Tell whether every offer that says anything of it is sold out."""
    states = [text(offer, "availability").rstrip("/").rpartition("/")[2].lower() for offer in _offers(node)]
    told = [state for state in states if state]
    return bool(told) and set(told) == {"soldout"}


def _offers(node: Node) -> list[Node]:
    found: list[Node] = []
    for value in items(node, "offers")[:_MAX_OFFERS]:
        if isinstance(value, Mapping):
            found.append(value)
            found += [inner for inner in items(value, "offers") if isinstance(inner, Mapping)][:_MAX_OFFERS]
    return found


def _amounts(offer: Node) -> Iterator[_Amount]:
    currency = text(offer, "priceCurrency")
    yield from _stated(offer, ("lowPrice", "highPrice", "price"), currency)
    for part in items(offer, "priceSpecification"):
        if isinstance(part, Mapping):
            yield from _stated(part, ("minPrice", "maxPrice", "price"), text(part, "priceCurrency") or currency)


def _stated(node: Node, names: tuple[str, str, str], currency: str) -> Iterator[_Amount]:
    """Yield the amounts of a node; the first of the names is that of a lowest price."""
    for name in names:
        for amount in _read(next(iter(items(node, name)), None), currency):
            yield replace(amount, is_lowest=amount.is_lowest or name == names[0])


def _read(value: Any, currency: str) -> list[_Amount]:
    code = TENGE if currency.strip().upper() in _TENGE_NAMES else currency.strip().upper()[:8]
    words = plain(value).strip()
    try:
        number = Decimal(words.replace(",", ".").replace("\u00a0", "").replace(" ", ""))
    except InvalidOperation:
        return _from_prose(words, code) if words else []
    return [_Amount(value=number, currency=code)] if number.is_finite() and 0 <= number <= MAX_TENGE else []


def _from_prose(words: str, code: str) -> list[_Amount]:
    """Read "от 4 000 ₸", which only says so much with its currency; "бесплатно" needs none."""
    price, currency = read_price(words)
    if price == FREE:
        return [_Amount(value=Decimal(0), currency=TENGE)]
    if price.minimum is None:
        return [_Amount(value=Decimal(1), currency=currency)] if currency not in {"", TENGE} else []
    named = code or (TENGE if any(sign in words.lower() for sign in ("₸", "тг", "тенге", "теңге", "kzt")) else "")
    is_open = price.kind == PriceKind.RANGE and price.maximum is None
    lowest = _Amount(value=Decimal(price.minimum), currency=named, is_lowest=is_open)
    return [lowest] if price.maximum is None else [lowest, _Amount(value=Decimal(price.maximum), currency=named)]


def _price(amounts: list[_Amount], *, has_foreign: bool) -> Price:
    if not amounts:
        return NO_PRICE
    values = [amount.value for amount in amounts]
    if has_foreign and not any(values):
        # Free in one offer and paid in a currency we do not show in another is not free.
        return NO_PRICE
    is_open = all(amount.is_lowest for amount in amounts)
    return price_between(min(values), None if is_open else max(values))
