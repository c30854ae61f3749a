"""Settings that cannot work are refused at start-up."""

import psycopg
import pytest
import pytest_django
from django.db import connections
from pytest_django import Settings

from search.checks import check_cyrillic_trigrams, check_search_settings


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


@pytest.mark.django_db
def test_this_database_knows_cyrillic_letters() -> None:
    assert check_cyrillic_trigrams(databases=["default"]) == []
    assert check_cyrillic_trigrams(databases=None) == []


def test_a_database_of_plain_c_is_warned_of(django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    name = "check_plain_c"
    with django_db_blocker.unblock():
        settings = connections["default"].settings_dict
        with psycopg.connect(**connections["default"].get_connection_params(), autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name}")
            server.execute(f"CREATE DATABASE {name} TEMPLATE template0 LC_CTYPE 'C'")
            try:
                connections.databases[name] = {**settings, "NAME": name, "CONN_MAX_AGE": 0}
                with connections[name].cursor() as cursor:
                    assert check_cyrillic_trigrams(databases=[name]) == []  # before the extension
                    cursor.execute("CREATE EXTENSION pg_trgm")
                    assert [problem.id for problem in check_cyrillic_trigrams(databases=[name])] == ["search.W003"]
            finally:
                connections[name].close()
                del connections[name], connections.databases[name]
                server.execute(f"DROP DATABASE {name}")
