"""A draft of a promotion as the public would see it."""

from datetime import datetime

from django.utils.translation import gettext as _

from content.cards import picture
from content.localised import localised, text
from content.preview import Fact, Preview
from content.renditions import rendition_files
from content.richtext import plain_text, public_html
from language.codes import Language
from promos.columns import validity_text
from promos.models import Promotion
from promos.texts import days_and_hours, offered


def promotion_preview(promotion: Promotion, language: Language, now: datetime) -> Preview:
    """Return what the public page would say of a draft, however incomplete it is."""
    title = localised(promotion, "title", language)
    source = text(promotion, "description", language)
    shown = picture(promotion.cover, language, rendition_files([promotion.cover]))
    business = promotion.business
    lines = [
        Fact(_("Действует"), validity_text(promotion, language=language, now=now)),
        Fact(_("Дни и часы"), days_and_hours(promotion, language)),
        Fact(_("Скидка"), offered(promotion, language)),
        Fact(_("Промокод"), promotion.code),
        Fact(_("Условия"), text(promotion, "conditions", language)),
        Fact(_("Заведение"), text(business, "title", language) if business else _("ещё не выбрано")),
        Fact(_("Адрес"), text(business, "address", language) if business else ""),
    ]
    return Preview(
        language=language,
        title=title.text,
        title_language=title.language,
        overline=_("Акция"),
        summary=plain_text(source),
        description_html=public_html(source),
        facts=[fact for fact in lines if fact.text],
        image=shown.url if shown else None,
        image_alt=shown.alt if shown else "",
        image_note=" · ".join(note for note in (shown.credit, shown.aiLabel) if note) if shown else "",
    )
