"""Telling Kazakh from Russian text, for imports whose source does not say."""

import re
from typing import Final

from language.alphabets import KAZAKH_LETTERS
from language.codes import Language

_LETTERS: Final = "".join(sorted(KAZAKH_LETTERS - {"і"}))
_WORD: Final = re.compile(f"[\u0400-\u052f][{_LETTERS}]|[{_LETTERS}][\u0400-\u052f]", re.IGNORECASE)
_WORD_WITH_I: Final = re.compile("[\u0400-\u052f]і|і[\u0400-\u052f]", re.IGNORECASE)
# і is Ukrainian and Belarusian too; letters of theirs that Kazakh lacks tell them apart.
_OTHER_ALPHABETS: Final = re.compile("[ґєїў]", re.IGNORECASE)


def detect_language(text: str) -> Language:
    """Return "kk" if a Cyrillic word of the text has a Kazakh letter (ә ғ қ ң ө ұ ү һ і), else "ru"."""
    if _WORD.search(text):
        return "kk"
    return "kk" if _WORD_WITH_I.search(text) and not _OTHER_ALPHABETS.search(text) else "ru"
