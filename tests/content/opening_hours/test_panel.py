import pytest
from django.utils.translation import override

from content.opening_hours.panel import HoursComparison, hours_in_words
from directory.models import Business

NINE = [["09:00", "18:00"]]


def test_hours_in_words() -> None:
    stored = {
        "week": {"mon": NINE, "tue": NINE, "sun": []},
        "holidays": [],
        "exceptions": [{"first": "2126-12-31", "last": "2126-12-31", "hours": [["10:00", "15:00"]], "note_ru": "Учёт"}],
    }
    with override("ru"):
        assert hours_in_words(stored) == [
            "пн–вт: 09:00–18:00",
            "ср–сб: уточняйте",
            "вс: выходной",
            "праздничные дни: выходной",
            "31 декабря 2126 г.: 10:00–15:00 (Учёт)",
        ]
    assert hours_in_words(None) == []
    assert hours_in_words("junk") == ["junk"]


@pytest.mark.django_db
def test_two_versions_are_compared_in_words() -> None:
    field = Business._meta.get_field("opening_hours")
    before, after = Business(opening_hours=None), Business(opening_hours={"week": {"mon": NINE, "tue": NINE}})
    compared = HoursComparison(field, before, after)
    with override("ru"):
        assert compared.has_changed()
        assert "пн–вт: 09:00–18:00" in HoursComparison(field, before, after).htmldiff()
