"""What content adds to Wagtail's admin."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name the entries that our operations write into the history."""
    actions.register_action("content.import", gettext_lazy("Импорт"), gettext_lazy("Черновик обновлён импортом"))

    @actions.register_action("content.authorise")
    class AuthoriseFormatter(LogFormatter):
        """Says why an entry was allowed to become public."""

        label = gettext_lazy("Разрешение на публикацию")

        def format_message(self, log_entry: Any) -> str:
            """Return the sentence of the history."""
            return _("Публикация разрешена: %s") % log_entry.data.get("authorisation", "")
