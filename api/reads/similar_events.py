"""Events like another one."""

from typing import Final

from api import examples
from api.answers import Answer
from api.asked import Asked
from api.fields import NothingMatchesError
from api.filters import SimilarParameters
from api.lasting import Validity, before_reading, lasting
from api.places import CITIES
from api.problems import EVENT_NOT_FOUND, GONE, INVALID_PARAMETER, MERGED, ProblemError
from api.reads.events import EventView
from api.reads.listings import joined
from api.schema import reading
from api.serializers import EventCardSerializer
from content.generations import listing_dependency
from content.preview_tokens import is_token
from content.snapshots import one_snapshot
from events.models import EventListing
from events.similar import origin_of, similar

_DEFAULT: Final = 6


@reading(
    operation_id="listSimilarEvents",
    tag="События",
    summary="Похожие события",
    description=(
        "События того же города, которые ещё не закончились: сначала самые похожие, из равных — ближайшие. Та же "
        "площадка даёт 3 очка, та же категория — 2, каждая общая метка — 1; где нет ничего общего, событие не приходит."
    ),
    answer=EventCardSerializer(many=True),
    example=examples.EVENT,
    errors=(INVALID_PARAMETER, MERGED, EVENT_NOT_FOUND, GONE["withdrawn"]),
    key=("id", "id или slug события."),
)
class SimilarEventsView(EventView):
    """Events like one event."""

    queryset = EventListing.objects.all()
    filterset_class = SimilarParameters

    def get(self, asked: Asked) -> Answer:
        """Return the cards as a bare array."""
        if is_token(self.kwargs["id"]):
            return Answer(body=b"[]", is_draft=True)
        known = before_reading()
        try:
            asked.require_possible()
            criteria = self._criteria(asked)
        except NothingMatchesError:
            raise ProblemError(problem=self.not_found) from None
        with one_snapshot():
            origin = origin_of(criteria.public_id, slug=criteria.slug, city=criteria.city)
            if origin is None:
                raise self._absent(criteria)
            found = similar(origin, now=asked.now).values_list(f"card_{asked.language}", flat=True)
            cards = list(found[: asked.get("limit") or _DEFAULT])
        city = origin[1]
        validity = Validity(
            dependencies=(listing_dependency("event", city=city), CITIES), listings=((EventListing, city),)
        )
        return Answer(
            body=joined(cards, asked.get("fields")),
            lasting=lasting(validity, known=known, now=asked.now),
        )
