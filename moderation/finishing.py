"""What Wagtail does at the end of a workflow; named by ``WAGTAIL_FINISH_WORKFLOW_ACTION``.

Wagtail's own function publishes the latest revision, whatever it is by then. Here the decision that ends the workflow
says what to publish, and a workflow that is ended by anything else publishes nothing. Wagtail imports this module
while it loads its models, so it imports nothing itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.core.exceptions import PermissionDenied

_publication: Final[ContextVar[Callable[[], object] | None]] = ContextVar("publication", default=None)


@contextmanager
def finishing_with(publication: Callable[[], object]) -> Iterator[None]:
    """Let the workflow that ends inside this block call ``publication``."""
    token = _publication.set(publication)
    try:
        yield
    finally:
        _publication.reset(token)


def finish(workflow_state: Any, user: Any = None) -> None:
    """Publish what the running decision approved; raises ``PermissionDenied`` when there is none."""
    publication = _publication.get()
    if publication is None:
        raise PermissionDenied("A workflow ends only through moderation.operations.decide")
    publication()
