"""What a translator is to this site, and which one the settings name.

``TRANSLATOR`` is the dotted path of a class (or function) that answers a ``Translator``; it is called with
``TRANSLATOR_OPTIONS`` as keyword arguments. Empty, the default, means that there is none: forms copy texts instead.
"""

from collections.abc import Sequence
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from language.codes import Language


class Translator(Protocol):
    """Turns texts of one language into another, outside of any transaction."""

    def translate(self, texts: Sequence[str], source: Language, target: Language, *, is_html: bool) -> list[str]:
        """Return as many texts as were given, in the same order.

        ``is_html`` texts are fragments of ``p br b i a ul ol li h3 h4``; the translation keeps every tag and link as
        it is (whoever calls checks that). Raises ``TranslationError`` and nothing else when the service fails, after
        tens of seconds at most.
        """


class TranslationError(Exception):
    """The service failed; the text of the error tells the person at the form what to do."""


def is_configured() -> bool:
    """Tell whether there is a translator."""
    return bool(settings.TRANSLATOR)


def translator() -> Translator | None:
    """Return the translator that the settings name, ``None`` without one."""
    if not is_configured():
        return None
    made: Translator = import_string(settings.TRANSLATOR)(**settings.TRANSLATOR_OPTIONS)
    return made
