"""What each staff role may do in the admin, as names of permissions (``app.codename``)."""

from collections.abc import Iterator, Mapping
from typing import Final

from accounts.roles import ADMINISTRATORS, CITY_MANAGERS, EDITORS, MODERATORS, SENIOR_EDITORS, SUPPORT

ENTRY_MODELS: Final = ("events.event", "directory.business", "promos.promotion")
_ENTER: Final = ("wagtailadmin.access_admin",)
_SEE_IMPORTS: Final = ("content.view_importrun", "content.view_importsource", "content.view_importrecord")
_OUR_APPS: Final = ("accounts", "content", "events", "directory", "promos", "moderation")


def _on(models: tuple[str, ...], *actions: str) -> Iterator[str]:
    for label in models:
        app, model = label.split(".")
        yield from (f"{app}.{action}_{model}" for action in actions)


# Writing and submitting. City pictures and venues are public at once, and a tag's name is on every entry that has
# it: an editor may add a tag or a venue, not change what is in use.
_WRITE: Final = (
    *_ENTER,
    *_on(ENTRY_MODELS, "add", "change", "view"),
    *_on(("content.tag", "directory.venue"), "add", "view"),
    "content.add_importrun",
    *_SEE_IMPORTS,
)
_PUBLISH: Final = (
    *_WRITE,
    *_on(ENTRY_MODELS, "publish", "lock", "unlock"),
    *_on(("content.tag", "directory.venue"), "change"),
)
_JOURNALS: Final = (
    "search.view_outboxentry",
    "delivery.view_auditrecord",
    "delivery.view_webhookdelivery",
    "wagtailcore.view_taskstate",
    "procrastinate.view_procrastinatejob",
)

ROLE_PERMISSIONS: Final[Mapping[str, frozenset[str]]] = {
    EDITORS: frozenset(_WRITE),
    SENIOR_EDITORS: frozenset([*_PUBLISH, "wagtailcore.view_taskstate"]),
    # Deciding needs no permission of its own: it is the membership in the task's group that counts. Without
    # ``publish`` a moderator cannot go around the review.
    MODERATORS: frozenset(
        [
            *_ENTER,
            *_on(ENTRY_MODELS, "change", "view", "lock", "unlock"),
            *_SEE_IMPORTS,
            "wagtailcore.view_taskstate",
        ]
    ),
    # Which cities these are is decided by ``content.city_access``.
    CITY_MANAGERS: frozenset(
        [
            *_PUBLISH,
            *_on(ENTRY_MODELS, "delete"),
            *_on(("directory.venue",), "delete"),
            *_on(("content.cityphoto",), "add", "change", "delete", "view"),
            "wagtailcore.view_taskstate",
        ]
    ),
    ADMINISTRATORS: frozenset(
        [
            *_ENTER,
            *_on(ENTRY_MODELS, "publish", "lock", "unlock"),
            *_on(("auth.group", "wagtailcore.workflow", "wagtailcore.task"), "add", "change", "delete", "view"),
            *_on(("delivery.webhooksubscription",), "add", "change", "delete", "view"),
            "search.change_indexpointer",
            *_JOURNALS,
        ]
    ),
    SUPPORT: frozenset(
        [
            *_ENTER,
            *_on((*ENTRY_MODELS, "directory.venue"), "view"),
            *_on(("content.city", "content.cityphoto", "content.category", "content.tag"), "view"),
            *_SEE_IMPORTS,
            *_JOURNALS,
        ]
    ),
}
# Administrators also have every permission of these apps.
ADMINISTRATED_APPS: Final = _OUR_APPS

# Whoever uploaded a picture may correct it. Pictures belong to no city and may be on the site already, so others'
# pictures are for administrators only.
_UPLOAD: Final = frozenset({"content.add_image", "content.choose_image"})

# Permissions on the root collection of images.
COLLECTION_PERMISSIONS: Final[Mapping[str, frozenset[str]]] = {
    EDITORS: _UPLOAD,
    SENIOR_EDITORS: _UPLOAD,
    MODERATORS: _UPLOAD,
    CITY_MANAGERS: _UPLOAD,
    ADMINISTRATORS: frozenset(
        {
            *_UPLOAD,
            "content.change_image",
            "content.delete_image",
            "wagtailcore.add_collection",
            "wagtailcore.change_collection",
            "wagtailcore.delete_collection",
        }
    ),
    SUPPORT: frozenset(),
}
