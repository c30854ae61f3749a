"""The form of a subscription."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from delivery.enums import ChangeAction, SendingFailure
from delivery.outgoing.errors import NotSent
from delivery.outgoing.policy import require_reachable
from delivery.subjects import all_places, all_subjects

_REFUSALS: Final[Mapping[SendingFailure, Any]] = {
    SendingFailure.BAD_ADDRESS: gettext_lazy(
        "Укажите полный адрес, который начинается с https://, без пароля, пробелов и знака #."
    ),
    SendingFailure.PRIVATE_ADDRESS: gettext_lazy(
        "Этот адрес ведёт во внутреннюю сеть или на сам сервер сайта. Укажите адрес, доступный из интернета."
    ),
    SendingFailure.UNKNOWN_NAME: gettext_lazy("Такого сервера нет. Проверьте адрес."),
    SendingFailure.TIME_IS_UP: gettext_lazy("Имя сервера не удалось проверить. Сохраните ещё раз через минуту."),
}


class SubscriptionForm(WagtailAdminModelForm):
    """What an administrator decides about a subscription; the address is checked as it will be before each sending."""

    actions = forms.MultipleChoiceField(
        label=gettext_lazy("О чём сообщать"),
        choices=ChangeAction.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Отметьте хотя бы одно.")},
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("О каких записях"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Отметьте хотя бы одно.")},
    )
    city_number = forms.TypedChoiceField(label=gettext_lazy("Город"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(subject.name, subject.label) for subject in all_subjects()]
        chosen: dict[str, Any] = {"actions": ChangeAction.values, "kinds": [name for name, _label in kinds]}
        self.fields["kinds"].choices = kinds
        self.fields["city_number"].choices = [
            ("", _("Все города")),
            *((place.number, place.label) for place in all_places()),
        ]
        if self.instance.pk is None:
            self.initial.update(chosen)

    def clean_url(self) -> str:
        """Refuse an address that nothing would be sent to."""
        url = str(self.cleaned_data["url"]).strip()
        try:
            require_reachable(url)
        except NotSent as refusal:
            raise ValidationError(_REFUSALS.get(refusal.failure, str(refusal.failure.label))) from refusal
        return url
