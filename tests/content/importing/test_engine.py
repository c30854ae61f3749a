"""From a file to drafts."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from wagtail.models import ModelLogEntry, Revision

from accounts.models import User
from content.importing.engine import (
    ImportRequest,
    apply_import,
    preview_import,
    request_of,
    store_preview,
)
from content.importing.outcomes import Outcome, RunReport
from content.models import ImportRecord, ImportRun, ImportSource
from content.models.importing import ImportState
from content.operations import create_draft, publish, save_draft, submit, unpublish
from events.models import Event, EventListing
from tests.factories import a_city, a_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
HEADER = "external_id,title_ru,category,starts_at,place"
ROW = "1,Вечер музыки,concerts,2027-03-06 19:00,Парк"


def request(*rows: str, header: str = HEADER, is_publishing: bool = False, **options: Any) -> ImportRequest:
    payload = "\n".join([header, *(rows or (ROW,)), ""]).encode()
    return ImportRequest(
        **{
            "city": a_city(),
            "kind": "csv",
            "source_name": "afisha.csv",
            "payload": payload,
            "is_publishing": is_publishing,
            **options,
        }
    )


def apply(*rows: str, by: User | None = None, **options: Any) -> RunReport:
    return apply_import(request(*rows, **options), by=by, now=NOW)


def outcomes(report: RunReport) -> list[str]:
    return [record.outcome.value for record in report.records]


def written() -> tuple[int, int, int, int]:
    return (
        Event.objects.count(),
        Revision.objects.count(),
        ImportRecord.objects.count(),
        ModelLogEntry.objects.count(),
    )


def the_event() -> Event:
    return Event.objects.get()


def edit(**fields: Any) -> None:
    draft = the_event().get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    save_draft(draft, by=None)


def test_a_record_becomes_a_draft_with_a_history() -> None:
    editor = a_user()
    report = apply(by=editor)
    event = the_event()
    assert outcomes(report) == ["created"]
    assert (event.live, event.title_ru, event.city.slug) == (False, "Вечер музыки", "jezkazgan")
    assert [date.starts_at for date in event.dates.all()] == [datetime(2027, 3, 6, 14, tzinfo=UTC)]
    assert event.latest_revision is not None
    assert event.latest_revision.user == editor
    entry = ModelLogEntry.objects.get(action="wagtail.create")
    assert (entry.user, entry.data) == (editor, {"source": "afisha.csv"})
    run = ImportRun.objects.get()
    assert (run.state, run.by, run.counts["created"]) == (ImportState.APPLIED, editor, 1)
    assert run.report["records"][0]["entry_id"] == str(event.public_id)
    assert EventListing.objects.count() == 0


def test_a_second_run_changes_nothing() -> None:
    apply()
    before = written()
    report = apply()
    assert (outcomes(report), written()) == (["unchanged"], before)
    again = apply(is_publishing=True)
    assert [record.is_published for record in again.records] == [True]
    before = written()
    assert outcomes(apply(is_publishing=True)) == ["unchanged"]
    assert written() == before


def test_a_preview_says_the_same_and_writes_nothing() -> None:
    rows = [ROW, "2,Без даты,,,", "3,Лекция,education,2027-03-07,"]
    said = preview_import(request(*rows, is_publishing=True), now=NOW)
    assert (written(), ImportRun.objects.count(), ImportSource.objects.count()) == ((0, 0, 0, 0), 0, 0)
    done = apply_import(request(*rows, is_publishing=True), by=None, now=NOW)
    assert said.counts == done.counts
    assert [(item.outcome, item.reason, item.is_published) for item in said.records] == [
        (item.outcome, item.reason, item.is_published) for item in done.records
    ]


def test_what_the_source_changed_becomes_a_new_draft() -> None:
    apply()
    report = apply(ROW.replace("Парк", "Сквер").replace("19:00", "20:00"))
    draft = the_event().get_latest_revision_as_object()
    assert outcomes(report) == ["updated"]
    assert report.records[0].changes == {
        "dates": {"label": "даты", "draft": "06.03.2027 19:00", "source": "06.03.2027 20:00"},
        "place_ru": {"label": "место", "draft": "Парк", "source": "Сквер"},
    }
    assert (draft.place_ru, draft.dates.get().starts_at) == ("Сквер", datetime(2027, 3, 6, 15, tzinfo=UTC))


def test_dates_that_stay_keep_their_keys() -> None:
    apply()
    key = the_event().dates.get().key
    apply(ROW, ROW.replace("2027-03-06", "2027-03-07"))
    dates = the_event().get_latest_revision_as_object().dates.all()
    assert sorted((date.starts_at.day, date.key == key) for date in dates) == [(6, True), (7, False)]


def test_what_an_editor_changed_stays_and_is_reported_until_settled() -> None:
    apply()
    edit(title_ru="Вечер камерной музыки")
    before = the_event().latest_revision_id
    report = apply(ROW.replace("Вечер музыки", "Концерт"))
    assert outcomes(report) == ["conflict"]
    assert report.records[0].conflicts == [
        {"field": "title_ru", "label": "название", "draft": "Вечер камерной музыки", "source": "Концерт"}
    ]
    assert the_event().latest_revision_id == before
    assert outcomes(apply(ROW.replace("Вечер музыки", "Концерт"))) == ["conflict"]
    edit(title_ru="Концерт")
    assert outcomes(apply(ROW.replace("Вечер музыки", "Концерт"))) == ["unchanged"]


def test_other_fields_are_updated_beside_an_edited_one() -> None:
    apply()
    edit(title_ru="Правка")
    report = apply(ROW.replace("Вечер музыки", "Концерт").replace("Парк", "Сквер"))
    draft = the_event().get_latest_revision_as_object()
    assert (outcomes(report), draft.title_ru, draft.place_ru) == (["updated"], "Правка", "Сквер")


def test_an_edit_is_no_conflict_while_the_source_repeats_itself() -> None:
    apply()
    edit(title_ru="Правка")
    before = written()
    assert (outcomes(apply()), written()) == (["unchanged"], before)


def test_live_entries_change_only_when_published() -> None:
    apply(is_publishing=True)
    assert EventListing.objects.get().titles[0] == "Вечер музыки"
    apply(ROW.replace("Вечер музыки", "Концерт"))
    event = the_event()
    assert (event.live, event.title_ru, event.has_unpublished_changes) == (True, "Вечер музыки", True)
    apply(ROW.replace("Вечер музыки", "Лекция"), is_publishing=True)
    assert (the_event().title_ru, EventListing.objects.get().titles[0]) == ("Лекция", "Лекция")


def test_publication_is_a_recorded_authorisation() -> None:
    moderator = a_user()
    apply(by=moderator, is_publishing=True)
    entry = ModelLogEntry.objects.get(action="content.authorise")
    assert (entry.user, entry.data) == (moderator, {"authorisation": "import:afisha.csv"})


def test_only_complete_entries_are_published() -> None:
    report = apply("1,Без категории,,2027-03-06,Парк", "2,Целое,concerts,2027-03-06,Парк", is_publishing=True)
    assert [(item.outcome, item.is_published, item.reason) for item in report.records] == [
        (Outcome.CREATED, False, "Не опубликовано, заполните: категория."),
        (Outcome.CREATED, True, ""),
    ]
    assert [event.live for event in Event.objects.order_by("pk")] == [False, True]


def test_a_kazakh_text_alone_stays_a_draft() -> None:
    row = "1,Музыка кеші,concerts,2027-03-06,Парк"
    report = apply(row, header=HEADER.replace("title_ru", "title_kk"), is_publishing=True)
    event = the_event()
    assert (event.title_ru, event.title_kk, event.live) == ("", "Музыка кеші", False)
    assert report.records[0].reason == "Не опубликовано, заполните: название на русском."


def test_an_importer_publishes_no_editors_draft() -> None:
    apply()
    edit(title_ru="Ещё думаю")
    report = apply(is_publishing=True)
    assert (the_event().live, report.records[0].reason) == (
        False,
        "Не опубликовано: в черновике есть правки редактора.",
    )


def test_an_editors_draft_over_a_live_entry_is_not_published() -> None:
    apply(is_publishing=True)
    edit(description_ru="<p>Ещё думаю</p>")
    report = apply(ROW.replace("Парк", "Сквер"), is_publishing=True)
    event = the_event()
    draft = event.get_latest_revision_as_object()
    assert (outcomes(report), report.records[0].is_published, event.place_ru) == (["updated"], False, "Парк")
    assert (draft.place_ru, draft.description_ru) == ("Сквер", "<p>Ещё думаю</p>")


def test_what_was_taken_off_the_site_stays_off() -> None:
    apply(is_publishing=True)
    unpublish(the_event(), by=None)
    report = apply(ROW.replace("Парк", "Сквер"), is_publishing=True)
    assert (the_event().live, report.records[0].reason) == (False, "Не опубликовано: запись была снята с сайта.")
    assert EventListing.objects.count() == 0


def test_what_a_moderator_looks_at_does_not_change() -> None:
    apply()
    submit(the_event(), by=a_user(is_superuser=True))
    before = the_event().latest_revision_id
    report = apply(ROW.replace("Парк", "Сквер"))
    assert outcomes(report) == ["skipped"]
    assert report.records[0].reason == "Запись на проверке у модератора; импорт её не меняет."
    assert the_event().latest_revision_id == before


def test_a_locked_entry_does_not_change() -> None:
    apply()
    Event.objects.update(locked=True)
    before = the_event().latest_revision_id
    assert outcomes(apply(ROW.replace("Парк", "Сквер"))) == ["skipped"]
    assert the_event().latest_revision_id == before
    Event.objects.update(locked=False)
    assert outcomes(apply(ROW.replace("Парк", "Сквер"))) == ["updated"]


def test_a_deleted_entry_is_not_created_again() -> None:
    apply()
    the_event().delete()
    report = apply()
    assert (outcomes(report), Event.objects.count()) == (["skipped"], 0)
    assert report.records[0].reason == "Запись удалена на сайте и не создаётся заново."


def test_one_bad_record_spoils_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    real = create_draft

    def failing(entry: Event, **options: Any) -> Any:
        revision = real(entry, **options)
        if entry.title_ru == "Плохое":
            raise RuntimeError("after the row was written")
        return revision

    monkeypatch.setattr("content.importing.writing.create_draft", failing)
    report = apply("1,Первое,,2027-03-06,", "2,Плохое,,2027-03-07,", "3,Третье,,2027-03-08,")
    assert outcomes(report) == ["created", "error", "created"]
    assert report.records[1].reason == "Внутренняя ошибка, запись не сохранена. Подробности в журнале сервера."
    assert sorted(Event.objects.values_list("title_ru", flat=True)) == ["Первое", "Третье"]
    assert ImportRecord.objects.count() == 2


def test_refused_rows_are_records_of_the_report() -> None:
    report = apply("1,Без даты,,,", ROW)
    assert [(item.outcome.value, item.line, item.title) for item in report.records] == [
        ("error", 2, "Без даты"),
        ("created", 3, "Вечер музыки"),
    ]
    assert (report.counts["found"], report.counts["error"]) == (2, 1)


def test_an_unreadable_file_leaves_only_a_run_that_says_so() -> None:
    report = apply_import(request(payload=b"<html></html>"), by=None, now=NOW)
    run = ImportRun.objects.get()
    assert (report.is_readable, run.state, run.source) == (False, ImportState.UNREADABLE, None)
    assert (written(), ImportSource.objects.count()) == ((0, 0, 0, 0), 0)


def test_sources_and_cities_keep_their_records_apart() -> None:
    apply()
    apply(source_name="other.csv")
    apply(city=a_city("satpaev", name_ru="Сатпаев"))
    assert (Event.objects.count(), ImportSource.objects.count()) == (3, 3)
    assert outcomes(apply()) == ["unchanged"]


def test_a_stored_preview_is_applied_as_it_was_seen() -> None:
    editor = a_user()
    run, said = store_preview(request(), by=editor, now=NOW)
    assert (run.state, run.source, Event.objects.count()) == (ImportState.PREVIEWED, None, 0)
    done = apply_import(request_of(ImportRun.objects.get()), by=editor, now=NOW, run=run)
    assert (ImportRun.objects.count(), ImportRun.objects.get().state) == (1, ImportState.APPLIED)
    assert (said.counts, said.payload_hash) == (done.counts, done.payload_hash)
    assert ImportRecord.objects.get().last_run == run


def test_reports_are_json() -> None:
    report = apply(ROW, "2,Плохая дата,,31.02.2027,")
    assert json.loads(json.dumps(report.as_json()))["counts"]["created"] == 1


def test_queries_do_not_grow_with_unchanged_records(django_assert_num_queries: Any) -> None:
    few = request(*(f"{number},Событие {number},,2027-03-06,Парк" for number in range(3)))
    many = request(*(f"{number},Событие {number},,2027-03-06,Парк" for number in range(30)))
    apply_import(many, by=None, now=NOW)
    with django_assert_num_queries(3):
        preview_import(few, now=NOW)
    with django_assert_num_queries(3):
        preview_import(many, now=NOW)


def test_a_publication_already_made_by_hand_is_left_alone() -> None:
    apply()
    publish(the_event(), by=None, authorisation="test")
    before = written()
    assert (outcomes(apply(is_publishing=True)), written()) == (["unchanged"], before)
