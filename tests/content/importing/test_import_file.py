"""``manage.py import_file``."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import ModelLogEntry

from content.importing.parsers.table import COLUMNS
from content.models import ImportRecord, ImportRun, ImportSource
from events.models import Event, EventListing
from tests.factories import a_category, a_city

SAMPLES = Path(__file__).parents[3] / "content" / "importing" / "samples"
GOOD = "external_id,title_ru,starts_at\n1,Вечер музыки,2027-03-06 19:00\n"


@pytest.fixture(autouse=True)
def _city(db: None) -> None:
    a_city()
    a_category()


def run(path: Path, *, kind: str = "csv", city: str = "jezkazgan", capsys: Any = None, **options: Any) -> str:
    call_command("import_file", str(path), kind=kind, city=city, **options)
    return capsys.readouterr().out if capsys is not None else ""


def status(path: Path, **options: Any) -> tuple[int, str]:
    """Run the command and answer its exit status and message."""
    with pytest.raises(CommandError) as caught:
        run(path, **options)
    return caught.value.returncode, str(caught.value)


def nothing_written() -> bool:
    return not (Event.objects.exists() or ImportRun.objects.exists() or ImportSource.objects.exists())


def test_the_samples_are_imported_published_and_recognised(capsys: Any) -> None:
    expected = [
        ("events.csv", "csv", "найдено: 5, создано: 4, опубликовано: 4", "найдено: 5, без изменений: 4"),
        ("events.ics", "ical", "найдено: 3, создано: 2, опубликовано: 1", "найдено: 3, без изменений: 2"),
        ("page.html", "jsonld", "найдено: 1, создано: 1, опубликовано: 1", "найдено: 1, без изменений: 1"),
    ]
    for name, kind, first, second in expected:
        assert f"{name}: {first}" in run(SAMPLES / name, kind=kind, capsys=capsys, publish=True)
        assert f"{name}: {second}" in run(SAMPLES / name, kind=kind, capsys=capsys, publish=True)
    assert EventListing.objects.count() == 6
    assert {entry.data["authorisation"] for entry in ModelLogEntry.objects.filter(action="content.authorise")} == {
        "import:events.csv",
        "import:events.ics",
        "import:page.html",
    }


def test_the_sample_table_has_every_column() -> None:
    header = (SAMPLES / "events.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join(COLUMNS)


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "a.csv"
    file.write_text(GOOD)
    assert "a.csv (проверка, ничего не записано): найдено: 1, будет создано: 1" in run(
        file, capsys=capsys, dry_run=True
    )
    assert nothing_written()


def test_the_source_is_the_files_name_or_the_given_one(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(GOOD)
    run(file)
    run(file, source="Дом культуры")
    assert sorted(ImportSource.objects.values_list("name", flat=True)) == ["a.csv", "Дом культуры"]


def test_bad_rows_are_named_and_good_ones_kept(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "a.csv"
    file.write_text(GOOD + "2,Плохая,31.02.2027\n")
    out = run(file, capsys=capsys)
    assert "ошибка, строка 3: Дата не разобрана (такого дня нет в календаре), запись пропущена." in out
    assert "[starts_at: «31.02.2027»]" in out
    assert Event.objects.count() == 1


def test_a_file_without_events_is_a_success_with_a_warning(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "a.html"
    file.write_text("<!DOCTYPE html><html></html>")
    out = run(file, kind="jsonld", capsys=capsys)
    assert "внимание, файл: В файле нет событий schema.org (JSON-LD)." in out


@pytest.mark.parametrize("content", ["", "<html>", "имя\nА\n", GOOD.replace("2027-03-06 19:00", "скоро")])
def test_nothing_readable_is_status_1(tmp_path: Path, content: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(content)
    assert status(file) == (1, "Ничего не удалось прочитать.")
    assert not Event.objects.exists()


def test_wrong_arguments_are_status_2(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(GOOD)
    assert status(file, city="atlantis") == (
        2,
        "Город «atlantis» неизвестен. Известные города: jezkazgan.",
    )
    assert status(tmp_path / "nowhere.csv")[0] == 2
    assert status(file, report=tmp_path / "no" / "report.json")[0] == 2
    assert nothing_written()


def test_a_folder_is_read_file_by_file(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "deep" / "b.CSV").write_text(GOOD)
    (tmp_path / "broken.csv").write_text("")
    (tmp_path / ".hidden.csv").write_text(GOOD)
    (tmp_path / "notes.txt").write_text("не таблица")
    out = run(tmp_path, capsys=capsys)
    assert "notes.txt: другой формат, пропущен" in out
    assert "broken.csv: не прочитан" in out
    assert "Всего файлов: 3, не прочитано: 1" in out
    assert sorted(ImportSource.objects.values_list("name", flat=True)) == ["a.csv", "deep/b.CSV"]


def test_an_empty_folder_is_status_1(tmp_path: Path) -> None:
    assert status(tmp_path)[0] == 1


def test_the_report_has_the_outcome_of_every_record(tmp_path: Path) -> None:
    file, report = tmp_path / "a.csv", tmp_path / "report.json"
    file.write_text(GOOD + "2,Плохая,скоро\n")
    run(file, report=report)
    content = json.loads(report.read_text(encoding="utf-8"))
    (one,) = content["files"]
    assert [(record["outcome"], record["external_id"], record["line"]) for record in one["records"]] == [
        ("created", "1", 2),
        ("error", "", 3),
    ]
    assert one["records"][0]["entry_id"] == str(Event.objects.get().public_id)
    assert [problem["code"] for problem in one["problems"]] == ["date.unreadable"]
    assert content["counts"]["created"] == 1
    assert (one["source"], one["city"], one["dry_run"], one["publish"]) == ("a.csv", "jezkazgan", False, False)


@pytest.mark.django_db(transaction=True)
def test_the_program_itself_with_a_narrow_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(GOOD)
    place = connection.settings_dict
    user, host = f"{place['USER']}:{place['PASSWORD']}", place["HOST"].replace("/", "%2F")
    address = f"postgres://{user}@{host}:{place['PORT']}/{place['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "PYTHONIOENCODING": "ascii",
    }
    command = [sys.executable, "manage.py", "import_file", str(file), "--kind", "csv"]
    done = subprocess.run(  # noqa: S603 - our own program
        [*command, "--city", "jezkazgan"],
        cwd=SAMPLES.parents[2],
        env=environment,
        capture_output=True,
        check=False,
    )
    wrong = subprocess.run(  # noqa: S603 - our own program
        [*command, "--city", "atlantis"], cwd=SAMPLES.parents[2], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert wrong.returncode == 2
    assert b"Traceback" not in wrong.stderr
    assert ImportRecord.objects.count() == 1
