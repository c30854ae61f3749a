"""What each staff role may do in the admin, as names of permissions (``app.codename``)."""

from collections.abc import Iterator, Mapping
from typing import Final

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS

ENTRY_MODELS: Final = ("events.event", "directory.business", "promos.promotion")
_ENTER: Final = ("wagtailadmin.access_admin",)
_SEE_IMPORTS: Final = ("content.view_importrun", "content.view_importsource", "content.view_importrecord")
_OUR_APPS: Final = ("accounts", "content", "events", "directory", "promos", "moderation")


def _on(models: tuple[str, ...], *actions: str) -> Iterator[str]:
    for label in models:
        app, model = label.split(".")
        yield from (f"{app}.{action}_{model}" for action in actions)


ROLE_PERMISSIONS: Final[Mapping[str, frozenset[str]]] = {
    # They write and submit; publishing and taking offline is not theirs.
    EDITORS: frozenset(
        [
            *_ENTER,
            *_on(ENTRY_MODELS, "add", "change", "view"),
            # City pictures are public at once, and a tag's name is on every entry that has it: not theirs to change.
            *_on(("content.tag",), "add", "view"),
            "content.add_importrun",
            *_SEE_IMPORTS,
        ]
    ),
    # Deciding needs no permission of its own: it is the membership in the task's group that counts. Without
    # ``publish`` a moderator cannot go around the review.
    MODERATORS: frozenset([*_ENTER, *_on(ENTRY_MODELS, "change", "view", "lock", "unlock"), *_SEE_IMPORTS]),
    ADMINISTRATORS: frozenset(
        [
            *_ENTER,
            *_on(ENTRY_MODELS, "publish", "lock", "unlock"),
            *_on(("auth.group", "wagtailcore.workflow", "wagtailcore.task"), "add", "change", "delete", "view"),
            "search.view_outboxentry",
            "delivery.view_auditrecord",
        ]
    ),
}
# Administrators also have every permission of these apps.
ADMINISTRATED_APPS: Final = _OUR_APPS

# Permissions on the root collection of images.
COLLECTION_PERMISSIONS: Final[Mapping[str, frozenset[str]]] = {
    # Whoever uploaded a picture may correct it; others' pictures may be on the site already.
    EDITORS: frozenset({"content.add_image", "content.choose_image"}),
    MODERATORS: frozenset({"content.add_image", "content.choose_image"}),
    ADMINISTRATORS: frozenset(
        {
            "content.add_image",
            "content.change_image",
            "content.delete_image",
            "content.choose_image",
            "wagtailcore.add_collection",
            "wagtailcore.change_collection",
            "wagtailcore.delete_collection",
        }
    ),
}
