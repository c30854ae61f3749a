"""Tables of search: the outbox and the search columns of listings."""

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

    ``words`` holds folds and stems weighted A (titles), B (keywords) and C (body) under the ``simple`` configuration;
    ``latin`` the Latin skeletons; ``folded`` the folded titles and keywords for similarity.
    """

    public_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    city = models.CharField(max_length=50)
    category = models.CharField(max_length=30, blank=True)
    words = SearchVectorField()
    latin = SearchVectorField()
    folded = models.TextField()
    starts_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_free = models.BooleanField(null=True)
    version = models.BigIntegerField()
    normaliser_version = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "search_entry"
        verbose_name = _("запись поиска")
        verbose_name_plural = _("записи поиска")
        indexes = [
            GinIndex(fields=["words"], name="search_entry_words"),
            GinIndex(fields=["latin"], name="search_entry_latin"),
            GinIndex(fields=["folded"], name="search_entry_folded", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["city", "kind"], name="search_entry_city_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
