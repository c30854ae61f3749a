"""Vocabulary of moderation."""

from enum import StrEnum


class DecisionAction(StrEnum):
    """What a moderator can decide; the values are Wagtail's names of the actions."""

    APPROVE = "approve"
    REQUEST_CHANGES = "reject"
