"""The registry of kinds of entries; each kind registers itself in its ``AppConfig.ready``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.db.models import Q

from content.aspects import Aspect
from content.models.entry import Entry
from content.models.listing import Listing
from language.codes import Language


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What ``content`` needs to know of a kind without knowing it.

    ``build`` turns live entries, freshly read, into unsaved listings (with whatever stands beside them in
    ``Listing`` attributes of the kind's own); an entry it leaves out is not listed. ``after_write`` stores what lives
    beside the written listings. ``missing`` names, in the reader's language, what an entry lacks for publication.
    ``has_ended`` selects the entries that are over at a moment; ``None`` for kinds that do not end.
    ``aspects`` is what a complete entry has (see ``content.completeness``).
    ``standing`` is what stands beside an entry under the same primary key, with its ``views_count``; ``shows_views``
    tells that listings repeat that number.
    ``draft_detail`` gives the public shape of a draft, however incomplete it is; ``api_path`` is the collection's name
    in public addresses. ``embeds`` maps a model label (``app.Model``) to the condition that selects the entries showing
    such a row.
    """

    name: str
    model: type[Entry]
    listing: type[Listing]
    build: Callable[[Sequence[Entry], datetime], list[Listing]]
    missing: Callable[[Entry], list[str]]
    draft_detail: Callable[[Entry, Language, datetime], object]
    api_path: str
    embeds: Mapping[str, Callable[[Sequence[int]], Q]] = field(default_factory=dict)
    after_write: Callable[[Sequence[Listing]], None] | None = None
    has_ended: Callable[[datetime], Q] | None = None
    aspects: Sequence[Aspect] = ()
    standing: type[models.Model] | None = None
    shows_views: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; registering the same name again replaces it."""
    _kinds[kind.name] = kind


def all_kinds() -> Iterable[Kind]:
    """Return every registered kind in order of registration."""
    return _kinds.values()


def get_kind(name: str) -> Kind:
    """Return a kind by name; raises ``KeyError``."""
    return _kinds[name]


def kind_of(model: type) -> Kind | None:
    """Return the kind of a model class, ``None`` for models that are not entries."""
    return next((kind for kind in _kinds.values() if kind.model is model), None)


def embedded_through(*paths: str) -> Callable[[Sequence[int]], Q]:
    """Return the condition of entries on which one of the foreign-key ``paths`` leads to a given primary key."""

    def condition(pks: Sequence[int]) -> Q:
        chosen = Q()
        for path in paths:
            chosen |= Q(**{f"{path}__in": pks})
        return chosen

    return condition
