"""Businesses: the catalogue and one business."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from api import cursors, examples
from api.asked import Asked
from api.filters import BusinessParameters
from api.maps import asked_area
from api.paging import Page
from api.places import Place
from api.problems import BUSINESS_NOT_FOUND, GONE, INVALID_PARAMETER, MERGED, ProblemError
from api.reads.listings import ListingsView, ListingView, Question, found_by_words, item_statements, kept_for
from api.schema import reading
from api.serializers import BusinessCardSerializer, BusinessDetailSerializer
from content.prepared import PreparedSelection, Rows
from directory.criteria import BusinessCriteria
from directory.models import BusinessListing


def _page(criteria: BusinessCriteria, language: str, rows: Rows) -> QuerySet[Any]:
    return BusinessListing.objects.page(criteria, f"card_{language}", rows=rows)


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
    kind = "business"
    order = (cursors.flag, cursors.rank, cursors.words, cursors.identifier)
    sorts: ClassVar = {
        "name": (cursors.words, cursors.identifier),
        "distance": (cursors.metres, cursors.identifier),
    }
    statements = PreparedSelection(_page)

    def question(self, asked: Asked, *, place: Place, page: Page) -> Question:
        """Return the businesses asked for."""
        found = found_by_words(asked, kind="business", place=place)
        if asked.get("sort") == "distance" and asked.get("near") is None:
            missing = ValidationError(_("Чтобы упорядочить по расстоянию, передайте место в near."))
            raise ProblemError(problem=INVALID_PARAMETER, fields={"sort": missing})
        by_clock_at = None if asked.get("openNow") is None else asked.now
        criteria = BusinessCriteria(
            city=place.city,
            categories=asked.get("category") or (),
            is_verified=asked.get("verified"),
            now=asked.now,
            is_open=asked.get("openNow"),
            by_name=asked.get("sort") == "name",
            by_distance=asked.get("sort") == "distance",
            **asked_area(asked),
            ids=None if found is None else found.ids,
            after=page.after,
        )
        return Question(criteria=criteria, found=found, lasts=kept_for(found, by_clock_at=by_clock_at))

    def count(self, question: Question) -> int:
        """Return how many match."""
        return BusinessListing.objects.matching(question.criteria).count()


@reading(
    operation_id="getBusiness",
    tag="Заведения",
    summary="Заведение",
    description="Всё о заведении по его id или slug.",
    answer=BusinessDetailSerializer(),
    example=examples.BUSINESS_DETAIL,
    errors=(INVALID_PARAMETER, MERGED, BUSINESS_NOT_FOUND, GONE["withdrawn"]),
    key=("id", "id или slug заведения."),
)
class BusinessView(ListingView):
    """One business."""

    queryset = BusinessListing.objects.all()
    kind = "business"
    statements = item_statements(BusinessListing.objects.all())
    not_found = BUSINESS_NOT_FOUND
