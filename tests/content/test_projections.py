from datetime import timedelta

import orjson
import pgtrigger
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from content.kinds import get_kind
from content.models import Category, Image, Tag
from content.operations import create_draft, publish, rebuild_listings, reconcile_listings, save_draft, unpublish
from content.projections import project, project_many, project_stale
from content.tasks import make_renditions
from events.models import Event, EventDate, EventListing, EventOccurrence, EventStanding
from promos.models import PromotionListing
from search.models import OutboxEntry
from tests.factories import a_business, a_city, a_promotion, a_user, an_event, an_image

pytestmark = pytest.mark.django_db


def card(event: Event, language: str = "ru") -> dict[str, object]:
    return orjson.loads(getattr(EventListing.objects.get(pk=event.pk), f"card_{language}"))


def outbox() -> dict[str, int]:
    return {str(pk): version for pk, version in OutboxEntry.objects.values_list("public_id", "wanted_version")}


def test_a_draft_has_no_listing_and_a_published_entry_has_one() -> None:
    draft = an_event("Черновик", live=False)
    live = an_event("Живое")
    assert list(EventListing.objects.values_list("pk", flat=True)) == [live.pk]
    assert not draft.live


def test_projecting_twice_changes_nothing() -> None:
    event = an_event()
    before = EventListing.objects.values("version", "card_ru", "document_hash").get(pk=event.pk)
    waiting = outbox()
    project(event, now=timezone.now())
    assert EventListing.objects.values("version", "card_ru", "document_hash").get(pk=event.pk) == before
    assert outbox() == waiting


def test_a_later_draft_does_not_touch_what_is_public() -> None:
    event = an_event("Концерт")
    draft = event.get_latest_revision_as_object()
    draft.title_ru = "Концерт с новой афишей"
    save_draft(draft, by=None)
    project(Event.objects.get(pk=event.pk), now=timezone.now())
    assert card(event)["title"] == "Концерт"


def test_an_entry_that_is_only_scheduled_is_not_listed() -> None:
    event = an_event(live=False)
    draft = event.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=2)
    save_draft(draft, by=None)
    publish(event, by=None, authorisation="test")
    assert EventListing.objects.count() == 0


@pytest.mark.parametrize("how", ["operation", "update", "delete"])
def test_the_listing_goes_however_the_entry_goes(how: str) -> None:
    event = an_event()
    version = EventListing.objects.get().version
    if how == "operation":
        unpublish(event, by=None)
    elif how == "update":
        Event.objects.filter(pk=event.pk).update(live=False)
    else:
        event.delete()
    assert EventListing.objects.count() == 0
    assert EventOccurrence.objects.count() == 0
    assert outbox()[str(event.public_id)] > version


def test_hiding_a_city_hides_its_entries_and_showing_it_brings_them_back() -> None:
    city = a_city()
    an_event(city=city)
    a_business(city=city)
    city.is_active = False
    city.save()
    assert EventListing.objects.count() == 0
    city.is_active = True
    city.save()
    assert EventListing.objects.count() == 1


def test_renaming_a_business_renews_what_shows_it_and_taking_it_down_hides_its_promotions() -> None:
    business = a_business("Арома")
    event = an_event(organiser=business)
    promotion = a_promotion(business=business)
    draft = business.get_latest_revision_as_object()
    draft.title_ru = "Новая Арома"
    save_draft(draft, by=None)
    assert card(event)["business"]["name"] == "Арома"  # a draft is nobody's business
    publish(business, by=None, authorisation="test")
    assert card(event)["business"]["name"] == "Новая Арома"
    assert orjson.loads(PromotionListing.objects.get(pk=promotion.pk).card_ru)["businessName"] == "Новая Арома"
    unpublish(business, by=None)
    assert card(event)["business"] is None
    assert PromotionListing.objects.count() == 0


