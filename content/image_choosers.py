"""Choosing a picture: Wagtail's dialog, with search and filters through the database."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, CollectionFilterMixin
from wagtail.images.views.chooser import ImageChooseResultsView, ImageChooserViewSet, ImageChooseView

from content.image_queries import matching
from content.models import Image


class ImageChoiceForm(CollectionFilterMixin, BaseFilterForm):
    """Narrows the pictures to choose from."""

    q = forms.CharField(label=_("Название, описание, автор или тег"), required=False)

    def filter(self, objects: QuerySet[Image]) -> QuerySet[Image]:
        """Keep the pictures of the collection that have every word."""
        found: QuerySet[Image] = super().filter(objects)
        if words := self.cleaned_data["q"].strip():
            self.is_searching, self.search_query = True, words
            found = matching(found, words)
        return found


class _ImageChoice:
    """Newest first, in pages that do not overlap."""

    filter_form_class = ImageChoiceForm
    ordering = ("-created_at", "-pk")


class OurImageChooseView(_ImageChoice, ImageChooseView):
    """The dialog."""


class OurImageChooseResultsView(_ImageChoice, ImageChooseResultsView):
    """Its results, while somebody types."""


class OurImageChooserViewSet(ImageChooserViewSet):
    """The dialog's addresses, the same as Wagtail's."""

    choose_view_class = OurImageChooseView
    choose_results_view_class = OurImageChooseResultsView
