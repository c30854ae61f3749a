"""Words that say nothing about what is looked for, folded; dropped from queries that have others."""

from typing import Final

_RUSSIAN: Final = """
    в во на и или а но с со к ко по из за о об от до для у при под над не ли же бы это как где что куда сходить пойти
"""
_KAZAKH: Final = """
    мен бен пен жане немесе ушин туралы да де та те гана бир бул осы сол ол кайда калаи не арналган баруга болады
"""

STOP_WORDS: Final = frozenset(_RUSSIAN.split()) | frozenset(_KAZAKH.split())
