"""What has to be seen of a picture wherever the admin shows it."""

from typing import Any

from django import template

from content.columns import admin_language
from content.models import Image
from language.ai_labels import AI_BADGES, AI_LABELS

register = template.Library()


@register.inclusion_tag("content/images/marks.html")
def picture_marks(image: Image) -> dict[str, Any]:
    """Return the AI label, and a hint where nobody described the picture."""
    language = admin_language()
    return {
        "badge": AI_BADGES[language] if image.is_ai_generated else "",
        "label": AI_LABELS[language],
        "lacks_alt": not (image.alt_ru or image.alt_kk),
    }


@register.simple_tag
def ai_label(image: Image) -> str:
    """Return the sentence that the law asks to show with a generated picture, and nothing for any other."""
    return AI_LABELS[admin_language()] if image.is_ai_generated else ""
