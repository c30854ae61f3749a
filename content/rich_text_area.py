"""The rich text field of the admin: Wagtail's editor, with a guard on what it stores."""

import json
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea

from content.pasted import clean_markup, clean_state, is_content_state


class GuardedRichTextArea(DraftailRichTextArea):
    """Stores only what readers get, whoever posts: nothing unknown, no scripts, styles, pictures or unsafe links."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the rich text to store; markup and plain text are accepted where no script wrote a content state."""
        posted = data.get(name)
        if posted is None:
            return None
        if not is_content_state(posted):
            return clean_markup(posted)
        state = clean_state(posted)
        return self.converter.to_database_format(json.dumps(state)) if state else ""
