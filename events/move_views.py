"""Moving a single date: a form that works without JavaScript, and the question before readers see it."""

from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from content.city_access import EntryPolicy
from content.columns import admin_language
from content.whereabouts import is_deleted
from events.calendar_days import month_of, parse_day, parse_period, week_of
from events.calendar_views import KEPT
from events.clash_queries import Clash, clashes_with
from events.clashes import Claim
from events.models import Event, PlannedDate
from events.move_forms import MoveForm, read_moment
from events.moving import Move, StaleDate, occurrence_at
from events.operations import move_date, move_of
from events.schedule import Occurrence, evening_day
from language.dates import date_text

# What a person has confirmed: that readers see the new date, or that it waits in the draft; and that it is past.
LIVE: Final = "live"
DRAFT: Final = "draft"
PAST: Final = "past"


class MoveView(WagtailAdminTemplateMixin, TemplateView):
    """Asks where to, asks again before readers or another event are touched, and moves."""

    template_name = "events/calendar/move.html"
    header_icon = "calendar-alt"
    page_title = gettext_lazy("Перенести дату")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse people who may not change this very event; what is in the bin has no page but the bin."""
        if not EntryPolicy(Event).user_has_permission_for_instance(request.user, "change", self.event):
            raise PermissionDenied
        if is_deleted(self.event.public_id):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def event(self) -> Event:
        """The event of the address."""
        return get_object_or_404(Event, pk=self.kwargs["pk"])

    @cached_property
    def draft(self) -> Event:
        """Its newest draft, whose date is moved."""
        draft: Event = self.event.get_latest_revision_as_object()
        return draft

    @cached_property
    def now(self) -> datetime:
        """The moment of the request."""
        return timezone.now()

    @property
    def user(self) -> User:
        """The person who asks."""
        if not isinstance(self.request.user, User):
            raise PermissionDenied
        return self.request.user

    def get_page_subtitle(self) -> str:
        """Name the event."""
        return str(self.draft)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way back to the calendar."""
        return [
            *self.breadcrumbs_items,
            {"url": self._calendar_url(), "label": _("Календарь")},
            {"url": "", "label": _("Перенести дату")},
        ]

    @cached_property
    def found(self) -> Occurrence | None:
        """The date that the address or the form names, as the newest draft has it."""
        asked = self.request.POST or self.request.GET
        starts_at, key = read_moment(asked.get("starts_at", "")), _uuid(asked.get("key", ""))
        if starts_at is None or key is None:
            return None
        return occurrence_at(self.draft, key=key, starts_at=starts_at)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form with the present date."""
        if self.found is None:
            return self._stale()
        zone = self.draft.city.zone
        local = self.found.starts_at.astimezone(zone)
        initial = {
            "key": self.found.key,
            "starts_at": self.found.starts_at.astimezone(UTC).isoformat(),
            "back": request.GET.get("back", ""),
            "date": parse_day(request.GET.get("to", "")) or local.date(),
            "time": local.time(),
        }
        return self._page(self._form(initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move, or ask first."""
        if self.found is None:
            return self._stale()
        form = self._form(data=request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        asked: dict[str, Any] = {
            "key": form.cleaned_data["key"],
            "starts_at": form.cleaned_data["starts_at"],
            "to": form.moment(),
        }
        reasons: dict[str, Any] = form.reasons()
        try:
            move = move_of(self.event, **asked, by=self.user, now=self.now)
            clashes = self._clashes(move)
            if not _is_confirmed(move, clashes, confirmed=set(request.POST.getlist("confirmed"))):
                return self._page(form, question=self._question(move, clashes))
            done = move_date(self.event, **asked, **reasons, by=self.user, now=self.now, is_past_confirmed=move.is_past)
        except StaleDate:
            return self._stale()
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self._page(form, status=422)
        self._say_done(done)
        return HttpResponseRedirect(self._calendar_url(showing=done.to))

    def _form(self, **kwargs: Any) -> MoveForm:
        is_all_day = self.found is not None and self.found.is_all_day
        return MoveForm(zone=self.draft.city.zone, is_all_day=is_all_day, is_live=self.event.live, **kwargs)

    def _page(self, form: MoveForm, *, status: int = 200, question: dict[str, Any] | None = None) -> HttpResponse:
        found = self.found
        context = self.get_context_data(
            form=form,
            event=self.draft,
            is_live=self.event.live,
            was=found and self._words(found.starts_at, found.ends_at, is_all_day=found.is_all_day),
            question=question,
            calendar_url=self._calendar_url(),
            edit_url=self._edit_url(),
        )
        return self.render_to_response(context, status=status)

    def _stale(self) -> HttpResponse:
        context = self.get_context_data(refusal=StaleDate().messages[0], calendar_url=self._calendar_url())
        return self.render_to_response(context, status=409)

    def _question(self, move: Move, clashes: list[Clash]) -> dict[str, Any]:
        """Return what the person decides on: the new date, what readers will see, what is in the way."""
        return {
            "move": move,
            "to": self._words(move.to, move.ends_at, is_all_day=move.is_all_day),
            "first": self._words(move.first_starts_at, None, is_all_day=move.is_all_day),
            "clashes": [(clash, self._clash_words(clash), _edit_url(clash.event_id)) for clash in clashes],
            "confirmed": sorted(_to_confirm(move, clashes)),
        }

    def _clashes(self, move: Move) -> list[Clash]:
        if self.found is None or move.is_all_day:
            return []
        dates = PlannedDate.objects.filter(planned=self.event.pk, starts_at=move.starts_at, key=self.found.key)
        planned = dates.first()
        if planned is None or not planned.place_key:
            return []
        claim = Claim(event=self.event.pk, place=planned.place_key, starts_at=move.to, over_at=move.over_at)
        return clashes_with(claim, user=self.user, zone=self.draft.city.zone, language=admin_language())

    def _words(self, starts_at: datetime, ends_at: datetime | None, *, is_all_day: bool) -> str:
        return date_text(
            starts_at=starts_at,
            ends_at=ends_at,
            is_all_day=is_all_day,
            zone=self.draft.city.zone,
            now=self.now,
            language=admin_language(),
        )

    def _clash_words(self, clash: Clash) -> str:
        return self._words(clash.starts_at, clash.over_at, is_all_day=False)

    def _say_done(self, move: Move) -> None:
        names = {"title": str(self.draft), "to": self._words(move.to, move.ends_at, is_all_day=move.is_all_day)}
        button = [messages.button(self._edit_url(), _("Открыть событие"))]
        if not move.is_live:
            text = _("«%(title)s» перенесено: %(to)s.") % names
            messages.success(self.request, text, buttons=button)
        elif move.goes_live:
            text = _("«%(title)s» перенесено: %(to)s. Читатели уже видят новую дату.") % names
            messages.success(self.request, text, buttons=button)
        elif move.has_other_changes:
            text = _(
                "Новая дата «%(title)s» (%(to)s) сохранена в черновик, на сайте пока прежняя: в черновике есть и "
                "другие неопубликованные правки. Проверьте их и опубликуйте вместе."
            )
            messages.warning(self.request, text % names, buttons=button)
        else:
            text = _(
                "Новая дата «%(title)s» (%(to)s) сохранена в черновик, на сайте пока прежняя. Отправьте событие на "
                "проверку."
            )
            messages.warning(self.request, text % names, buttons=button)

    def _edit_url(self) -> str:
        return _edit_url(self.event.pk)

    def _calendar_url(self, *, showing: datetime | None = None) -> str:
        """Return the calendar as it was left, or with the day of a moment."""
        asked = QueryDict((self.request.POST or self.request.GET).get("back", "")[:1000])
        kept = QueryDict(mutable=True)
        for name in KEPT:
            if value := asked.get(name):
                kept[name] = value
        period = parse_period(month=kept.get("month", ""), week=kept.get("week", ""))
        if showing is not None:
            day = evening_day(showing, zone=self.draft.city.zone)
            kept["city"] = self.draft.city.slug
            if period is None or not period.first <= day <= period.last:
                shape = "week" if "week" in kept else "month"
                kept[shape] = (week_of if shape == "week" else month_of)(day).value
        return f"{reverse('events_calendar')}?{kept.urlencode()}"


def _to_confirm(move: Move, clashes: list[Clash]) -> set[str]:
    """Return what has to be confirmed before a date is moved."""
    wanted: set[str] = set()
    if move.is_live:
        wanted.add(LIVE if move.goes_live else DRAFT)
    if move.is_past:
        wanted.add(PAST)
    return wanted | {f"clash:{clash.event_id}" for clash in clashes}


def _is_confirmed(move: Move, clashes: list[Clash], *, confirmed: set[str]) -> bool:
    return _to_confirm(move, clashes) <= confirmed


def _edit_url(pk: int) -> str:
    return reverse(Event.snippet_viewset.get_url_name("edit"), args=(pk,))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
