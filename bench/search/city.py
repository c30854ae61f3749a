"""The demo city without its pictures, which take most of the time and are not searched."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from uuid import UUID

from bench.search.mechanical import Title
from demo.operations import load_demo
from demo.specs import Content, EntrySpec, read_content
from directory.models import Business
from events.models import Event
from promos.models import Promotion

_Spec = TypeVar("_Spec", bound=EntrySpec)


def load_city(*, now: datetime) -> None:
    """Load the demo city as of ``now`` (aware) into the database in use; it has to have the roles of the team."""
    with TemporaryDirectory() as folder:
        load_demo(
            now=now,
            accounts_file=Path(folder) / "accounts.json",
            say=lambda _line: None,
            content=_without_pictures(read_content()),
        )


def slugs() -> Mapping[UUID, str]:
    """Return the slug of every entry in the database by its public id."""
    return {
        public_id: slug
        for model in (Event, Business, Promotion)
        for public_id, slug in model._default_manager.values_list("public_id", "slug")
    }


def titles(*, city: str) -> list[Title]:
    """Return the titles of what is listed in a city, both languages."""
    content = read_content()
    listed = [
        spec
        for specs in (content.events, content.businesses, content.promotions)
        for spec in specs
        if spec.state == "live" and spec.city == city
    ]
    return [
        title
        for spec in listed
        for title in (
            Title(slug=spec.slug, language="ru", text=spec.title_ru),
            Title(slug=spec.slug, language="kk", text=spec.title_kk),
        )
    ]


def _without_pictures(content: Content) -> Content:
    return replace(
        content,
        photos=(),
        events=_plain(content.events),
        businesses=tuple(replace(spec, logo="") for spec in _plain(content.businesses)),
        promotions=_plain(content.promotions),
    )


def _plain(specs: tuple[_Spec, ...]) -> tuple[_Spec, ...]:
    return tuple(replace(spec, picture="", gallery=()) for spec in specs)
