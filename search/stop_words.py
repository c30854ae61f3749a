"""Words that say nothing about what is looked for, folded; dropped from queries that have others."""

from typing import Final

from language.folding import fold_token

_RUSSIAN: Final = """
    в во на и или а но с со к ко по из за о об от до для у при под над не ли же бы это как где что куда сходить пойти
"""
_KAZAKH: Final = """
    мен бен пен және немесе үшін туралы да де та те ғана бір бұл осы сол ол қайда қалай не арналған баруға болады
"""

STOP_WORDS: Final = frozenset(fold_token(word) for word in (_RUSSIAN + _KAZAKH).split())
