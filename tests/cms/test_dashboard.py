from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from cms.dashboard.counts import counts_of
from cms.dashboard.drafts import own_drafts
from cms.dashboard.expiring import expiring
from cms.dashboard.week import unready_week
from content.kinds import get_kind
from content.models import CityAssignment, EntryStanding, ImportRun
from content.operations import save_draft, submit
from directory.models import BusinessStanding
from events.models import Event, EventStanding
from moderation.operations import decide
from moderation.queries import seen_version, waiting_for
from tests.factories import a_business, a_city, a_promotion, a_user, an_event, an_image
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [EDITORS, MODERATORS, ADMINISTRATORS])
def test_the_first_page_opens_for_every_role(role: str) -> None:
    page = signed_in(a_user(role)).get("/admin/").content.decode()
    assert "Здравствуйте" in page
    assert ("Ждут проверки" in page) is (role == MODERATORS)
    assert ("Новое событие" in page) is (role in {EDITORS, ADMINISTRATORS})


def test_moderators_see_what_waits_oldest_first_but_not_their_own() -> None:
    editor, moderator = a_user(EDITORS), a_user(MODERATORS)
    events = [an_event(f"Событие {number}", live=False) for number in range(3)]
    for event in events:
        submit(event, by=editor)
    business = a_business("Заведение", live=False)
    submit(business, by=moderator)
    waiting = waiting_for(moderator, limit=2)
    assert waiting.total == 3
    assert [(item.title, item.kind, item.city, item.submitted_by) for item in waiting.items] == [
        ("Событие 0", "event", "Жезказган", str(editor)),
        ("Событие 1", "event", "Жезказган", str(editor)),
    ]
    page = signed_in(moderator).get("/admin/").content.decode()
    assert "Событие 2" in page
    assert waiting_for(a_user(EDITORS)).total == 0


def test_city_moderators_see_their_cities() -> None:
    elsewhere = a_city("satpayev", name_ru="Сатпаев")
    moderator = a_user(MODERATORS)
    CityAssignment.objects.create(user=moderator, city=elsewhere)
    for city in (a_city(), elsewhere):
        submit(an_event(f"В городе {city}", live=False, city=city), by=a_user(EDITORS))
    assert [item.title for item in waiting_for(moderator).items] == ["В городе Сатпаев"]


