"""The admin of entries that go through moderation."""

from content.viewsets import EntryViewSet
from moderation.views import DecisionView, ModeratedEditView


class ModeratedViewSet(EntryViewSet):
    """An :class:`EntryViewSet` whose decisions are bound to what was seen."""

    edit_view_class = ModeratedEditView
    workflow_action_view_class = DecisionView
    create_template_name = "moderation/entry_create.html"
    edit_template_name = "moderation/entry_edit.html"
