"""Promotions: the list and one promotion."""

from api import examples
from api.asked import Asked
from api.filters import PromotionParameters
from api.places import asked_place
from api.problems import INVALID_PARAMETER, PROMOTION_NOT_FOUND
from api.reads.listings import ListingsView, ListingView, Selection, found_by_words
from api.schema import reading
from api.serializers import PromotionCardSerializer, PromotionDetailSerializer
from promos.criteria import PromotionCriteria
from promos.models import PromotionListing


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

    def selection(self, asked: Asked) -> Selection:
        """Return the promotions asked for: those valid now unless said otherwise."""
        place = asked_place(asked)
        is_active = asked.get("active") is not False
        found = found_by_words(asked, kind="promotion", place=place, include_ended=not is_active)
        criteria = PromotionCriteria(
            now=asked.now,
            city=place.city,
            is_active=is_active,
            business=asked.get("business"),
            ids=None if found is None else found.ids,
        )
        listings = PromotionListing.objects.matching(criteria).in_order()
        return Selection(listings=listings, columns=(f"card_{asked.language}",), found=found)


@reading(
    operation_id="getPromotion",
    tag="Акции",
    summary="Акция",
    description="Всё об акции по её id или slug, с контактами заведения.",
    answer=PromotionDetailSerializer(),
    example=examples.PROMOTION_DETAIL,
    errors=(INVALID_PARAMETER, PROMOTION_NOT_FOUND),
    key=("id", "id или slug акции."),
)
class PromotionView(ListingView):
    """One promotion."""

    queryset = PromotionListing.objects.all()
    kind = "promotion"
    not_found = PROMOTION_NOT_FOUND
