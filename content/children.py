"""Reading the inline rows of many entries at once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from content.models.entry import Entry


def attach_children(entries: Sequence[Entry], relation: str) -> list[Any]:
    """Load the rows of an inline relation of entries of one kind in one query, attach them, and return all of them.

    Django's own prefetching composes a query for every single entry, only to remember the rows under it. For entries
    that are read and not saved afterwards.
    """
    if not entries:
        return []
    link: Any = entries[0]._meta.get_field(relation)
    foreign_key = link.field
    found = foreign_key.model._default_manager.filter(**{f"{foreign_key.name}__in": [entry.pk for entry in entries]})
    rows = list(found.order_by("pk"))
    by_entry: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_entry[getattr(row, foreign_key.attname)].append(row)
    for entry in entries:
        # Sorts them as the model says.
        getattr(entry, relation).set(by_entry.get(entry.pk, ()))
    return rows
