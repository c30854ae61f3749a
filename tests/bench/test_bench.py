import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.guide import STEADY_HOURS, generate
from bench.measuring import Cell, Results, Sample
from bench.questions import questions
from bench.report import report
from content.taxonomy import BUSINESS_CATEGORIES, EVENT_CATEGORIES

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime(2026, 12, 31, 21, tzinfo=UTC)


def test_the_same_guide_every_time():
    assert generate(events=50, now=NOW) == generate(events=50, now=NOW)


def test_nothing_begins_or_ends_while_it_is_measured():
    guide = generate(events=500, now=NOW)
    moments = [moment for event in guide.events for moment in (event.start_at, event.end_at)]
    moments += [moment for one in guide.promotions for moment in (one.starts_at, one.ends_at)]

    until = NOW + timedelta(hours=STEADY_HOURS)
    assert [moment for moment in moments if NOW <= moment < until] == []
    assert [event for event in guide.events if event.start_at < NOW < event.end_at] == []


def test_categories_are_ours():
    guide = generate(events=2000, now=NOW)

    assert Counter(event.category for event in guide.events).keys() == {row.slug for row in EVENT_CATEGORIES}
    assert Counter(one.category for one in guide.businesses).keys() == {row.slug for row in BUSINESS_CATEGORIES}


def test_every_question_has_an_answer():
    for size in (200, 20_000):
        asked = questions(generate(events=size, now=NOW))
        assert [question.name for question in asked if not question.slugs] == []


def test_both_applications_answer_every_question_rightly():
    """The whole run but the load: both databases are made and filled, both servers started, asked and stopped."""
    command = [sys.executable, "-m", "bench", "--events", "200", "--verify-only", "--cache", "both"]
    done = subprocess.run(  # noqa: S603 - our own program
        command, cwd=ROOT, env=_environment(), capture_output=True, text=True, timeout=300, check=False
    )

    assert (done.stdout.splitlines()[-1:], done.returncode) == (["0 wrong answers"], 0), done.stdout + done.stderr


def test_ratios_are_of_the_same_round():
    results = Results(
        events=200, deep_page=7, targets=["plain", "ours"], questions=["upcoming events"], connections=[8]
    )
    for rate, work in ((10, 20), (40, 20), (10, 20)):
        plain, ours = Cell("upcoming events", "plain", 8), Cell("upcoming events", "ours", 8)
        results.samples[plain].append(Sample(rate=rate, p50=1, p99=2, work=work))
        results.samples[ours].append(Sample(rate=rate * 30, p50=1, p99=2, work=work / 25))

    assert results.ratio(Cell("upcoming events", "ours", 8), "rate") == 30
    assert results.ratio(Cell("upcoming events", "ours", 8), "work") == 25
    assert "| upcoming events | ours | 300 | 30.0 × | 1.00 | 2.00 | 0.80 | 25.0 × | 0 |" in report([results])


def _environment() -> dict[str, str]:
    """Return the environment with the services of the tests, and settings chosen by the program itself."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
