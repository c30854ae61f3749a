from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from content import parallel
from content.parallel import rebuild_in_parallel
from events.models import Event, EventListing
from search.models import SearchEntry
from tests.factories import an_event

# Other processes see only what is really committed.
pytestmark = pytest.mark.django_db(transaction=True)


def written() -> dict[int, list[str]]:
    rows = EventListing.objects.values_list("pk", "card_ru", "detail_kk", "document_hash")
    return {pk: texts for pk, *texts in rows}


def test_several_processes_write_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_PORTION", 2)
    events = [an_event(f"Концерт {number}") for number in range(5)]
    expected = written()
    EventListing.objects.filter(pk__in=[event.pk for event in events[:3]]).delete()
    Event.objects.filter(pk=events[3].pk).update(live=False)
    EventListing.objects.filter(pk=events[4].pk).update(card_ru="{}")

    assert rebuild_in_parallel("event", now=timezone.now(), processes=2) == 4

    assert written() == {pk: texts for pk, texts in expected.items() if pk != events[3].pk}
    assert SearchEntry.objects.count() == 4


def test_the_command_takes_processes() -> None:
    an_event()
    EventListing.objects.all().delete()
    said = StringIO()
    call_command("rebuild_listings", kind=["event"], processes=2, stdout=said)
    assert said.getvalue() == "event: 1\n"
    assert EventListing.objects.count() == 1
