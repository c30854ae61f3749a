"""Where a reader finds the page of an item."""

from django.conf import settings

from content.kinds import get_kind


def page_of(kind: str, public_id: str) -> str:
    """Return the frontend's page of an item, or the API's answer where the frontend has none."""
    path: str | None = settings.FRONTEND_PATHS.get(kind)
    if settings.FRONTEND_BASE_URL and path:
        return f"{settings.FRONTEND_BASE_URL}{path.replace('{id}', public_id)}"
    return f"{settings.PUBLIC_BASE_URL}/api/v1/{get_kind(kind).api_path}/{public_id}"
