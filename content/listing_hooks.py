"""Hooks that run in the publishing transaction after listings were written; ``search`` registers one."""

from collections.abc import Callable, Sequence

from content.models.listing import Listing

ListingHook = Callable[[str, Sequence[Listing]], None]

_hooks: list[ListingHook] = []


def register(hook: ListingHook) -> None:
    """Call ``hook(kind name, written listings)`` after every write of listings."""
    if hook not in _hooks:
        _hooks.append(hook)


def run(kind: str, listings: Sequence[Listing]) -> None:
    """Run every hook over the listings just written."""
    for hook in _hooks:
        hook(kind, listings)
