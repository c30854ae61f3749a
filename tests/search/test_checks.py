"""Settings that cannot work are refused at start-up."""

import pytest
from pytest_django import Settings

from search.checks import check_search_settings


@pytest.mark.parametrize(
    ("engine", "url", "problems"),
    [
        ("postgres", "", []),
        ("meilisearch", "http://127.0.0.1:7700", []),
        ("meilisearch", "", ["search.E002"]),
        ("elastic", "http://127.0.0.1:7700", ["search.E001"]),
        ("", "", ["search.E001"]),
    ],
)
def test_search_settings(settings: Settings, engine: str, url: str, problems: list[str]) -> None:
    settings.SEARCH_ENGINE, settings.MEILISEARCH_URL = engine, url

    assert [problem.id for problem in check_search_settings()] == problems
