"""Fixtures of the whole suite; the database and the search server are real (``make test`` starts them)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from api import lasting
from api.places import known_cities
from cms.messages import compile_changed
from content import generations


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations once, before the parallel runners start: a fresh clone has none."""
    if not hasattr(config, "workerinput"):
        compile_changed(Path(__file__).parent.parent / "locale")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove the files that tests stored, once, after the last of the parallel runners."""
    if not hasattr(session.config, "workerinput"):
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nothing_learnt() -> None:
    """Forget what was learnt of a database that the test before has rolled back."""
    generations.forget()
    lasting.forget()
    known_cities.forget()
    # A request of the whole site leaves its language to the thread.
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_jobs_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the job tables after tests that really commit: the test flush does not know them."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if commits:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_events CASCADE")
