"""The delta feed: what appeared, changed and went since the last time."""

from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError

from api import cursors, examples
from api.answers import Answer
from api.asked import Asked
from api.fields import NothingMatchesError
from api.filters import DEFAULT_LIMIT, ChangeParameters
from api.places import Place, asked_place
from api.problems import INVALID_PARAMETER, ProblemError
from api.reads.base import ReadView
from api.schema import reading
from api.serializers import ChangesSerializer
from content.cards import to_json
from content.listing_changes import ChangedItem, changes_after
from content.models import ListingChange

_ORDER: Final = (lambda part: cursors.number(part, most=2**62), cursors.identifier)


@reading(
    operation_id="listChanges",
    tag="Изменения",
    summary="Что изменилось",
    description=(
        "Всё, что появилось, изменилось или ушло с сайта, от старого к новому: по одной записи на объект, с его "
        "последним состоянием. Первый запрос — без `since`: он отдаёт всё, что есть. Дальше передавайте `cursor` "
        "прошлого ответа; пока `hasMore`, сразу спрашивайте снова. Ни одно изменение не теряется; изменение может "
        "прийти повторно. С `city` запись, переехавшая в другой город, приходит как ушедшая (`reason: moved`). "
        "Счётчики просмотров изменением не считаются."
    ),
    answer=ChangesSerializer(),
    example=examples.CHANGES,
    errors=(INVALID_PARAMETER,),
)
class ChangesView(ReadView):
    """Changes since a cursor."""

    queryset = ListingChange.objects.all()
    filterset_class = ChangeParameters
    # Two readers of one cursor get what there is at their moment.
    fresh = "no-cache"

    def get(self, asked: Asked) -> Answer:
        """Return a page of changes and the cursor behind it."""
        since, limit = asked.get("since"), asked.get("limit") or DEFAULT_LIMIT
        after = None if since is None else _opened(since)
        try:
            asked.require_possible()
            place = asked_place(asked)
        except NothingMatchesError:
            return _answer([], cursor=since, has_more=False)
        rows = changes_after(
            after, kinds=asked.get("kind") or (), city=place.city, language=asked.language, limit=limit + 1
        )
        shown = rows[:limit]
        cursor = since
        if shown:
            cursor = str(cursors.Cursor(after=(shown[-1].xact, shown[-1].public_id), position=0))
        return _answer([_change(row, place) for row in shown], cursor=cursor, has_more=len(rows) > limit)


def _opened(since: str) -> tuple[int, UUID]:
    try:
        xact, public_id = cursors.opened(since, parts=_ORDER).after
    except ValidationError as error:
        raise ProblemError(problem=INVALID_PARAMETER, fields={"since": error}) from error
    return xact, public_id


def _change(row: ChangedItem, place: Place) -> str:
    has_moved = place.city is not None and row.city != place.city
    is_removed = row.card is None or has_moved
    facts = {
        "kind": row.kind,
        "id": str(row.public_id),
        "slug": row.slug,
        "city": row.city_slug,
        "action": "removed" if is_removed else "upserted",
        "reason": ("moved" if row.card is not None else row.reason) if is_removed else None,
        "mergedInto": str(row.merged_into) if row.merged_into else None,
    }
    item = "null" if is_removed else row.card
    return f'{to_json(facts)[:-1]},"item":{item}}}'


def _answer(changes: list[str], *, cursor: str | None, has_more: bool) -> Answer:
    ends = to_json({"cursor": cursor, "hasMore": has_more})[1:]
    return Answer(body=f'{{"changes":[{",".join(changes)}],{ends}'.encode())
