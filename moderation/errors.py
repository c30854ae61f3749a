"""Refusals of decisions; their texts are for the moderator."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _


class Conflict(Exception):
    """The entry is no longer what the moderator saw; nothing was changed."""

    code = "moderation.conflict"

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class OutdatedView(Conflict):
    """The content changed after the moderator opened it, or it is unknown what was seen."""

    code = "moderation.outdated"

    def __init__(self) -> None:
        super().__init__(_("Пока вы смотрели, запись изменили. Решение не принято: проверьте новую версию."))


class AlreadyDecided(Conflict):
    """The review ended before this decision arrived."""

    code = "moderation.already_decided"

    def __init__(self) -> None:
        super().__init__(_("По этой записи уже принято решение, или её отозвали с проверки. Ничего не изменено."))


class NotAllowedToDecide(PermissionDenied):
    """A person may not decide on an entry; ``code`` says why."""

    def __init__(self, message: str, *, code: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)


class CommentRequired(ValidationError):
    """Whoever asks for changes says which."""

    def __init__(self) -> None:
        super().__init__(_("Напишите, что нужно исправить."), code="moderation.comment_required")
