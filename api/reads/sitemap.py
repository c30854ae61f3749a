"""The sitemap: every public page of the frontend."""

from typing import Any, Final

from django.conf import settings
from django.db.models import CharField, QuerySet, Value
from drf_spectacular.types import OpenApiTypes

from api import file_examples
from api.answers import Answer
from api.asked import Asked
from api.filters import SitemapParameters
from api.formats import sitemap
from api.formats.addresses import page_of
from api.headers import REFERENCE_IS_FRESH
from api.lasting import Validity, before_reading, lasting
from api.problems import INVALID_PARAMETER
from api.reads.base import ReadView
from api.schema import reading
from content.generations import listing_dependency
from content.kinds import Kind, all_kinds
from events.models import EventListing

# What the protocol allows in one file.
PAGE: Final = 50_000
_MEDIA_TYPE: Final = "application/xml"


@reading(
    operation_id="getSitemap",
    tag="Справочники",
    summary="Карта сайта",
    description=(
        "Адреса страниц сайта для поисковых систем (sitemaps.org): без `page` — указатель, с `page` — до 50 000 "
        "адресов. В нём те виды записей, у которых на сайте есть своя страница (`FRONTEND_PATHS`)."
    ),
    answer=OpenApiTypes.STR,
    example=file_examples.SITEMAP_FILE,
    media_type=_MEDIA_TYPE,
    errors=(INVALID_PARAMETER,),
)
class SitemapView(ReadView):
    """The index of sitemaps, and each of them."""

    queryset = EventListing.objects.all()
    filterset_class = SitemapParameters
    fresh = REFERENCE_IS_FRESH

    def get(self, asked: Asked) -> Answer:
        """Return the index, or the page that was asked for."""
        known = before_reading()
        kinds = [kind for kind in all_kinds() if settings.FRONTEND_BASE_URL and settings.FRONTEND_PATHS.get(kind.name)]
        page = asked.get("page")
        body = _index(asked, kinds) if page is None else _page(kinds, page)
        validity = Validity(dependencies=tuple(listing_dependency(kind.name, city=None) for kind in all_kinds()))
        kept = lasting(validity, known=known, now=asked.now)
        return Answer(body=body, content_type=f"{_MEDIA_TYPE}; charset=utf-8", lasting=kept)


def _index(asked: Asked, kinds: list[Kind]) -> bytes:
    total = sum(kind.listing._default_manager.count() for kind in kinds)
    numbers = range(1, max(-(-total // PAGE), 1) + 1)
    return sitemap.index(f"{settings.PUBLIC_BASE_URL}{asked.path}?page={number}" for number in numbers)


def _page(kinds: list[Kind], page: int) -> bytes:
    if not kinds:
        return sitemap.pages([])
    first, *others = (_ids(kind) for kind in kinds)
    rows = first.union(*others, all=True) if others else first
    found = rows.order_by("kind_name", "public_id")[(page - 1) * PAGE : page * PAGE]
    return sitemap.pages(page_of(kind, str(public_id)) for kind, public_id in found)


def _ids(kind: Kind) -> QuerySet[Any]:
    named = kind.listing._default_manager.annotate(kind_name=Value(kind.name, output_field=CharField()))
    return named.values_list("kind_name", "public_id").order_by()
