"""Views of the event's form."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from events.models import Event, EventDate
from events.next_dates import next_date_words
from events.viewsets import EVENT_FORM


@require_POST
def next_dates(request: HttpRequest) -> HttpResponse:
    """Answer which dates the row of a form gives as it stands, before anything is saved; writes nothing."""
    user = request.user
    if not (user.has_perm("events.add_event") or user.has_perm("events.change_event")):
        raise PermissionDenied
    prefix = request.POST.get("prefix", "")
    form_class = EVENT_FORM.bind_to_model(Event).get_form_class().formsets["dates"].form
    form = form_class(request.POST, prefix=prefix, instance=EventDate(), for_user=user)
    if not form.is_valid():
        messages = [str(error) for name in form.errors for error in form.errors[name]]
        return JsonResponse({"lines": [], "problems": messages[:3]})
    return JsonResponse({"lines": next_date_words(form.instance), "problems": []})
