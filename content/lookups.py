"""Lookups of our own, registered when the app is loaded."""

from typing import Any

from django.db.models import CharField, IntegerField, Lookup, UUIDField


@CharField.register_lookup
@IntegerField.register_lookup
@UUIDField.register_lookup
class AnyOf(Lookup):
    """``field__any_of=values``: like ``in``, but with one parameter however many values there are.

    The statement stays the same text, so it can be prepared once for all of them.
    """

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the comparison with an array."""
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", (*parameters, list(self.rhs))
