"""The media library: Wagtail's pages of pictures, made fast for many and safe for those in use.

Searching goes through the database, because pictures are not in Wagtail's search index.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, ClassVar, Final

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column
from wagtail.images.views.images import DeleteView, EditView, ImagesFilterSet, IndexView
from wagtail.images.views.multiple import AddView as MultipleAddView
from wagtail.images.views.multiple import DeleteView as MultipleDeleteView

from content.image_files import safe_picture
from content.image_operations import delete_images
from content.image_queries import Use, matching, unused, uses_of
from content.models import Image

_YES_NO: Final = [("yes", gettext_lazy("да")), ("no", gettext_lazy("нет"))]


class ImageFilterSet(ImagesFilterSet):
    """Collection and tags as in Wagtail, and what the content team has to look after."""

    # Counting the uses of every picture takes seconds when there are many; ``unused`` asks the useful question.
    usage_count = None
    without_alt = django_filters.ChoiceFilter(
        label=gettext_lazy("Описание для незрячих"),
        choices=[
            ("any", gettext_lazy("нет ни на одном языке")),
            ("ru", gettext_lazy("нет на русском")),
            ("kk", gettext_lazy("нет на казахском")),
        ],
        empty_label=gettext_lazy("Неважно"),
        method="filter_without_alt",
    )
    generated = django_filters.ChoiceFilter(
        label=gettext_lazy("Создано ИИ"),
        choices=_YES_NO,
        empty_label=gettext_lazy("Неважно"),
        method="filter_generated",
    )
    usage = django_filters.ChoiceFilter(
        label=gettext_lazy("Нигде не используется"),
        choices=[("unused", gettext_lazy("да"))],
        empty_label=gettext_lazy("Неважно"),
        method="filter_usage",
    )

    def filter_without_alt(self, images: QuerySet[Image], name: str, value: str) -> QuerySet[Image]:
        """Keep the pictures that nobody described for those who cannot see."""
        missing = {"ru": Q(alt_ru=""), "kk": Q(alt_kk=""), "any": Q(alt_ru="", alt_kk="")}
        return images.filter(missing[value])

    def filter_generated(self, images: QuerySet[Image], name: str, value: str) -> QuerySet[Image]:
        """Keep the pictures that carry the AI label, or those that do not."""
        return images.filter(is_ai_generated=value == "yes")

    def filter_usage(self, images: QuerySet[Image], name: str, value: str) -> QuerySet[Image]:
        """Keep the pictures that nothing shows."""
        return unused(images)


class ImageIndexView(IndexView):
    """The list of pictures."""

    ORDERING_OPTIONS: ClassVar[Mapping[str, Any]] = {
        key: text for key, text in IndexView.ORDERING_OPTIONS.items() if "usage_count" not in key
    }
    filterset_class = ImageFilterSet
    needs_usage_count_subquery = False

    def get_valid_orderings(self) -> list[str]:
        """Return the orders that have an index."""
        return list(self.ORDERING_OPTIONS)

    def order_queryset(self, queryset: QuerySet[Image]) -> QuerySet[Image]:
        """Order by what was asked for and then by age, so that pages do not overlap."""
        descends = self.ordering.startswith("-")
        return queryset.order_by(self.ordering, "-pk" if descends else "pk")

    def search_queryset(self, queryset: QuerySet[Image]) -> QuerySet[Image]:
        """Keep the pictures that have every word."""
        return matching(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def columns(self) -> list[Any]:
        """Return Wagtail's columns; its words for the number of uses are replaced by the number."""
        uses = Column("usage_count", label=_("Использований"), width="12%")
        return [uses if column.name == uses.name else column for column in super().columns]


class ImageEditView(EditView):
    """One picture, with the places that show it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the places."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["places"] = places(self.object, self.request)
        return context


class ImageDeleteView(DeleteView):
    """Deletes a picture that nothing shows; of any other it says where it is shown."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Delete the picture, or show the question anew with the reason."""
        if delete_images([self.object], by=self.request.user):
            messages.error(self.request, _("Изображение используется, поэтому оно не удалено."))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(self.request, self.get_success_message())
        return self.run_after_hook() or HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the places that show the picture."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["places"] = places(self.object, self.request)
        return context


class ImagesAddView(MultipleAddView):
    """Many pictures at once."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the safe copy of the file in its place.

        Where another field is wrong Wagtail keeps the file until that is mended, and it is to keep no other.
        """
        if file := request.FILES.get("files[]"):
            # The form says at the field why a file is refused.
            with suppress(ValidationError):
                # A file of a form it is; the stubs know only uploads.
                request.FILES["files[]"] = safe_picture(file)  # type: ignore[assignment]
        return super().post(request)


class ImagesDeleteView(MultipleDeleteView):
    """Takes one of many pictures back right after its upload."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete the picture unless somebody has used it meanwhile."""
        found = Image.objects.filter(pk=kwargs[self.pk_url_kwarg])
        if uses_of(list(found)):
            return JsonResponse({"success": False, self.context_object_id_name: kwargs[self.pk_url_kwarg]})
        return super().post(request, *args, **kwargs)


def places(image: Image, request: HttpRequest) -> list[dict[str, Any]]:
    """Return where a picture is shown: the words, and an address where the person may follow it."""
    uses: list[Use] = list(uses_of([image]).get(image.pk, ()))
    finder = AdminURLFinder(request.user)
    return [{"text": use.text, "url": finder.get_edit_url(use.shown_by)} for use in uses]
