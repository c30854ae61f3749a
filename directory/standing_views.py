"""Verification, tier and owner of a business in the admin."""

from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateTimeInput

from accounts.models import User
from directory.enums import Tier
from directory.models import Business, BusinessStanding
from directory.operations import set_owner, set_tier, set_verified

CHANGE_STANDING: Final = "directory.change_businessstanding"


class StandingForm(forms.Form):
    """What those who may can say of a business. The owner is named by the e-mail of an account."""

    is_verified = forms.BooleanField(
        label=gettext_lazy("Данные проверены"),
        required=False,
        help_text=gettext_lazy("Редакция убедилась, что заведение существует и контакты верны."),
    )
    tier = forms.ChoiceField(label=gettext_lazy("Тариф"), choices=Tier.choices)
    tier_until = forms.DateTimeField(
        label=gettext_lazy("Тариф до"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Пусто — без срока. У бесплатного тарифа срока нет."),
    )
    owner = forms.EmailField(
        label=gettext_lazy("Почта владельца"),
        required=False,
        help_text=gettext_lazy("Учётная запись того, кто ведёт заведение. Пусто — владельца нет."),
    )

    def clean_owner(self) -> User | None:
        """Return the account; raises ``ValidationError`` when there is none."""
        email = self.cleaned_data["owner"]
        if not email:
            return None
        found = User.objects.filter(email__iexact=email, is_active=True).first()
        if found is None:
            raise ValidationError(_("Учётной записи с такой почтой нет."))
        return found


class StandingView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # generic to the type checker only
    """The page of one business."""

    view_name = "standing"
    model = Business
    form_class = StandingForm
    template_name = "directory/standing.html"
    header_icon = "home"
    page_title = gettext_lazy("Проверка, тариф, владелец")
    edit_url_name = ""
    index_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse those without the permission; the city was asked for before."""
        if not request.user.has_perm(CHANGE_STANDING):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def business(self) -> Business:
        """Return the business of the address."""
        return get_object_or_404(Business.objects.select_related("standing__owner"), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Head the page with the name of the business."""
        return str(self.business)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to the page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": capfirst(Business._meta.verbose_name_plural)},
            {"url": reverse(self.edit_url_name, args=[self.business.pk]), "label": str(self.business)},
            {"url": "", "label": self.get_page_title(), "sublabel": str(self.business)},
        ]

    def get_initial(self) -> dict[str, Any]:
        """Return the present standing."""
        standing = standing_of(self.business)
        return {
            "is_verified": standing.verified_at is not None,
            "tier": standing.tier,
            "tier_until": standing.tier_until,
            "owner": standing.owner.email if standing.owner else "",
        }

    def form_valid(self, form: StandingForm) -> HttpResponse:
        """Make all the changes or none."""
        chosen, now = form.cleaned_data, timezone.now()
        by: Any = self.request.user
        try:
            with transaction.atomic():
                set_verified(self.business, is_verified=chosen["is_verified"], by=by, now=now)
                set_tier(self.business, tier=Tier(chosen["tier"]), until=chosen["tier_until"], by=by, now=now)
                set_owner(self.business, owner=chosen["owner"], by=by, now=now)
        except ValidationError as refusal:
            form.add_error("tier_until", refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Изменения сохранены и уже видны на сайте."))
        return redirect(self.edit_url_name, self.business.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the business."""
        return super().get_context_data(business=self.business, edit_url_name=self.edit_url_name, **kwargs)


class StandingPanel(Panel):
    """Shows beside the draft what drafts do not hold."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one business."""

        template_name = "directory/standing_panel.html"

        def is_shown(self) -> bool:
            """Show nothing for a business that has not been saved yet."""
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the standing and, for those who may change it, where."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            viewset = type(self.instance).snippet_viewset
            may_change = self.request is not None and self.request.user.has_perm(CHANGE_STANDING)
            context["standing"] = standing_of(self.instance)
            context["standing_url_name"] = viewset.get_url_name("standing") if may_change else ""
            return context


def standing_of(business: Business) -> BusinessStanding:
    """Return the standing of a business, an unsaved one while it has none."""
    found = BusinessStanding.objects.select_related("owner").filter(business_id=business.pk).first()
    return found or BusinessStanding(business_id=business.pk)
