"""Two versions of an entry side by side, field by field, in words."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class

from content.models import Entry


def words(value: Any) -> str:
    """Return a value of a field as people read it; moments in the time of the admin."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("да") if value else _("нет")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dict):
        return "; ".join(f"{name}: {words(part)}" for name, part in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(words, value))
    return str(value)


class WordedComparison(FieldComparison):
    """Says moments, flags, numbers and lists in words, and nothing where a value was empty."""

    def htmldiff(self) -> SafeString | str:
        """Return both values marked as taken away and added, or the one they share."""
        before, after = words(self.val_a), words(self.val_b)
        if not self.has_changed():
            return escape(before)
        changes = [("deletion", before), ("addition", after)]
        return TextDiff([change for change in changes if change[1]], separator=" ").to_html()


def register_comparisons() -> None:
    """Let Wagtail's comparison of revisions use the words above for the fields that it prints raw."""
    for field in (
        models.DateField,
        models.TimeField,
        models.BooleanField,
        models.IntegerField,
        models.DecimalField,
        models.JSONField,
        ArrayField,
    ):
        register_comparison_class(field, comparison_class=WordedComparison)


def match_children_by_key(*versions: Entry) -> None:
    """Give the inline rows of two versions numbers by which Wagtail pairs them.

    Their primary keys change with every publication, their ``key`` does not. The versions are for reading only
    afterwards.
    """
    for relation in get_all_child_relations(type(versions[0])):
        if not any(field.name == "key" for field in relation.related_model._meta.fields):
            continue
        name = relation.get_accessor_name()
        for version in versions:
            rows = list(getattr(version, name).all())
            for row in rows:
                row.pk = row.key.int
            # Kept in memory, so that reading them again finds these rows and not the stored ones.
            setattr(version, name, rows)
