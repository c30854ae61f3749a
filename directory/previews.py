"""A draft of a business as the public would see it."""

from datetime import datetime

from django.utils.translation import gettext as _

from content.cards import picture
from content.localised import localised, text
from content.preview import Fact, Preview
from content.renditions import rendition_files
from content.richtext import plain_text, public_html
from directory.models import Business
from language.codes import Language


def business_preview(business: Business, language: Language, now: datetime) -> Preview:
    """Return what the public page would say of a draft, however incomplete it is."""
    title = localised(business, "title", language)
    source = text(business, "description", language)
    shown = picture(business.cover, language, rendition_files([business.cover]))
    lines = [
        Fact(_("Адрес"), text(business, "address", language)),
        Fact(_("Телефон"), business.phone),
        Fact(_("WhatsApp"), business.whatsapp),
        Fact(_("Instagram"), business.instagram),
        Fact(_("Сайт"), business.website_url),
    ]
    return Preview(
        language=language,
        title=title.text,
        title_language=title.language,
        overline=text(business.category, "name", language) if business.category else "",
        summary=plain_text(source),
        description_html=public_html(source),
        facts=[fact for fact in lines if fact.text],
        image=shown.url if shown else None,
        image_alt=shown.alt if shown else "",
        image_note=" · ".join(note for note in (shown.credit, shown.aiLabel) if note) if shown else "",
    )
