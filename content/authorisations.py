"""Why an entry was allowed to become public, in words."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_TEXTS: Final = {
    "role": gettext_noop("право публикации"),
    "approval": gettext_noop("одобрено модератором"),
    "schedule": gettext_noop("наступило назначенное время"),
}


def authorisation_text(authorisation: str) -> str:
    """Return the words for a recorded authorisation (see ``content.operations.publish``)."""
    kind, _separator, source = authorisation.partition(":")
    if kind == "import" and source:
        return _("импорт «%(source)s»") % {"source": source}
    return _(_TEXTS[kind]) if kind in _TEXTS else authorisation
