from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.price_prose import PriceReading, parse_price


@pytest.mark.parametrize(
    ("text", "kind", "minimum", "maximum"),
    [
        ("от 4 000 ₸", "from", 4000, None),
        ("От 4\u00a0000\u202f₸", "from", 4000, None),
        ("от 4000", "from", 4000, None),
        ("4000 теңгеден бастап", "from", 4000, None),
        ("4 000 ₸-ден бастап", "from", 4000, None),
        ("KZT 4000", "fixed", 4000, 4000),
        ("₸4000", "fixed", 4000, 4000),
        ("4000", "fixed", 4000, 4000),
        ("1000тг.", "fixed", 1000, 1000),
        ("4.500 ₸", "fixed", 4500, 4500),
        ("1,500.50 KZT", "fixed", Decimal("1500.50"), Decimal("1500.50")),
        ("99,90 тг", "fixed", Decimal("99.90"), Decimal("99.90")),
        ("Кіру ақысы 1500 теңге", "fixed", 1500, 1500),
        ("Вход — 500 тг", "fixed", 500, 500),
        ("Цена: 2500", "fixed", 2500, 2500),
        ("5 тыс. тг", "fixed", 5000, 5000),
        ("5 мың теңге", "fixed", 5000, 5000),
        ("100–300 тг", "range", 100, 300),
        ("1 000 — 3 000 тенге", "range", 1000, 3000),
        ("1000 тг - 3000 тг", "range", 1000, 3000),
        ("от 100 до 300 тг", "range", 100, 300),
        ("2-3 тыс. тенге", "range", 2000, 3000),
        ("билеты 2000 и 3000 тг", "range", 2000, 3000),
        ("2000, 3000, 5000 тг", "range", 2000, 5000),
        ("2000тг/3000тг", "range", 2000, 3000),
        ("до 12 лет — 1000 тг, взрослые — 2000 тг", "range", 1000, 2000),
        ("до 3000 тг", "range", None, 3000),
        ("3000 теңгеге дейін", "range", None, 3000),
        ("вход 1000₸, дети бесплатно", "range", 0, 1000),
        ("Бесплатно для детей до 6 лет, взрослые 2000 тг", "range", 0, 2000),
        ("вход свободный", "free", 0, 0),
        ("Бесплатный вход для всех желающих", "free", 0, 0),
        ("Кіру тегін", "free", 0, 0),
        ("тегін", "free", 0, 0),
        ("Free admission", "free", 0, 0),
        ("0 тг", "free", 0, 0),
        ("Парковка бесплатно. Вход бесплатный", "free", 0, 0),
        ("свободный взнос", "donation", None, None),
        ("донат от 1000 тг", "donation", 1000, None),
        ("19:00, 2000 тг", "fixed", 2000, 2000),
        ("7 марта 2026, 2000 тг", "fixed", 2000, 2000),
        ("лето 2026 – 2000 тг", "fixed", 2000, 2000),
        ("Призовой фонд — 1 000 000 ₸. Вход 1000 ₸", "fixed", 1000, 1000),
        ("скидка 20% на билеты 3000 тг", "fixed", 3000, 3000),
    ],
)
def test_prices(text: str, kind: str, minimum: int | None, maximum: int | None) -> None:
    assert parse_price(text) == PriceReading(
        kind=kind,
        minimum=None if minimum is None else Decimal(minimum),
        maximum=None if maximum is None else Decimal(maximum),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "цена уточняется",
        "не бесплатно",
        "тегін емес",
        "бесплатная парковка",
        "парковка бесплатно",
        "free wifi",
        "sugar-free",
        "дети бесплатно",
        "Бесплатно для детей",
        "0",
        "6+",
        "19:00",
        "скидка 50%",
        "призовой фонд 500 000 тг",
        "8 777 123 45 67",
        "+7 777 123-45-67",
        "7 марта 2026",
        "999999999999 тг",
        "NaN",
        "\ud800\0",
    ],
)
def test_what_is_unknown_is_not_read(text: str) -> None:
    assert parse_price(text) is None


@pytest.mark.parametrize(("text", "currency"), [("100 $", "USD"), ("500 руб.", "RUB"), ("10 €", "EUR")])
def test_other_currencies_are_named(text: str, currency: str) -> None:
    reading = parse_price(text)
    assert reading is not None
    assert reading.currency == currency


@given(st.text(st.sampled_from("0123456789 -–,./тг₸$от до бесплатно тыс%+\u00a0٣²")) | st.text())
@settings(max_examples=500, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    reading = parse_price(text)
    if reading is not None and reading.minimum is not None and reading.maximum is not None:
        assert 0 <= reading.minimum <= reading.maximum
