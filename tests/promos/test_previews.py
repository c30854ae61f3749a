from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from content.preview import Fact
from promos.models import Promotion
from promos.previews import promotion_preview
from tests.factories import a_business, a_city, a_promotion

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PERIOD = {"valid_from": datetime(2026, 3, 6, 19, tzinfo=UTC), "valid_until": datetime(2026, 3, 9, 19, tzinfo=UTC)}


def test_a_draft_is_shown_with_the_texts_of_the_public_page() -> None:
    business = a_business("Арома", address_ru="Абая, 5", title_kk="Арома дәмханасы")
    promotion = a_promotion("Кофе", live=False, business=business, conditions_ru="До 12:00", **PERIOD)
    with override("ru"):
        shown = promotion_preview(promotion.get_latest_revision_as_object(), "ru", NOW)
    assert list(shown.facts) == [
        Fact("Действует", "7–9 марта"),
        Fact("Скидка", "1+1"),
        Fact("Условия", "До 12:00"),
        Fact("Заведение", "Арома"),
        Fact("Адрес", "Абая, 5"),
    ]
    kazakh = {fact.text for fact in promotion_preview(promotion, "kk", NOW).facts}
    assert {"7–9 наурыз", "Арома дәмханасы"} <= kazakh


def test_a_draft_without_a_business_can_be_looked_at() -> None:
    with override("ru"):
        shown = promotion_preview(Promotion(city=a_city(), **PERIOD), "ru", NOW)
    assert shown.facts[-1] == Fact("Заведение", "ещё не выбрано")
