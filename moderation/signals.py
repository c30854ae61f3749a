"""How a task asks for a decision: models may not import operations."""

from typing import Final

from django.dispatch import Signal

# Arguments: task_state, action, by, seen_revision_id, seen_hash, comment. The receiver calls ``operations.decide``.
decision_requested: Final = Signal()
