"""The common part of all bulk actions: choose, confirm, do, report."""

from abc import abstractmethod
from functools import cached_property
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import classproperty
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from content.bulk.report import Line, Report, run
from content.bulk.selection import chosen, list_view
from content.editorial_state import EditorialState
from content.kinds import all_kinds
from content.list_views import EntryIndexView
from content.models import Entry

_NAMED: Final = 20


class ChosenEntriesAction(SnippetBulkAction):
    """Knows which entries were chosen in a list and to whom it is offered.

    A kind of action sets its names and the ``permission`` without which nobody is offered it.
    """

    permission: ClassVar[str] = "change"
    icon_name: ClassVar[str] = "list-ul"
    # Nothing but bringing back, deleting and taking along is done with what is in the archive.
    is_for_used: ClassVar[bool] = True
    is_for_archived: ClassVar[bool] = False

    @classproperty
    def models(cls) -> list[type[Entry]]:  # noqa: N805 - the class it is asked on
        """Return the kinds that the action is for."""
        return [kind.model for kind in all_kinds() if cls.is_for(kind.model)]

    @classmethod
    def is_for(cls, model: type[Entry]) -> bool:  # noqa: ARG003 - for those that look
        """Tell whether a kind has what the action changes."""
        return True

    @classmethod
    def is_offered(cls, user: Any, model: type[Entry]) -> bool:
        """Tell whether a person sees the action at all; each entry is asked for again."""
        return user.has_perm(f"{model._meta.app_label}.{cls.permission}_{model._meta.model_name}")

    @classmethod
    def suits(cls, request: HttpRequest) -> bool:
        """Tell whether a list, with the states that its filter asks for, may have something for the action."""
        states = set(request.GET.getlist("editorial_state"))
        has_archived = EditorialState.ARCHIVED in states
        has_used = states != {EditorialState.ARCHIVED}
        return (has_archived and cls.is_for_archived) or (has_used and cls.is_for_used)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse people to whom the action is not offered."""
        if not self.is_offered(request.user, self.model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def view(self) -> EntryIndexView:
        """The list in which the entries were chosen."""
        return list_view(self.model, self.request)

    @cached_property
    def chosen_pks(self) -> list[int]:
        """The primary keys of what was chosen, in the order of the list."""
        return list(chosen(self.view, self.request).values_list("pk", flat=True))


class EntryBulkAction(ChosenEntriesAction):
    """Asks for a confirmation that says how many entries there are, and answers with a report of each.

    A kind of action sets ``question``, ``button`` and ``step`` besides.
    """

    template_name = "content/bulk/confirm.html"
    report_template_name = "content/bulk/report.html"
    form_class: type[forms.Form] = forms.Form
    # More in one go would take longer than anybody waits.
    limit: ClassVar[int] = 500
    question: ClassVar[Any]
    explanation: ClassVar[Any] = ""
    button: ClassVar[Any]
    is_serious: ClassVar[bool] = False

    @cached_property
    def entries(self) -> list[Entry]:
        """What was chosen, as far as it is not too much."""
        pks = self.chosen_pks[: self.limit]
        return self.view.loaded(pks)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form offer what the person may choose."""
        kwargs = super().get_form_kwargs()
        if issubclass(self.form_class, BulkForm):
            kwargs.update(user=self.request.user, model=self.model)
        return kwargs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how many entries there are and name the first of them."""
        count = len(self.chosen_pks)
        context = {
            "form": self.get_form(),
            "title": self.display_name,
            "question": self.question,
            "explanation": self.explanation,
            "button": self.button,
            "is_serious": self.is_serious,
            "header_icon": self.model.snippet_viewset.icon,
            "kind_name": self.model._meta.verbose_name_plural,
            "count": count,
            "limit": self.limit,
            "is_too_much": count > self.limit,
            "named": self.entries[:_NAMED],
            "unnamed": count - len(self.entries[:_NAMED]),
            "next": self.next_url,
            "submit_url": f"{self.request.path}?{self.request.META['QUERY_STRING']}",
        }
        return {**context, **kwargs}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Change every entry and show what became of each."""
        if not 0 < len(self.chosen_pks) <= self.limit:
            return self.render_to_response(self.get_context_data(form=form))
        self.cleaned_form = form
        report = run(self.entries, self.step)
        return TemplateResponse(self.request, self.report_template_name, self.report_context(report))

    @abstractmethod
    def step(self, entry: Any) -> str:
        """Change one entry and say in words what was done; raises a refusal."""

    def report_context(self, report: Report) -> dict[str, Any]:
        """Return what the page of the report shows."""
        return {
            "title": self.display_name,
            "header_icon": self.model.snippet_viewset.icon,
            "report": report,
            "rows": [(line, self.address_of(line)) for line in (*report.refused, *report.done)],
            "next": self.next_url,
        }

    def address_of(self, line: Line) -> str:
        """Return where an entry of the report is found now."""
        return reverse(self.model.snippet_viewset.get_url_name("edit"), args=(line.entry.pk,))


class BulkForm(forms.Form):
    """What has to be said about all chosen entries; offers what ``user`` may choose for a kind."""

    def __init__(self, *args: Any, user: Any, model: type[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(user=user, model=model)

    def offer(self, *, user: Any, model: type[Entry]) -> None:
        """Fill the choices."""

    def choices_of(self, name: str, rows: QuerySet[Any]) -> None:
        """Offer rows in a field."""
        field: Any = self.fields[name]
        field.queryset = rows
