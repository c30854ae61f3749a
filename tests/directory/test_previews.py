from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from content.preview import Fact
from directory.models import Business
from directory.previews import business_preview
from tests.factories import a_business, a_city, an_image

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def test_a_draft_is_shown_with_the_texts_of_the_public_page() -> None:
    cover = an_image(credit="Фото: Дана", is_ai_generated=True, alt_ru="Витрина")
    business = a_business("Арома", live=False, cover=cover, phones=["+77102123456"], address_ru="Абая, 5")
    with override("ru"):
        shown = business_preview(business.get_latest_revision_as_object(), "ru", NOW)
    assert (shown.title, shown.overline, shown.image_alt) == ("Арома", "Кафе", "Витрина")
    assert shown.image_note == "Фото: Дана · Изображение сгенерировано искусственным интеллектом"
    assert list(shown.facts) == [Fact("Адрес", "Абая, 5"), Fact("Телефон", "+7 7102 12 34 56")]


def test_an_empty_draft_can_be_looked_at() -> None:
    shown = business_preview(Business(city=a_city()), "kk", NOW)
    assert (shown.title, shown.overline, shown.image, list(shown.facts)) == ("", "", None, [])
