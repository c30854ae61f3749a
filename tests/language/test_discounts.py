import pytest

from language.discounts import discount_text


@pytest.mark.parametrize(
    ("kind", "value", "russian", "kazakh"),
    [
        ("percent", 20, "−20\u00a0%", "−20\u00a0%"),
        ("amount", 1500, "−1\u00a0500\u00a0₸", "−1\u00a0500\u00a0₸"),
        ("one_plus_one", None, "1+1", "1+1"),
        ("gift", None, "подарок", "сыйлық"),
        ("percent", None, "", ""),
        ("other", None, "", ""),
        ("other", 5, "", ""),
    ],
)
def test_discounts(kind: str, value: int | None, russian: str, kazakh: str) -> None:
    assert discount_text(kind=kind, value=value, language="ru") == russian
    assert discount_text(kind=kind, value=value, language="kk") == kazakh