def test_what_stands_beside_an_entry_is_shown_and_survives_an_older_draft() -> None:
    event = an_event()
    draft = event.get_latest_revision_as_object()
    draft.title_ru = "Новое название"
    save_draft(draft, by=None)
    EventStanding.objects.create(event=event, featured_until=timezone.now() + timedelta(days=1))
    assert card(event)["isFeatured"] is True
    publish(event, by=None, authorisation="test")
    assert card(event)["isFeatured"] is True
    assert card(event)["title"] == "Новое название"


def test_deleting_what_a_listing_shows_renews_it_at_once() -> None:
    image, business = an_image(), a_business("Арома")
    event = an_event(cover=image, organiser=business)
    a_promotion(business=business)
    image.delete()
    assert card(event)["image"] is None
    business.delete()
    assert card(event)["business"] is None
    assert PromotionListing.objects.count() == 0
    Category.objects.get(kind="event", slug="concerts").delete()
    assert EventListing.objects.count() == 0


def test_a_renamed_category_and_a_renamed_tag_renew_what_search_knows() -> None:
    event = an_event()
    event.tags.add("музыка")
    event.save()
    project(event, now=timezone.now())
    category = Category.objects.get(kind="event", slug="concerts")
    category.name_ru = "Музыкальные вечера"
    category.save()
    tag = Tag.objects.get()
    tag.name = "живая музыка"
    tag.save()
    listing = EventListing.objects.get()
    assert {"Музыкальные вечера", "живая музыка"} <= set(listing.keywords)
    assert orjson.loads(listing.detail_ru)["tags"] == ["живая музыка"]
    tag.delete()
    assert orjson.loads(EventListing.objects.get().detail_ru)["tags"] == []


def test_replacing_the_file_of_a_picture_never_leaves_a_dead_address() -> None:
    image = an_image()
    event = an_event(cover=image)
    make_renditions(image_id=image.pk)
    ProcrastinateJob.objects.all()._raw_delete(using="default")
    image.renditions.all().delete()  # as Wagtail's form does after storing the new file
    assert card(event)["image"] == f"media://{image.file.name}"
    assert list(ProcrastinateJob.objects.filter(queue_name="media").values_list("task_name", "args")) == [
        ("content.make_renditions", {"image_id": image.pk})
    ]


def test_one_entry_that_cannot_be_projected_does_not_hold_up_the_others() -> None:
    broken, good = an_event("Сломано"), an_event("Исправно")
    EventDate.objects.filter(event=broken).update(recurrence_rule="чушь")
    EventListing.objects.all().delete()
    assert rebuild_listings(now=timezone.now())["event"] == 1
    assert list(EventListing.objects.values_list("pk", flat=True)) == [good.pk]


def test_the_nightly_comparison_sees_what_changed_behind_its_back() -> None:
    event = an_event("Было")
    Event.objects.filter(pk=event.pk).update(title_ru="Стало")
    assert reconcile_listings(now=timezone.now()).outdated == 1
    assert card(event)["title"] == "Стало"
    assert reconcile_listings(now=timezone.now()).outdated == 0


def test_counters_and_finished_json_alone_do_not_reach_the_outbox() -> None:
    event = an_event()
    OutboxEntry.objects.all().delete()
    EventStanding.objects.create(event=event, views_count=7)
    assert card(event)["viewsCount"] == 7
    assert outbox() == {}


def test_versions_come_from_one_growing_sequence() -> None:
    first, second = an_event("Первое"), an_event("Второе")
    versions = dict(EventListing.objects.values_list("pk", "version"))
    assert versions[second.pk] > versions[first.pk]
    draft = first.get_latest_revision_as_object()
    draft.title_ru = "Переименовано"
    save_draft(draft, by=None)
    publish(first, by=None, authorisation="test")
    assert EventListing.objects.get(pk=first.pk).version > versions[second.pk]


