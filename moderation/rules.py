"""Who may decide on what, without a database."""

from collections.abc import Set as AbstractSet

from django.utils.translation import gettext as _

from moderation.errors import NotAllowedToDecide


def require_may_decide(
    *,
    by_id: int,
    is_moderator: bool,
    submitter_ids: AbstractSet[int | None],
    assigned_city_ids: AbstractSet[int],
    entry_city_ids: AbstractSet[int],
) -> None:
    """Raise ``NotAllowedToDecide`` unless the person may decide.

    ``submitter_ids`` are who asked for the review and who wrote the submitted version; ``assigned_city_ids`` are the
    cities a moderator is limited to (none: all of them); ``entry_city_ids`` the cities of the entry now and after
    the decision.
    """
    if not is_moderator:
        raise NotAllowedToDecide(_("Решения принимают модераторы."), code="moderation.not_a_moderator")
    if by_id in submitter_ids:
        raise NotAllowedToDecide(
            _("Решение по своей записи принимает другой модератор."), code="moderation.own_submission"
        )
    if assigned_city_ids and not entry_city_ids <= assigned_city_ids:
        raise NotAllowedToDecide(_("Эта запись не из ваших городов."), code="moderation.other_city")
