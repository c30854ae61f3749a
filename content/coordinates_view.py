"""What the form asks while coordinates are typed or pasted."""

from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from content.city_access import cities_for
from content.coordinate_fields import refusal_text, remark_text
from content.coordinates import UnreadableCoordinatesError, map_links, parse_point

_MAX_DIGITS: Final = 18


@require_GET
def coordinates(request: HttpRequest) -> JsonResponse:
    """Answer the point in a text (``text``), how far it is from the centre of a ``city``, and links to maps."""
    try:
        point = parse_point(request.GET.get("text", ""))
    except UnreadableCoordinatesError as refusal:
        return JsonResponse({"message": refusal_text(refusal.problem), "isWarning": True, "links": []}, status=422)
    number = request.GET.get("city", "")
    is_number = number.isascii() and number.isdigit() and len(number) <= _MAX_DIGITS
    city = cities_for(request.user).filter(pk=number).first() if is_number else None
    message, is_warning = remark_text(point, city=city)
    answer: dict[str, Any] = {
        "latitude": str(point.latitude),
        "longitude": str(point.longitude),
        "message": message,
        "isWarning": is_warning,
        "links": [{"label": label, "url": url} for label, url in map_links(point).items()],
    }
    return JsonResponse(answer)