def test_the_nightly_comparison_repairs_and_counts_what_it_found() -> None:
    missing, extra, right = an_event("Пропало"), an_event("Лишнее"), an_event("На месте")
    EventListing.objects.filter(pk=missing.pk).delete()
    with pgtrigger.ignore("events.Event:unlist"):  # only so can a listing outlive its entry
        Event.objects.filter(pk=extra.pk).update(live=False)
    repair = reconcile_listings(now=timezone.now())
    assert (repair.missing, repair.extra, repair.outdated) == (1, 1, 0)
    assert set(EventListing.objects.values_list("pk", flat=True)) == {missing.pk, right.pk}
    again = reconcile_listings(now=timezone.now())
    assert (again.missing, again.extra, again.outdated) == (0, 0, 0)


def test_rebuilding_writes_every_kind() -> None:
    an_event()
    a_promotion()
    EventListing.objects.all().delete()
    assert rebuild_listings(now=timezone.now()) == {"event": 1, "business": 1, "promotion": 1}
    assert EventListing.objects.count() == 1


def test_a_card_moves_to_the_next_date_by_the_clock_alone() -> None:
    now = timezone.now().replace(microsecond=0)
    dates = [EventDate(starts_at=now + timedelta(hours=hours)) for hours in (1, 48)]
    event = an_event(dates=dates)
    first, second = (row.starts_at for row in dates)
    listing = EventListing.objects.get(pk=event.pk)
    assert listing.starts_at == first
    assert listing.stale_at == first + timedelta(hours=2)
    project_stale(now=first + timedelta(hours=1))
    assert EventListing.objects.get(pk=event.pk).starts_at == first
    project_stale(now=first + timedelta(hours=2))
    assert EventListing.objects.get(pk=event.pk).starts_at == second


def test_the_queries_of_a_projection_do_not_grow_with_its_entries() -> None:
    events = [an_event(f"Событие {number}", cover=an_image(), organiser=a_business()) for number in range(4)]
    for event in events:
        event.tags.add("музыка")
        event.save()
    kind = get_kind("event")
    counts = []
    for chosen in (events[:1], events):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            project_many(kind, [event.pk for event in chosen], now=timezone.now())
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_pictures_are_named_by_rendition_once_made_and_marked_for_any_address() -> None:
    image = an_image(size=(1000, 600))
    event = an_event(cover=image)
    assert card(event)["image"] == f"media://{image.file.name}"
    make_renditions(image_id=image.pk)
    made = image.renditions.get(filter_spec="fill-800x450|format-webp")
    assert card(event)["image"] == f"media://{made.file.name}"
    assert made.width == 800


def test_an_ai_picture_carries_the_label_of_the_law() -> None:
    event = an_event(cover=an_image(is_ai_generated=True))
    detail = orjson.loads(EventListing.objects.get(pk=event.pk).detail_kk)
    assert detail["picture"]["aiLabel"] == "Бұл сурет жасанды интеллект арқылы жасалған"
    Image.objects.update(is_ai_generated=False)
    rebuild_listings(now=timezone.now())
    assert orjson.loads(EventListing.objects.get(pk=event.pk).detail_kk)["picture"]["aiLabel"] is None


def test_kazakh_falls_back_to_russian_and_says_so() -> None:
    event = an_event("Концерт", title_kk="")
    assert (card(event, "kk")["title"], card(event, "kk")["language"]) == ("Концерт", "ru")
    user = a_user()
    draft = event.get_latest_revision_as_object()
    draft.title_kk = "Концерт кеші"
    save_draft(draft, by=user)
    publish(event, by=user, authorisation="approval")
    assert (card(event, "kk")["title"], card(event, "kk")["language"]) == ("Концерт кеші", "kk")


def test_create_draft_is_never_live_whatever_the_caller_set() -> None:
    event = Event(city=a_city(), title_ru="Сразу на сайт?", live=True)
    create_draft(event, by=None)
    assert Event.objects.get(pk=event.pk).live is False
    assert EventListing.objects.count() == 0
