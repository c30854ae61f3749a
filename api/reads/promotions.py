"""Promotions: the list and one promotion."""

from typing import Any, ClassVar

from django.db.models import QuerySet

from api import cursors, examples
from api.asked import Asked
from api.filters import PromotionParameters
from api.paging import Page
from api.places import Place
from api.problems import GONE, INVALID_PARAMETER, MERGED, PROMOTION_NOT_FOUND
from api.reads.listings import ListingsView, ListingView, Question, found_by_words, item_statements, kept_for
from api.schema import reading
from api.serializers import PromotionCardSerializer, PromotionDetailSerializer
from content.prepared import PreparedSelection, Rows
from promos.criteria import PromotionCriteria
from promos.models import PromotionListing


def _page(criteria: PromotionCriteria, language: str, rows: Rows) -> QuerySet[Any]:
    return PromotionListing.objects.page(criteria, f"card_{language}", rows=rows)


@reading(
    operation_id="listPromotions",
    tag="Акции",
    summary="Список акций",
    description="Действующие сейчас, новые первыми.",
    answer=PromotionCardSerializer(many=True),
    example=examples.PROMOTION,
    errors=(INVALID_PARAMETER,),
    is_list=True,
)
class PromotionsView(ListingsView):
    """The list of promotions."""

    queryset = PromotionListing.objects.all()
    filterset_class = PromotionParameters
    kind = "promotion"
    order = (cursors.moment, cursors.identifier)
    sorts: ClassVar = {"ending": (cursors.moment, cursors.identifier)}
    statements = PreparedSelection(_page)

    def question(self, asked: Asked, *, place: Place, page: Page) -> Question:
        """Return the promotions asked for: those valid now unless said otherwise."""
        is_active = asked.get("active") is not False
        found = found_by_words(asked, kind="promotion", place=place, include_ended=not is_active)
        by_clock_at = None if asked.get("endingSoon") is None else asked.now
        criteria = PromotionCriteria(
            now=asked.now,
            city=place.city,
            is_active=is_active,
            business=asked.get("business"),
            is_ending_soon=asked.get("endingSoon"),
            ending_first=asked.get("sort") == "ending",
            ids=None if found is None else found.ids,
            after=page.after,
        )
        return Question(criteria=criteria, found=found, lasts=kept_for(found, by_clock_at=by_clock_at))

    def count(self, question: Question) -> int:
        """Return how many match."""
        return PromotionListing.objects.matching(question.criteria).count()


@reading(
    operation_id="getPromotion",
    tag="Акции",
    summary="Акция",
    description="Всё об акции по её id или slug, с контактами заведения.",
    answer=PromotionDetailSerializer(),
    example=examples.PROMOTION_DETAIL,
    errors=(INVALID_PARAMETER, MERGED, PROMOTION_NOT_FOUND, GONE["withdrawn"]),
    key=("id", "id или slug акции."),
)
class PromotionView(ListingView):
    """One promotion."""

    queryset = PromotionListing.objects.all()
    kind = "promotion"
    statements = item_statements(PromotionListing.objects.all())
    not_found = PROMOTION_NOT_FOUND