def test_the_first_page_asks_as_much_of_the_database_for_many_items_as_for_one() -> None:
    editor, moderator = a_user(EDITORS), a_user(MODERATORS)
    client = signed_in(moderator)
    counts, made = [], 0
    for wanted in (1, 7):
        for number in range(wanted - made):
            submit(an_event(f"Событие {number}", live=False), by=editor)
            an_event(f"На неделе {number}", expire_at=timezone.now() + timedelta(days=2))
            save_draft(a_promotion(live=False).get_latest_revision_as_object(), by=moderator)
        made = wanted
        client.get("/admin/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/admin/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_counts_are_by_state_and_lead_to_the_list() -> None:
    an_event("На сайте")
    an_event("Завершено", starts_at=timezone.now() - timedelta(days=9))
    an_event("Черновик", live=False)
    submit(an_event("На проверке", live=False), by=a_user())
    counts = counts_of(get_kind("event"), user=a_user(EDITORS), now=timezone.now())
    assert (counts.label, counts.live) == ("События", 1)
    assert counts.live_url == "/admin/events/?editorial_state=live&editorial_state=live_with_draft"
    assert [(label, count) for label, count, _url in counts.others] == [("на проверке", 1), ("черновик", 1)]
    client = signed_in(a_user(EDITORS))
    assert [str(row) for row in client.get(counts.live_url).context["object_list"]] == ["На сайте"]


def test_my_drafts_are_mine_and_newest_first() -> None:
    me, other = a_user(EDITORS), a_user(EDITORS)
    event, business = an_event("Старый", live=False), a_business("Новый", live=False)
    for entry, by in ((event, me), (business, me), (an_event("Чужой", live=False), other)):
        save_draft(entry.get_latest_revision_as_object(), by=by)
    found = own_drafts(me, now=timezone.now())
    assert [(draft.title, draft.kind, draft.state) for draft in found] == [
        ("Новый", "заведение", "draft"),
        ("Старый", "событие", "draft"),
    ]


def test_what_was_sent_back_waits_for_its_submitter_whoever_saved_last() -> None:
    me, moderator = a_user(EDITORS), a_user(MODERATORS)
    event = an_event("На доработку", live=False)
    save_draft(event.get_latest_revision_as_object(), by=me)
    state = submit(event, by=me)
    save_draft(event.get_latest_revision_as_object(), by=moderator)
    seen = seen_version(event)
    decide(
        task_state=state.current_task_state,
        action="reject",
        by=a_user(MODERATORS),
        seen_revision_id=seen.revision_id,
        seen_hash=seen.content_hash,
        now=timezone.now(),
        comment="Укажите место.",
    )
    found = own_drafts(me, now=timezone.now())
    assert [(draft.title, draft.state) for draft in found] == [("На доработку", "changes_requested")]
    assert own_drafts(a_user(EDITORS), now=timezone.now()) == []


def test_the_counts_say_whether_it_grows() -> None:
    now = timezone.now()
    for days in (1, 6, 9, 20):
        Event.objects.filter(pk=an_event().pk).update(first_published_at=now - timedelta(days=days))
    counts = counts_of(get_kind("event"), user=a_user(EDITORS), now=now)
    assert (counts.live, counts.new, counts.new_before) == (4, 2, 1)
    assert "Новых за неделю: 2 (за прошлую: 1)" in signed_in(a_user(EDITORS)).get("/admin/").content.decode()


def test_what_ends_within_a_week_stands_soonest_first() -> None:
    now = timezone.now()
    event = an_event("Уйдёт с сайта", expire_at=now + timedelta(days=5))
    featured = an_event("Уйдёт с главной")
    EventStanding.objects.create(event=featured, featured_until=now + timedelta(days=1))
    business = a_business("Тариф")
    BusinessStanding.objects.create(business=business, tier="lite", tier_until=now + timedelta(days=3))
    a_promotion("Кончится", business=business, valid_until=now + timedelta(days=2))
    a_promotion("Не скоро", business=business, valid_until=now + timedelta(days=20))
    an_event("Черновик", live=False, expire_at=now + timedelta(days=5))
    found = expiring(a_user(EDITORS), now=now)
    assert [(item.title, item.what) for item in found] == [
        ("Уйдёт с главной", "уходит с главной"),
        ("Кончится", "акция кончается"),
        ("Тариф", "кончается тариф"),
        ("Уйдёт с сайта", "снимается с сайта"),
    ]
    assert found[-1].url == f"/admin/events/edit/{event.pk}/"


def test_events_of_the_week_say_what_they_lack() -> None:
    now = timezone.now()
    full = {"cover": an_image(), "price_kind": "free", "title_kk": "Концерт", "description_kk": "<p>Мәтін</p>"}
    soon = {"starts_at": now + timedelta(days=2)}
    an_event("Готово", **full, **soon)
    an_event("Без картинки", **{**full, "cover": None}, **soon)
    an_event("Без цены", live=False, **{**full, "price_kind": "unknown"}, starts_at=now + timedelta(days=1))
    an_event("Без казахского", **{**full, "description_kk": ""}, starts_at=now + timedelta(days=3))
    an_event("Не на этой неделе", starts_at=now + timedelta(days=9))
    an_event("Прошло", starts_at=now - timedelta(days=3))
    put_away = an_event("В архиве", live=False, **soon)
    EntryStanding.objects.filter(entry_public_id=put_away.public_id).update(archived_at=now)
    week = unready_week(a_user(EDITORS), now=now, limit=2)
    assert week.total == 3
    assert [(event.title, event.lacks, event.is_live) for event in week.events] == [
        ("Без цены", ["цена"], False),
        ("Без картинки", ["картинка"], True),
    ]
    page = signed_in(a_user(EDITORS)).get("/admin/").content.decode()
    assert "казахский текст" in page
    assert "Не на этой неделе" not in page


def test_people_of_other_cities_see_none_of_it() -> None:
    now = timezone.now()
    an_event("Чужое", starts_at=now + timedelta(days=1), expire_at=now + timedelta(days=2))
    ImportRun.objects.create(
        source_name="Лента", city=a_city(), kind="ical", state="applied", payload_hash="0", started_at=now
    )
    editor = a_user(EDITORS)
    assert "Лента" in signed_in(editor).get("/admin/").content.decode()
    CityAssignment.objects.create(user=editor, city=a_city("satpayev", name_ru="Сатпаев"))
    page = signed_in(editor).get("/admin/").content.decode()
    assert "Чужое" not in page
    assert "Лента" not in page
    assert counts_of(get_kind("event"), user=editor, now=now).live == 0
