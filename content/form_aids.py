"""What stands above the form of an entry: errors by name, how complete it is, and the words of the scripts."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from content.completeness import completeness
from content.form_errors import form_errors
from content.kinds import kind_of
from content.lengths import LENGTHS
from content.models import Entry
from content.translator.adapter import is_configured

SETTINGS_ID: Final = "entry-form-settings"


def form_aids(form: Any, entry: Entry, *, is_locked: bool) -> dict[str, Any]:
    """Return what the templates ``content/forms/…`` show above a form.

    A form with errors is not judged: its instance is neither what was stored nor what was typed.
    """
    errors = form_errors(form)
    return {
        "errors": errors,
        "completeness": None if errors else completeness(entry),
        "settings": {**_script_settings(entry), "isLocked": is_locked},
        "settings_id": SETTINGS_ID,
    }


def _script_settings(entry: Entry) -> dict[str, Any]:
    kind = kind_of(type(entry))
    return {
        "translateUrl": reverse("content_translate", args=[kind.name]) if kind and is_configured() else "",
        "lengths": LENGTHS,
        "texts": _script_texts(translates=is_configured()),
    }


def _script_texts(*, translates: bool) -> dict[str, str]:
    return {
        "short": _("короче, чем советуем"),
        "long": _("длиннее, чем советуем"),
        "full": _("достигнут предел"),
        "advice": _("Советуем от %(least)s до %(most)s знаков."),
        "fill": _("Перевести с русского") if translates else _("Скопировать с русского"),
        "fillAll": _("Перевести всё с русского") if translates else _("Скопировать всё с русского"),
        "noTranslator": "" if translates else _("Переводчик не подключён: текст копируется как есть."),
        "isEmpty": _("На русском здесь пусто."),
        "nothing": _("Заполнять нечего: на русском эти поля пусты."),
        "working": _("Переводим…"),
        "done": _("Готово. Проверьте текст и сохраните."),
        "failed": _("Не удалось перевести. Попробуйте позже или скопируйте текст."),
        "overwriteOne": _("В поле уже есть текст. Заменить его?"),
        "overwriteMany": _("Часть полей уже заполнена. Что сделать?"),
        "onlyEmpty": _("Заполнить только пустые"),
        "replace": _("Заменить"),
        "replaceAll": _("Заменить все"),
        "cancel": _("Отмена"),
        "lostTable": _("Таблица вставлена обычным текстом: таблиц на сайте нет."),
        "lostImage": _("Картинки из буфера не вставлены. Загрузите их на вкладке с обложкой."),
    }
