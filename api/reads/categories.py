"""The categories of events and businesses."""

from typing import Final

from api import examples
from api.answers import Answer
from api.asked import Asked
from api.cards import CategoriesShape, CategoryShape
from api.headers import REFERENCE_IS_FRESH
from api.lasting import Validity, before_reading, lasting
from api.problems import INVALID_PARAMETER
from api.reads.base import ReadView
from api.schema import reading
from api.serializers import CategoriesSerializer
from content.cards import to_json
from content.generations import Dependency
from content.localised import text
from content.models import Category, CategoryKind
from language.codes import Language

_CATEGORIES: Final = Validity(dependencies=(Dependency(Category._meta.db_table),))


@reading(
    operation_id="listCategories",
    tag="Справочники",
    summary="Категории",
    description="Категории событий и заведений в порядке показа, с названиями на трёх языках.",
    answer=CategoriesSerializer(),
    example=examples.CATEGORIES,
    errors=(INVALID_PARAMETER,),
)
class CategoriesView(ReadView):
    """All categories."""

    queryset = Category.objects.all()
    fresh = REFERENCE_IS_FRESH

    def get(self, asked: Asked) -> Answer:
        """Return the categories of both kinds."""
        known = before_reading()
        rows = list(Category.objects.order_by("kind", "position", "pk"))
        shape = CategoriesShape(
            events=_of_kind(rows, CategoryKind.EVENT, asked.language),
            businesses=_of_kind(rows, CategoryKind.BUSINESS, asked.language),
        )
        return Answer(body=to_json(shape).encode(), lasting=lasting(_CATEGORIES, known=known, now=asked.now))


def _of_kind(rows: list[Category], kind: CategoryKind, language: Language) -> list[CategoryShape]:
    return [
        CategoryShape(
            slug=row.slug,
            name=text(row, "name", language),
            nameKz=row.name_kk or None,
            nameEn=row.name_en or None,
            icon=row.icon,
        )
        for row in rows
        if row.kind == kind
    ]
