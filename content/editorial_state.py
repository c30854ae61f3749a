"""The one word that says where an entry stands; derived here and nowhere else."""

from datetime import datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, CharField, Q, QuerySet, TextChoices, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from content.kinds import kind_of
from content.models.entry import Entry
from content.models.standing import EntryStanding

_Entry = TypeVar("_Entry", bound=Entry)


class EditorialState(TextChoices):
    """What the team calls the state of an entry."""

    DRAFT = "draft", _("черновик")
    IN_REVIEW = "in_review", _("на проверке")
    CHANGES_REQUESTED = "changes_requested", _("нужны правки")
    SCHEDULED = "scheduled", _("запланировано")
    LIVE = "live", _("опубликовано")
    LIVE_WITH_DRAFT = "live_with_draft", _("опубликовано, есть правки")
    EXPIRED = "expired", _("завершено")
    ARCHIVED = "archived", _("в архиве")
    DELETED = "deleted", _("в корзине")


# What is put away stands in no list, unless somebody asks for it: the archive by its state, the bin on its own page.
LISTED_STATES = [state for state in EditorialState if state != EditorialState.DELETED]
PUBLIC_STATES = frozenset({EditorialState.LIVE, EditorialState.LIVE_WITH_DRAFT})


def with_editorial_state(entries: QuerySet[_Entry], *, now: datetime) -> QuerySet[_Entry]:
    """Annotate entries of one kind with ``editorial_state``, in the same query.

    What somebody has to act on comes first: an entry under review says so even while an older version is live.
    """
    kind = kind_of(entries.model)
    content_type = ContentType.objects.get_for_model(entries.model, for_concrete_model=False)
    # Few entries are in these sets: they are read once, not asked for each entry.
    reviews = WorkflowState.objects.filter(base_content_type=content_type)
    scheduled = Revision.objects.filter(base_content_type=content_type, approved_go_live_at__isnull=False)
    is_over = kind.has_ended(now) if kind is not None and kind.has_ended is not None else Q(pk__in=[])
    rules = [
        (_put_away(deleted_at__isnull=False), EditorialState.DELETED),
        (_put_away(archived_at__isnull=False), EditorialState.ARCHIVED),
        (_entries_of(reviews.filter(status=WorkflowState.STATUS_IN_PROGRESS)), EditorialState.IN_REVIEW),
        (_entries_of(reviews.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)), EditorialState.CHANGES_REQUESTED),
        (Q(live=False) & _entries_of(scheduled), EditorialState.SCHEDULED),
        (Q(live=False, expired=True) | (Q(live=True) & is_over), EditorialState.EXPIRED),
        (Q(live=True, has_unpublished_changes=True), EditorialState.LIVE_WITH_DRAFT),
        (Q(live=True), EditorialState.LIVE),
    ]
    return entries.annotate(
        editorial_state=Case(
            *(When(condition, then=Value(state.value)) for condition, state in rules),
            default=Value(EditorialState.DRAFT.value),
            output_field=CharField(),
        )
    )


def _put_away(**condition: bool) -> Q:
    """Return what holds for the entries whose standing says so."""
    return Q(public_id__in=EntryStanding.objects.filter(**condition).values("entry_public_id"))


def _entries_of(rows: QuerySet[Any]) -> Q:
    """Return what holds for the entries that rows with a text as their ``object_id`` belong to."""
    return Q(pk__in=rows.annotate(entry_pk=Cast("object_id", BigIntegerField())).values("entry_pk"))
