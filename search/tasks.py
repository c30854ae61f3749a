"""Jobs of search."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from search.drafts import rewrite_drafts_naming


@app.task(name="search.rewrite_drafts", queue="upkeep")
def rewrite_drafts(*, label: str, pk: int) -> None:
    """Let the lists of the admin find entries by the new name of what their drafts refer to."""
    rewrite_drafts_naming(label, pk)


def order_rewriting(label: str, pk: int) -> None:
    """Let the worker do that, once, however often the name changes before it begins."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        rewrite_drafts.configure(queueing_lock=f"search.drafts:{label}:{pk}").defer(label=label, pk=pk)
