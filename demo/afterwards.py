"""What became of the demo entries after they were written: newer drafts, notes, the archive and the bin."""

from datetime import datetime

from accounts.models import User
from content.lifecycle import archive, delete
from content.models import Entry
from content.notes import add_note
from content.operations import publish, save_draft, submit
from demo.specs import EntrySpec


def bring_to_state(entry: Entry, spec: EntrySpec, *, editor: User, senior: User, admin: User, now: datetime) -> None:
    """Bring a new draft to the state its spec names, through the same operations as the team."""
    match spec.state:
        case "review":
            submit(entry, by=editor)
        case "live" | "scheduled":
            publish(entry, by=senior, authorisation="role")
        case "archived":
            archive(entry, by=senior, reason=spec.put_away, now=now)
        case "deleted":
            delete(entry, by=admin, reason=spec.put_away, now=now)
    for number, text in enumerate(spec.notes):
        add_note(entry, by=(editor, senior)[number % 2], text=text, now=now)
    if spec.edit:
        for name, value in spec.edit.items():
            setattr(entry, name, value)
        save_draft(entry, by=editor)
