"""The address that the forms ask for translations."""

import json
import re
from http import HTTPStatus
from typing import Any, Final

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.rich_text import get_rich_text_editor_widget

from content.kinds import Kind, get_kind
from content.models.entry import RICH_TEXT_FEATURES
from content.translator.adapter import TranslationError, translator
from content.translator.texts import Source, Translation, translate_all

MAX_TEXTS: Final = 40
MAX_CHARACTERS: Final = 60_000
PER_MINUTE: Final = 20
_MINUTE: Final = 60
_BLOCK_KEYS: Final = re.compile(r' data-block-key="[^"]*"')


# The translator is asked over the network: no transaction may wait for it.
@transaction.non_atomic_requests
@require_POST
def translate(request: HttpRequest, kind: str) -> JsonResponse:
    """Translate texts of the Russian fields into Kazakh and answer them; nothing is stored."""
    _require_permission(request.user, kind)
    by = translator()
    if by is None:
        return _refused(_("Переводчик не подключён."), status=HTTPStatus.CONFLICT)
    try:
        asked = _asked(request.body)
    except (ValueError, RecursionError):
        return _refused(_("Запрос не разобрать."), status=HTTPStatus.BAD_REQUEST)
    if len(asked) > MAX_TEXTS or sum(len(item["text"]) for item in asked) > MAX_CHARACTERS:
        return _refused(
            _("Слишком много текста. Переводите поля по одному."), status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        )
    if not _is_within_limit(request.user):
        return _refused(_("Слишком часто. Подождите минуту."), status=HTTPStatus.TOO_MANY_REQUESTS)
    editor = get_rich_text_editor_widget(features=RICH_TEXT_FEATURES)
    sources = [_source(item, editor) for item in asked]
    try:
        found = translate_all(sources, by=by, source="ru", target="kk")
    except TranslationError as error:
        return _refused(str(error), status=HTTPStatus.BAD_GATEWAY)
    return JsonResponse({"texts": [_answer(item, text, editor) for item, text in zip(asked, found, strict=True)]})


def _require_permission(user: Any, name: str) -> None:
    try:
        kind: Kind = get_kind(name)
    except KeyError:
        raise Http404 from None
    opts = kind.model._meta
    if not any(user.has_perm(f"{opts.app_label}.{action}_{opts.model_name}") for action in ("change", "add")):
        raise PermissionDenied


def _asked(body: bytes) -> list[dict[str, Any]]:
    """Return the texts of a request; raises ``ValueError``."""
    found = json.loads(body)
    items = found.get("texts") if isinstance(found, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ValueError("texts must be a list of objects")
    if not all(isinstance(item.get("text"), str) for item in items):
        raise ValueError("every text must be a string")
    return [{"text": item["text"], "isRich": item.get("isRich") is True} for item in items]


def _source(item: dict[str, Any], editor: Any) -> Source:
    if not item["isRich"]:
        return Source(text=item["text"])
    stored = editor.value_from_datadict({"text": item["text"]}, {}, "text") or ""
    return Source(text=_BLOCK_KEYS.sub("", stored), is_html=True)


def _answer(item: dict[str, Any], found: Translation, editor: Any) -> dict[str, str]:
    """Return a translation in the form of the field: rich text as the editor's content state."""
    text = editor.format_value(found.text) if item["isRich"] and found.text else found.text
    return {"text": text, "error": found.error}


def _is_within_limit(user: Any) -> bool:
    """Count a question of a person; tell whether it is within what a minute allows."""
    key = f"content.translate.{user.pk}"
    if cache.add(key, 1, _MINUTE):
        return True
    try:
        return int(cache.incr(key)) <= PER_MINUTE
    except ValueError:
        # It expired between the two calls.
        cache.set(key, 1, _MINUTE)
        return True


def _refused(message: str, *, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)
