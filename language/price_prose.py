"""Reading a price out of prose: "от 4 000 ₸", "4000 теңгеден бастап", "вход свободный", "100–300 тг".

Unknown is not free: a text that does not clearly speak of a price gives no reading.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MAX_PRICE: Final = Decimal(100_000_000)
"""Higher amounts are budgets, account numbers or mistakes."""

_MAX_TEXT: Final = 5000
_CONTEXT: Final = 60
_MIN_LISTED_DIGITS: Final = 3
_CURRENCIES: Final = {
    "KZT": r"₸(?:-\w+)?|тг\b\.?(?:-\w+)?|тнг\b\.?|те[нң]ге\w*|kzt\b|tenge\b|tg\b",
    "RUB": r"₽|руб(?:л\w*|\b)\.?|rub\b",
    "USD": r"\$|usd\b|доллар\w*",
    "EUR": r"€|eur\b|евро\b",
}
_CURRENCY: Final = "(?:{})".format("|".join(_CURRENCIES.values()))
_THOUSANDS: Final = r"(?:тыс(?:яч\w*|\.)?|мың|к\b|k\b)"
_NUMBER: Final = re.compile(
    r"(?<![\d:.,\w+])(?P<digits>\d{1,3}(?:[ '.,]\d{3})+(?!\d)|\d{1,9}(?!\d))"
    r"(?P<fraction>[.,]\d{1,2}(?!\d))?(?![:%\d]|\s*[%+])"
)
# A year in front of a price is no price: "лето 2026 – 2000 тг".
_YEAR: Final = re.compile(rf"20[23]\d(?!\s*{_CURRENCY})")
_LISTED: Final = re.compile(r"\s*,\s*")
_BETWEEN: Final = re.compile(rf"\s*{_THOUSANDS}?\s*{_CURRENCY}?\s*(?:-|/|до|дейін|и|және|мен|to)\s*{_CURRENCY}?\s*")
_BEFORE: Final = re.compile(rf"(?P<currency>{_CURRENCY})\s*$")
_AFTER: Final = re.compile(rf"\s*(?P<thousands>{_THOUSANDS})?\s*(?P<currency>{_CURRENCY})?")

_CUE: Final = re.compile(
    r"(?:цен[аы]|стоимость|билет\w*|вход|взнос|оплата|бағасы|құны|баға|билеті?|кіру|price|cost|tickets?|entry)"
    r"[\s:-]*(?:от|до|from)?\s*$"
)
_FROM: Final = re.compile(r"(?:^|\b)(?:от|from|начиная с|starting at)\s*$")
_FROM_AFTER: Final = re.compile(r"^\s*(?:-?[дтн][ае]н)?\s*(?:бастап|және одан|и выше|и более)")
_UP_TO: Final = re.compile(r"(?:^|\b)(?:до|up to)\s*$")
_UP_TO_AFTER: Final = re.compile(r"^\s*(?:-?[гкқғ][еа])?\s*дейін")
_OTHER_MONEY: Final = re.compile(
    r"(?:скидк|приз|фонд|депозит|к[эе]шб[эе]к|розыгрыш|парковк|доставк|сертификат|жеңілдік|жүлде|сыйлық|бонус)"
    r"[^.;!?\n]{0,12}$"
)

_FREE: Final = re.compile(
    r"\bбесплатно\b|\bбезвозмездно\b|\b(?:вход|посещение|участие|билеты)\s*(?:-|:)?\s*(?:свободн|бесплатн)\w+"
    r"|\b(?:свободн|бесплатн)\w+\s+(?:вход|посещение|участие)|\bвход\s+вольный|\bтегін\b|\bақысыз\b"
    r"|\bкіру\s+еркін|\bfree\s+(?:entry|entrance|admission|of charge)\b"
    r"|\b(?:entry|entrance|admission)\s+(?:is\s+)?free\b|^free$"
)
# What else may be free: not the event, or not for everybody.
_NOT_FREE: Final = re.compile(
    r"(?:\bне\s+|\bnot\s+|(?:парковк|wi-?fi|доставк|тұрақ|чай|кофе|жеткізу)\w*[^.;!?\n]{0,15})$"
)
_NOT_FREE_AFTER: Final = re.compile(
    r"^\s*(?:емес|парковк|wi-?fi|доставк|тұрақ|автотұрақ|жеткізу|сыйлық|тест|консультац)"
)
_FOR_SOME: Final = re.compile(r"(?:\bдет|ребен|льгот|именинник|студент|школьник|пенсионер|балалар)\w*[^.;!?\n]{0,20}$")
_FOR_SOME_AFTER: Final = re.compile(r"^\s*(?:для|детям|балалар)(?!\s+(?:всех|желающих|гостей|посетителей|участников))")
_DONATION: Final = re.compile(
    r"\bсвободный взнос|\bдонат\w*|\bdonations?\b|\bпожертвовани\w+|\bерікті жарна|\bpay what you (?:want|can)\b"
    r"|\bсколько не жалко"
)
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceReading:
    """What a text says about a price. `kind` is one of free, fixed, range, from, donation.

    A range may lack its minimum ("до 3 000 ₸"). The currency is an ISO 4217 code, tenge unless the text names
    another.
    """

    kind: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    currency: str = "KZT"


@dataclass(frozen=True, slots=True)
class _Amounts:
    """A chain of amounts with what stands around it."""

    values: tuple[Decimal, ...]
    currency: str
    is_from: bool
    is_up_to: bool


def parse_price(text: str) -> PriceReading | None:
    """Return the price that a text states, None if it states none or one that cannot be told.

    Amounts count if a currency or a word such as "цена" stands next to them, or if the text is nothing but
    the amount (a price column). Several amounts make a range; free for some and paid for others is a range
    from 0. A bare 0 is no reading, because feeds write it for a price nobody entered; "0 ₸" is free.
    """
    flat = _SPACES.sub(" ", text[:_MAX_TEXT]).strip().lower().replace("–", "-").replace("—", "-").replace("−", "-")
    found = _amounts(flat)
    if _DONATION.search(flat):
        values = [value for amounts in found for value in amounts.values]
        return PriceReading(kind="donation", minimum=min(values, default=None))
    if not found:
        free = _is_free(flat, for_all=True)
        return PriceReading(kind="free", minimum=Decimal(0), maximum=Decimal(0)) if free else None
    return _reading(found, is_partly_free=_is_free(flat, for_all=False))


def _reading(found: list[_Amounts], *, is_partly_free: bool) -> PriceReading | None:
    currency = found[0].currency
    values = sorted(value for amounts in found if amounts.currency == currency for value in amounts.values)
    low, high = (Decimal(0) if is_partly_free else values[0]), values[-1]
    if not high:
        return PriceReading(kind="free", minimum=high, maximum=high, currency=currency)
    if any(amounts.is_from for amounts in found) and len(found) == 1 and low == high:
        return PriceReading(kind="from", minimum=low, currency=currency)
    if low != high:
        return PriceReading(kind="range", minimum=low, maximum=high, currency=currency)
    if found[0].is_up_to:
        return PriceReading(kind="range", maximum=high, currency=currency)
    return PriceReading(kind="fixed", minimum=low, maximum=high, currency=currency)


def _is_free(text: str, *, for_all: bool) -> bool:
    """Whether the event costs nothing, for everybody or at least for some."""
    for found in _FREE.finditer(text):
        head, tail = _context(text, found.start(), found.end())
        if _NOT_FREE.search(head) or _NOT_FREE_AFTER.search(tail):
            continue
        if not (for_all and (_FOR_SOME.search(head) or _FOR_SOME_AFTER.search(tail))):
            return True
    return False


def _amounts(text: str) -> list[_Amounts]:
    """Return the chains of numbers that are money: "100-300 тг" is one chain, "2000 тг, 3000 тг" are two."""
    chains: list[list[re.Match[str]]] = []
    for number in _NUMBER.finditer(text):
        if chains and _is_chained(text, chains[-1][-1], number):
            chains[-1].append(number)
        else:
            chains.append([number])
    return [amounts for chain in chains if (amounts := _money(text, chain)) is not None]


def _is_chained(text: str, previous: re.Match[str], number: re.Match[str]) -> bool:
    if _YEAR.match(text, previous.start()):
        return False
    if _BETWEEN.fullmatch(text, previous.end(), number.start()):
        return True
    both_long = min(len(previous["digits"]), len(number["digits"])) >= _MIN_LISTED_DIGITS
    return both_long and _LISTED.fullmatch(text, previous.end(), number.start()) is not None


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]


def _money(text: str, chain: list[re.Match[str]]) -> _Amounts | None:
    head, tail = _context(text, chain[0].start(), chain[-1].end())
    before, after = _BEFORE.search(head), _AFTER.match(tail)
    rest = tail[after.end() :] if after else tail
    sign = before or (after if after and after["currency"] else None) or _AFTER.match(text, chain[0].end())
    currency = _code(sign["currency"]) if sign and sign["currency"] else ""
    lead = head[: before.start()] if before else head
    bare = re.fullmatch(r"\s*(?:от|до|from)?\s*", lead) is not None and not rest.strip(" .+")
    factors = [_factor(text, number, last=chain[-1]) for number in chain]
    values = tuple(_value(number) * factor for number, factor in zip(chain, factors, strict=True))
    if not currency and not _CUE.search(lead) and not (bare and any(values)):
        return None
    if max(values) > MAX_PRICE or _OTHER_MONEY.search(head):
        return None
    return _Amounts(
        values,
        currency or "KZT",
        is_from=bool(_FROM.search(lead) or _FROM_AFTER.search(rest)),
        is_up_to=bool(_UP_TO.search(lead) or _UP_TO_AFTER.search(rest)),
    )


def _value(number: re.Match[str]) -> Decimal:
    whole = re.sub(r"\D", "", number["digits"])
    return Decimal(whole + (number["fraction"] or "").replace(",", "."))


def _factor(text: str, number: re.Match[str], *, last: re.Match[str]) -> int:
    """Return 1000 for "5 тыс."; in "2-3 тыс." the word counts for both."""
    own, end = _AFTER.match(text, number.end()), _AFTER.match(text, last.end())
    thousands = (own and own["thousands"]) or (end and end["thousands"] and len(number["digits"]) < len("1000"))
    return 1000 if thousands else 1


def _code(sign: str) -> str:
    return next(code for code, pattern in _CURRENCIES.items() if re.fullmatch(pattern, sign))
