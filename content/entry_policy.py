"""The permissions of a kind of entries, entry by entry; bulk actions, buttons and Wagtail's own views ask it."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from content.city_access import works_with
from content.put_away_access import may_delete


class EntryPolicy(ModelPermissionPolicy):
    """The permissions of a model, for entries of the person's cities; deleting has a rule of its own."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Tell whether ``user`` may do ``action`` with an entry."""
        if action == "delete":
            return may_delete(user, instance)
        return super().user_has_permission_for_instance(user, action, instance) and works_with(user, instance)
