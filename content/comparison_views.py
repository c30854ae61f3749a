"""The admin's page that compares two versions of an entry."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.contrib.admin.utils import quote
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision
from wagtail.snippets.views.snippets import RevisionsCompareView

from content.comparison import match_children_by_key
from content.models import Entry

# Numbers of revisions are 64-bit; a longer one is nobody's and no fault of the database.
_DIGITS: Final = 19


@dataclass(frozen=True, kw_only=True)
class VersionHeading:
    """What is said above one of the compared versions; ``restore_url`` is empty where it cannot become the draft."""

    name: str
    author: str
    saved_at: datetime | None
    is_live: bool
    restore_url: str


class EntryCompareView(RevisionsCompareView):
    """Shows what differs between two versions, and lets the older one become the draft again."""

    page_title = gettext_lazy("Сравнение версий")
    template_name = "content/comparison/page.html"

    def _get_revision_and_heading(self, revision_id: str) -> tuple[Entry, VersionHeading]:
        if revision_id == "live":
            return self.object, VersionHeading(
                name=_("На сайте"),
                author="",
                saved_at=self.object.last_published_at,
                is_live=self.object.live,
                restore_url="",
            )
        revision = self._revision(revision_id)
        return revision.as_object(), VersionHeading(
            name=_("Последний черновик") if revision.pk == self.object.latest_revision_id else _("Версия"),
            author=str(revision.user) if revision.user else "",
            saved_at=revision.created_at,
            is_live=self.object.live and revision.pk == self.object.live_revision_id,
            restore_url=self._restore_url(revision),
        )

    def _revision(self, revision_id: str) -> Revision:
        rows = self.object.revisions.select_related("user")
        in_order = rows.order_by("created_at", "pk")
        if revision_id == "earliest":
            found = in_order.first()
        elif revision_id == "latest":
            found = in_order.last()
        else:
            found = rows.filter(pk=revision_id).first() if len(revision_id) < _DIGITS else None
        if found is None:
            raise Http404
        return found

    def _restore_url(self, revision: Revision) -> str:
        if revision.pk == self.object.latest_revision_id or not self._may_change:
            return ""
        name = self.model.snippet_viewset.get_url_name("revisions_revert")
        return reverse(name, args=(quote(self.object.pk), revision.pk))

    @cached_property
    def _may_change(self) -> bool:
        return self.permission_policy.user_has_permission_for_instance(self.request.user, "change", self.object)

    def _get_comparison(self, revision_a: Entry, revision_b: Entry) -> list[Any]:
        match_children_by_key(revision_a, revision_b)
        return super()._get_comparison(revision_a, revision_b)
