"""Forms of the directory."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from content.forms import EntryForm
from content.opening_hours.form import OpeningHoursField
from directory.contact_fields import InstagramField, PhoneField, PhonesField, TelegramField
from directory.models.business import OTHER_KIND


class BusinessForm(EntryForm):
    """The form of a business."""

    phones = PhonesField(
        label=_("Телефоны"), required=False, help_text=_("До пяти номеров; первый показывается в карточке.")
    )
    whatsapp = PhoneField(label=_("WhatsApp"), required=False)
    instagram = InstagramField(
        label=_("Instagram"), required=False, max_length=200, help_text=_("Имя, например @aroma, или ссылка.")
    )
    telegram = TelegramField(
        label="Telegram", required=False, max_length=200, help_text=_("Имя, например @aroma_zhez, или ссылка t.me.")
    )
    opening_hours = OpeningHoursField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "category" in self.fields:
            self.fields["category"].error_messages["invalid_choice"] = OTHER_KIND
