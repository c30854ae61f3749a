"""The abstract entry: what every kind of editorial content shares."""

import uuid
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from content.models.references import with_living_references
from content.slugs import available_slug

PREVIEW_MODES = [
    ("page-ru", _("Страница, по-русски")),
    ("page-kk", _("Страница, по-казахски")),
    ("card-ru", _("Карточка, по-русски")),
    ("card-kk", _("Карточка, по-казахски")),
]
_LISTED = ["public_id", "city", "live", "expired", "has_unpublished_changes"]
RICH_TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "h3", "h4"]


class Entry(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """A piece of content with drafts, revisions, locking and a workflow.

    The row holds only what an editor drafts: publishing writes every column back from the revision. What must survive
    that (tier, featured, provenance) lives in one-to-one tables beside it. ``public_id`` never changes and is the only
    id outside the admin. Russian is required on live entries, Kazakh aimed at.
    """

    public_id = models.UUIDField(_("открытый идентификатор"), default=uuid.uuid4, editable=False, unique=True)
    slug = models.SlugField(
        _("адрес в ссылках"), max_length=120, blank=True, help_text=_("Если пусто, составится из названия.")
    )
    # A city with entries is hidden, never deleted: the database refuses, and drafts do not break.
    city = models.ForeignKey("content.City", models.DO_NOTHING, related_name="+", verbose_name=_("город"))
    title_ru = models.CharField(_("название"), max_length=200)
    title_kk = models.CharField(_("название на казахском"), max_length=200, blank=True)
    description_ru = RichTextField(_("описание"), blank=True, features=RICH_TEXT_FEATURES)
    description_kk = RichTextField(_("описание на казахском"), blank=True, features=RICH_TEXT_FEATURES)
    cover = models.ForeignKey(
        "content.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("обложка")
    )
    seo_title_ru = models.CharField(
        _("заголовок для поисковиков"), max_length=70, blank=True, help_text=_("Если пусто, берётся название.")
    )
    seo_title_kk = models.CharField(_("заголовок для поисковиков на казахском"), max_length=70, blank=True)
    seo_description_ru = models.CharField(
        _("описание для поисковиков"), max_length=160, blank=True, help_text=_("Если пусто, берётся начало описания.")
    )
    seo_description_kk = models.CharField(_("описание для поисковиков на казахском"), max_length=160, blank=True)
    live = models.BooleanField(_("опубликовано"), default=False, editable=False)
    created_at = models.DateTimeField(_("создано"), auto_now_add=True)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    # Wagtail's own index is not used: the admin searches through the same normaliser as the public.
    search_auto_update = False

    class Meta:
        abstract = True
        # The orders of the lists. What lists are counted and filtered by is in the index, so that the wide rows of
        # other pages are never read.
        indexes = [
            models.Index(fields=["-latest_revision", "-id"], name="%(app_label)s_%(class)s_changed", include=_LISTED),
            # Every minute somebody asks what is to leave the site.
            models.Index(
                fields=["expire_at"],
                name="%(app_label)s_%(class)s_leaves",
                condition=models.Q(expire_at__isnull=False),
            ),
            models.Index(fields=["title_ru", "id"], name="%(app_label)s_%(class)s_titled", include=_LISTED),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "slug"],
                name="%(app_label)s_%(class)s_slug_unique",
                violation_error_message=_("В этом городе такой адрес в ссылках уже занят."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_live_in_russian",
                condition=models.Q(live=False) | ~models.Q(title_ru=""),
                violation_error_message=_("Опубликованной записи нужно название на русском."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_ru or self.title_kk or str(_("Без названия"))

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The shapes and languages in which the editor can look at a draft."""
        return PREVIEW_MODES

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show a draft; how is known to the admin of its kind, which Wagtail attaches to the model."""
        viewset = type(self).snippet_viewset
        return viewset.serve_preview(self, request, mode_name)

    @classmethod
    def from_serializable_data(
        cls,
        data: dict[str, Any],
        check_fks: bool = True,  # noqa: FBT001, FBT002 - the signature is modelcluster's
        strict_fks: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        """Make an entry from a stored version; however many dates it has, each table is asked once for its keys."""
        if check_fks and not strict_fks:
            data, check_fks = with_living_references(cls, data), False
        return super().from_serializable_data(data, check_fks, strict_fks)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row; an empty slug is composed from the title."""
        if not self.slug:
            self.slug = available_slug(self)
        super().save(*args, **kwargs)
