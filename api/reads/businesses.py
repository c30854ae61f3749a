"""Businesses: the catalogue and one business."""

from api import examples
from api.asked import Asked
from api.filters import BusinessParameters
from api.places import asked_place
from api.problems import BUSINESS_NOT_FOUND, INVALID_PARAMETER
from api.reads.listings import ListingsView, ListingView, Selection, found_by_words
from api.schema import reading
from api.serializers import BusinessCardSerializer, BusinessDetailSerializer
from directory.criteria import BusinessCriteria
from directory.models import BusinessListing


@reading(
    operation_id="listBusinesses",
    tag="Заведения",
    summary="Каталог заведений",
    description="Сначала проверенные, затем по тарифу и по названию.",
    answer=BusinessCardSerializer(many=True),
    example=examples.BUSINESS,
    errors=(INVALID_PARAMETER,),
    is_list=True,
)
class BusinessesView(ListingsView):
    """The catalogue."""

    queryset = BusinessListing.objects.all()
    filterset_class = BusinessParameters

    def selection(self, asked: Asked) -> Selection:
        """Return the businesses asked for."""
        place = asked_place(asked)
        found = found_by_words(asked, kind="business", place=place)
        criteria = BusinessCriteria(
            city=place.city,
            categories=asked.get("category") or (),
            is_verified=asked.get("verified"),
            ids=None if found is None else found.ids,
        )
        listings = BusinessListing.objects.matching(criteria).in_order()
        return Selection(listings=listings, columns=(f"card_{asked.language}",), found=found)


@reading(
    operation_id="getBusiness",
    tag="Заведения",
    summary="Заведение",
    description="Всё о заведении по его id или slug.",
    answer=BusinessDetailSerializer(),
    example=examples.BUSINESS_DETAIL,
    errors=(INVALID_PARAMETER, BUSINESS_NOT_FOUND),
    key=("id", "id или slug заведения."),
)
class BusinessView(ListingView):
    """One business."""

    queryset = BusinessListing.objects.all()
    kind = "business"
    not_found = BUSINESS_NOT_FOUND
