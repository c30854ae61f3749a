"""Tables of search: the outbox, the search columns of listings, and which index is in use."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxEntry(models.Model):
    """A listing that the search engine has yet to hear of; written by triggers, in the writing transaction.

    Identity and version only: several changes of one listing are one row. A row goes when the engine has confirmed a
    version that is not older than the wanted one.
    """

    public_id = models.UUIDField(_("запись"), primary_key=True)
    kind = models.CharField(_("вид"), max_length=20)
    wanted_version = models.BigIntegerField(_("версия"))
    enqueued_at = models.DateTimeField(_("поставлено"))
    attempts = models.PositiveSmallIntegerField(_("попыток"), default=0)
    next_try_at = models.DateTimeField(_("следующая попытка"), db_index=True)
    last_error = models.TextField(_("последняя ошибка"), blank=True)

    class Meta:
        db_table = "search_outbox"
        verbose_name = _("ожидающее изменение")
        verbose_name_plural = _("ожидающие изменения")

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class SearchEntry(models.Model):
    """The search columns of one listing, for answers from PostgreSQL; filled in the publishing transaction.

    ``words`` holds every form of every word under the ``simple`` configuration (weights: ``search.vectors``);
    ``folded`` the folded titles and keywords, for similarity. ``ended_at`` is null for what is not tied to dates.
    """

    public_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    city = models.CharField(max_length=50)
    category = models.CharField(max_length=30, blank=True)
    words = SearchVectorField()
    folded = models.TextField()
    starts_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_free = models.BooleanField(null=True)
    version = models.BigIntegerField()
    normaliser_version = models.PositiveSmallIntegerField()
    document_version = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "search_entry"
        verbose_name = _("запись поиска")
        verbose_name_plural = _("записи поиска")
        indexes = [
            GinIndex(fields=["words"], name="search_entry_words"),
            GinIndex(fields=["folded"], name="search_entry_folded", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["city", "kind"], name="search_entry_city_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Term(models.Model):
    """A word of the titles and keywords of listings, folded: what a misspelt word may stand for.

    Words are added with the columns, in the publishing transaction, and may be there twice: a unique constraint would
    make publications wait for each other. What is left of listings that went is harmless, and cleared with the drift.
    """

    term = models.TextField()

    class Meta:
        db_table = "search_term"
        verbose_name = _("слово поиска")
        verbose_name_plural = _("слова поиска")
        indexes = [
            models.Index(fields=["term"], name="search_term_term"),
            GinIndex(fields=["term"], name="search_term_alike", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.term


class DraftEntry(models.Model):
    """The search columns of one entry's newest draft, for the lists of the admin; never read by the public.

    Filled whenever a revision is saved and emptied by a trigger of the entry's table. ``revision_id`` tells of which
    revision the texts are: an older one that is saved once more does not replace a newer one.
    """

    public_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    revision_id = models.BigIntegerField()
    words = SearchVectorField()
    folded = models.TextField()
    normaliser_version = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "search_draft"
        verbose_name = _("черновик в поиске")
        verbose_name_plural = _("черновики в поиске")
        indexes = [
            GinIndex(fields=["words"], name="search_draft_words"),
            GinIndex(fields=["folded"], name="search_draft_folded", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class IndexPointer(models.Model):
    """Which index of the engine readers use; switching it is one update of one row.

    ``prefix`` separates installations that share an engine. At most one index is active and one is being built.
    ``active_signature`` tells by which definition the active one was made, ``active_created_at`` (the engine's own
    text) which index of that name it is: after a loss of data the engine makes an empty one under the old name.
    ``drift_*`` is what comparing found at ``reconciled_at``, before it was repaired.
    """

    prefix = models.CharField(max_length=60, primary_key=True)
    number = models.PositiveIntegerField(default=0)
    active = models.CharField(_("индекс"), max_length=120, blank=True)
    active_signature = models.CharField(max_length=64, blank=True)
    active_created_at = models.CharField(max_length=60, blank=True)
    building = models.CharField(max_length=120, blank=True)
    switched_at = models.DateTimeField(null=True)
    rebuild_wanted_at = models.DateTimeField(null=True)
    reconcile_wanted_at = models.DateTimeField(null=True)
    reconciled_at = models.DateTimeField(null=True)
    drift_missing = models.PositiveIntegerField(default=0)
    drift_extra = models.PositiveIntegerField(default=0)
    drift_stale = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "search_index_pointer"
        verbose_name = _("индекс поиска")
        verbose_name_plural = _("индексы поиска")

    def __str__(self) -> str:
        return self.active
