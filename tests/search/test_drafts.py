"""Finding entries by their newest draft."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Revision

from content.entry_search import matching
from content.operations import create_draft, publish, save_draft
from events.models import Event
from promos.models import Promotion
from search.drafts import found_drafts, refresh_drafts, rewrite_drafts_naming
from search.models import DraftEntry
from tests.factories import a_business, a_city, a_promotion, a_venue, an_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patience")]


def found(query: str) -> set[str]:
    return {str(event) for event in matching(Event.objects.all(), query)}


@pytest.mark.parametrize(
    "query",
    ["концерт", "концрет", "канцерт", "kontsert", "концерты", "КОНЦЕРТ", "rjywthn", "фонтан концерт", "конц", "парк"],
)
@pytest.mark.parametrize("live", [True, False])
def test_a_concert_is_found_however_it_is_typed(query: str, live: bool) -> None:
    an_event("Концерт у фонтана", live=live)
    an_event("Мастер-класс по керамике", place_ru="Дом культуры", live=live)
    assert found(query) == {"Концерт у фонтана"}


def test_kazakh_is_found_without_kazakh_letters() -> None:
    an_event("Ярмарка", title_kk="Жәрмеңке күні")
    assert found("жармеңке куни") == {"Ярмарка"}


@pytest.mark.parametrize("query", ["керамика", "№%_'\"", "концерт керамика"])
def test_what_is_nowhere_is_not_found(query: str) -> None:
    an_event("Концерт у фонтана")
    assert found(query) == set()


def test_a_live_entry_is_found_by_the_title_of_its_newest_draft() -> None:
    event = an_event("Концерт у фонтана")
    event.title_ru = "Вечер джаза"
    save_draft(event, by=None)
    assert (found("джаз"), found("концерт")) == ({"Концерт у фонтана"}, set())


def test_publishing_an_older_version_keeps_the_words_of_the_newest_draft() -> None:
    event = an_event("Концерт", live=False)
    first = event.latest_revision
    event.title_ru = "Вечер джаза"
    save_draft(event, by=None)
    first.save()
    assert (found("джаз"), found("концерт")) == ({"Концерт"}, set())


def test_an_identifier_finds_its_entry() -> None:
    event = an_event("Концерт")
    an_event("Ярмарка")
    assert found(f" {event.public_id} ") == {"Концерт"}


def test_a_promotion_is_found_by_its_business() -> None:
    a_promotion("Второй кофе в подарок", business=a_business("Кафе «Арома»"))
    assert {str(row) for row in matching(Promotion.objects.all(), "арома кофе")} == {"Второй кофе в подарок"}


def test_a_deleted_entry_leaves_no_row() -> None:
    kept, gone = an_event("Концерт"), an_event("Ярмарка")
    Event.objects.filter(pk=gone.pk).delete()
    assert list(DraftEntry.objects.values_list("public_id", flat=True)) == [kept.public_id]


def test_a_refused_saving_leaves_the_words_alone() -> None:
    event = Event(city=a_city(), title_ru="Концерт")
    create_draft(event, by=None)
    before = list(DraftEntry.objects.values())
    event.title_ru = "Ярмарка"
    with pytest.raises(ValueError, match="no"):
        _save_and_fail(event)
    assert list(DraftEntry.objects.values()) == before


def _save_and_fail(event: Event) -> None:
    with transaction.atomic():
        save_draft(event, by=None)
        raise ValueError("no")


def test_the_rebuild_writes_what_is_missing_or_outdated() -> None:
    event, other = an_event("Концерт"), an_event("Ярмарка")
    wanted = list(DraftEntry.objects.order_by("public_id").values())
    DraftEntry.objects.filter(public_id=event.public_id).delete()
    DraftEntry.objects.filter(public_id=other.public_id).update(normaliser_version=0, folded="")
    assert refresh_drafts() == 2
    assert list(DraftEntry.objects.order_by("public_id").values()) == wanted
    assert refresh_drafts() == 0


def test_the_command_rebuilds_drafts(postgres_only: None, capsys: pytest.CaptureFixture[str]) -> None:
    an_event("Концерт")
    DraftEntry.objects.all().delete()
    call_command("search_rebuild")
    assert "drafts written anew for the admin: 1" in capsys.readouterr().out


def test_saving_a_revision_costs_one_statement_more() -> None:
    event = an_event("Концерт", live=False)
    revision = Revision.objects.get(pk=event.latest_revision_id)
    with CaptureQueriesContext(connection) as captured:
        revision.save()
    assert len([query for query in captured if DraftEntry._meta.db_table in query["sql"]]) == 1
    publish(event, by=None, authorisation="test")
    assert found_drafts("event", "концерт").count() == 1


def ordered() -> list[dict[str, Any]]:
    return list(ProcrastinateJob.objects.filter(task_name="search.rewrite_drafts").values_list("args", flat=True))


def test_a_renamed_business_or_venue_is_found_by_its_new_name_once_the_job_has_run() -> None:
    business, venue = a_business("Кафе «Арома»"), a_venue("Дом культуры")
    an_event("Концерт", venue=venue)
    an_event("Ярмарка")
    drafted = an_event("Чтения")
    drafted.venue = venue
    save_draft(drafted, by=None)
    a_promotion("Второй кофе", business=business)
    venue.name_ru = "Дворец металлургов"
    venue.save()
    business.title_ru = "Кафе «Зерно»"
    save_draft(business, by=None)
    publish(business, by=None, authorisation="role")
    jobs = ordered()
    assert jobs == [
        {"label": "directory.Venue", "pk": venue.pk},
        {"label": "directory.Business", "pk": business.pk},
    ]
    assert sum(rewrite_drafts_naming(**job) for job in jobs) == 3
    assert (found("металлургов"), found("дом культуры")) == ({"Концерт", "Чтения"}, set())
    assert {str(row) for row in matching(Promotion.objects.all(), "зерно")} == {"Второй кофе"}


def test_another_change_of_a_venue_orders_nothing() -> None:
    venue = a_venue("Дом культуры")
    venue.address_ru = "пр. Мира, 11"
    venue.save()
    venue.save(update_fields=["address_ru"])
    assert ordered() == []
