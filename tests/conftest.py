"""Fixtures of the whole suite; the database and the search server are real (``make test`` starts them)."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove the files that tests stored, once, after the last of the parallel runners."""
    if not hasattr(session.config, "workerinput"):
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_jobs_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the job tables after tests that really commit: the test flush does not know them."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if commits:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_events CASCADE")
