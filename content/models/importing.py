"""Where imported entries came from: sources, runs and records."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportKind(models.TextChoices):
    """The formats that can be read."""

    ICAL = "ical", _("iCalendar")
    JSONLD = "jsonld", _("schema.org (JSON-LD)")
    CSV = "csv", _("таблица CSV")


class ImportState(models.TextChoices):
    """How far a run has come."""

    PREVIEWED = "previewed", _("проверен, не применён")
    APPLIED = "applied", _("применён")
    UNREADABLE = "unreadable", _("не прочитан")


class ImportSource(models.Model):
    """A feed or a file that is read again and again; its name and city are its identity."""

    name = models.CharField(_("название"), max_length=200)
    city = models.ForeignKey("content.City", models.CASCADE, related_name="+", verbose_name=_("город"))
    kind = models.CharField(_("формат"), max_length=10, choices=ImportKind)
    created_at = models.DateTimeField(_("создан"), auto_now_add=True)

    class Meta:
        verbose_name = _("источник импорта")
        verbose_name_plural = _("источники импорта")
        constraints = [models.UniqueConstraint(fields=["city", "name"], name="content_importsource_unique")]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One attempt to read a payload.

    ``counts`` maps outcome names to numbers of records, ``report`` is the outcome per record (its shape is documented
    in ``docs/importing.md``). ``payload`` is the file as it came, compressed with zlib: a preview is applied from it.
    A run that is only previewed has no source yet, so that a preview leaves no trace among the sources.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    source = models.ForeignKey(
        ImportSource, models.CASCADE, null=True, blank=True, related_name="runs", verbose_name=_("источник")
    )
    source_name = models.CharField(_("название источника"), max_length=200)
    city = models.ForeignKey("content.City", models.CASCADE, related_name="+", verbose_name=_("город"))
    kind = models.CharField(_("формат"), max_length=10, choices=ImportKind)
    state = models.CharField(_("состояние"), max_length=12, choices=ImportState)
    file_name = models.CharField(_("файл"), max_length=255, blank=True)
    payload = models.BinaryField(default=b"")
    payload_hash = models.CharField(max_length=64)
    is_publishing = models.BooleanField(_("с публикацией"), default=False)
    counts = models.JSONField(_("итоги"), default=dict)
    report = models.JSONField(_("отчёт"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("кто")
    )
    started_at = models.DateTimeField(_("начат"))
    finished_at = models.DateTimeField(_("закончен"), null=True)

    class Meta:
        verbose_name = _("запуск импорта")
        verbose_name_plural = _("запуски импорта")
        indexes = [models.Index(fields=["-started_at", "-id"], name="content_importrun_recent")]

    def __str__(self) -> str:
        return f"{self.source_name} — {self.get_state_display()}"


class ImportRecord(models.Model):
    """What a source said about one entry the last time it was applied.

    ``imported_values`` holds the values this source applied, field by field, in the form that ``content_hash`` covers.
    A field whose current draft differs from it was changed by an editor and is not overwritten. The record names its
    entry by ``public_id``: it outlives the entry, so that a deleted entry is not silently created again.
    """

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="records", verbose_name=_("источник"))
    external_id = models.CharField(_("идентификатор в источнике"), max_length=255)
    kind = models.CharField(_("вид записи"), max_length=30)
    entry_public_id = models.UUIDField(_("запись"), db_index=True)
    content_hash = models.CharField(max_length=64)
    imported_values = models.JSONField(default=dict)
    last_run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("создана"), auto_now_add=True)
    updated_at = models.DateTimeField(_("обновлена"), auto_now=True)

    class Meta:
        verbose_name = _("импортированная запись")
        verbose_name_plural = _("импортированные записи")
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="content_importrecord_unique"),
        ]

    def __str__(self) -> str:
        return self.external_id
