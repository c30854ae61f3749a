"""Records of the audit log in words: which fields changed, with their names and values as people read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import DateTimeField, Field, Model
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.fields import RichTextField

from content.authorisations import authorisation_text
from content.change_record import child_model, field_of
from content.richtext import plain_text

_LENGTH: Final = 600
# What records say besides the fields of entries.
_LABELS: Final = {
    "live": gettext_noop("На сайте"),
    "authorisation": gettext_noop("Разрешение"),
    "go_live_at": gettext_noop("Выйдет на сайт"),
    "featured_until": gettext_noop("На главной до"),
    "archived_at": gettext_noop("В архиве с"),
    "deleted_at": gettext_noop("В корзине с"),
    "roles": gettext_noop("Роли"),
    "name": gettext_noop("Название"),
    "permissions": gettext_noop("Права"),
    "collections": gettext_noop("Права на папки картинок"),
    "cities": gettext_noop("Города"),
    "is_active": gettext_noop("Вход разрешён"),
    "is_superuser": gettext_noop("Все права"),
    "is_verified": gettext_noop("проверено"),
    "tier": gettext_noop("тариф"),
    "tier_until": gettext_noop("тариф до"),
    "owner": gettext_noop("владелец"),
    # Of subscriptions to changes.
    "receiver": gettext_noop("Сервер получателя"),
    "actions": gettext_noop("О чём сообщать"),
    "kinds": gettext_noop("О каких записях"),
    "only_city": gettext_noop("Только город"),
    "is_on": gettext_noop("Включена"),
    "secret": gettext_noop("Секрет"),
}


@dataclass(frozen=True, kw_only=True)
class ChangeText:
    """A change in words; an empty text stands for nothing there."""

    label: str
    before: str
    after: str


def change_texts(model: type[Model] | None, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ChangeText]:
    """Return what changed between the two sides of a record; ``model`` is that of the kind, where it is one."""
    found: list[ChangeText] = []
    for name in [*after, *(name for name in before if name not in after)]:
        was, now = before.get(name), after.get(name)
        child = None if model is None else child_model(model, name)
        if child is not None and (isinstance(was, Mapping) or isinstance(now, Mapping)):
            found += _row_texts(child, was or {}, now or {})
            continue
        field = field_of(model, name)
        found.append(
            ChangeText(label=_label(name, field), before=_said(name, was, field), after=_said(name, now, field))
        )
    return found


def _row_texts(child: type[Model], before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[ChangeText]:
    """Yield one text for each row: what it said, what it says."""
    label = capfirst(str(child._meta.verbose_name))
    for key in [*after, *(key for key in before if key not in after)]:
        yield ChangeText(label=label, before=_row(child, before.get(key)), after=_row(child, after.get(key)))


def _row(child: type[Model], row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    parts = []
    for name, value in row.items():
        field = field_of(child, name)
        if name != "sort_order" and (said := _said(name, value, field)):
            parts.append(f"{_label(name, field).lower()}: {said}")
    return "; ".join(parts)


def _label(name: str, field: "Field[Any, Any] | None") -> str:
    if name in _LABELS:
        return str(capfirst(_(_LABELS[name])))
    return capfirst(str(field.verbose_name)) if field is not None else name


def _said(name: str, value: Any, field: "Field[Any, Any] | None") -> str:
    if value is None or value in ("", [], {}):
        return ""
    if name == "authorisation":
        return authorisation_text(str(value))
    if isinstance(value, bool):
        return _("да") if value else _("нет")
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, RichTextField):
        value = plain_text(str(value))
    moment = _moment(value, name, field)
    if moment is not None:
        return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return Truncator(str(value)).chars(_LENGTH)


def _moment(value: Any, name: str, field: "Field[Any, Any] | None") -> datetime | None:
    if not isinstance(value, str) or not (isinstance(field, DateTimeField) or name.endswith(("_at", "_until"))):
        return None
    try:
        return parse_datetime(value)
    except ValueError:
        return None
