"""Lookups of public ids by the words of their search columns, registered when the app is loaded.

Both are written so that the planner has no choice: it takes a word that it never saw for a frequent one.
"""

from typing import Any

from django.db.models import Lookup, UUIDField


@UUIDField.register_lookup
class Among(Lookup):
    """``public_id__among=tsquery``: collects what matches with the help of the index, whatever kind it is of."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the comparison with what matches."""
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(ARRAY(SELECT search_matching(%s)))", (*parameters, self.rhs)


@UUIDField.register_lookup
class NamedBy(Lookup):
    """``public_id__named_by=tsquery``: asks row by row, so that the rows keep an order they are read in."""

    lookup_name = "named_by"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the question to the search columns of one listing."""
        left, parameters = self.process_lhs(compiler, connection)
        asked = "SELECT entry.words @@ %s::tsquery FROM search_entry AS entry WHERE entry.public_id = "
        return f"({asked}{left})", (self.rhs, *parameters)
