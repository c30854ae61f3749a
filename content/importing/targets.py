"""What the engine needs of a kind of entries; each kind registers its target when its application starts."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from content.importing.candidates import EventCandidate
from content.models import City
from content.models.entry import Entry

Values = dict[str, Any]


class Target(Protocol):
    """Turns candidates into drafts of one kind. One instance serves one run, so it may remember what it has looked up.

    Values are JSON by field name, in one canonical form: what a candidate says and what a draft holds compare equal
    exactly when no reader could tell them apart.
    """

    kind: str
    model: type[Entry]
    # Fields that are remembered with the record, but that a draft has no place for.
    unstored: frozenset[str]
    # Fields that cannot be set without creating rows elsewhere.
    creating: frozenset[str]

    def values(self, candidate: EventCandidate) -> Values:
        """Return every field as the candidate gives it; empty values stand for what it does not say."""

    def current(self, draft: Entry) -> Values:
        """Return the same fields as a draft holds them."""

    def new_entry(self, city: City) -> Entry:
        """Return an unsaved entry of a city."""

    def apply(self, draft: Entry, values: Mapping[str, Any]) -> None:
        """Set fields of an unsaved entry or of the latest draft of a stored one; does not save it."""

    def label(self, field: str) -> str:
        """Return the name of a field for people."""

    def shown(self, field: str, value: Any, *, city: City) -> str:
        """Return a value as people read it."""


_targets: dict[str, Callable[[], Target]] = {}


def register(name: str, target: Callable[[], Target]) -> None:
    """Add the target that candidates of a name go to; registering it again replaces it."""
    _targets[name] = target


def new_target(name: str) -> Target:
    """Return a fresh target; raises ``KeyError``."""
    return _targets[name]()
