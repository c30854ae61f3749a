"""What an event lacks for publication, with its dates computed."""

from django.utils.translation import gettext as _

from events.models import Event
from events.projections import schedule_rows
from events.rules import missing_for_publication
from events.schedule import gives_dates


def missing(event: Event) -> list[str]:
    """Name everything that an event lacks; what never takes place would be published and shown nowhere."""
    found = missing_for_publication(event)
    if not found and not gives_dates(schedule_rows(event), zone=event.city.zone):
        found.append(_("даты без ошибок"))
    return found
