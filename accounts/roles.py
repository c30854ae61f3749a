"""The staff roles: each is a group with the permissions that ``cms`` sets up, shown under a translated name."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.auth.models import Group
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

EDITORS: Final = "Editors"
SENIOR_EDITORS: Final = "Senior editors"
MODERATORS: Final = "Moderators"
CITY_MANAGERS: Final = "City managers"
ADMINISTRATORS: Final = "Administrators"
SUPPORT: Final = "Support"

# In the order of forms and lists.
ROLES: Final = (EDITORS, SENIOR_EDITORS, MODERATORS, CITY_MANAGERS, ADMINISTRATORS, SUPPORT)

ROLE_LABELS: Final[Mapping[str, Any]] = {
    EDITORS: _("Редактор"),
    SENIOR_EDITORS: _("Старший редактор"),
    MODERATORS: _("Модератор"),
    CITY_MANAGERS: _("Менеджер города"),
    ADMINISTRATORS: _("Администратор"),
    SUPPORT: _("Поддержка"),
}

ROLE_DESCRIPTIONS: Final[Mapping[str, Any]] = {
    EDITORS: _("Пишет, импортирует и отправляет на проверку. Сам не публикует."),
    SENIOR_EDITORS: _("То же, что редактор, и публикует без проверки."),
    MODERATORS: _("Одобряет отправленное или просит правки."),
    CITY_MANAGERS: _(
        "Ведёт свой город: публикует и удаляет записи, площадки, фотографии города. Пока город не назначен, "
        "не может ничего."
    ),
    ADMINISTRATORS: _("Все записи и справочники, сотрудники, роли и журналы."),
    SUPPORT: _("Видит записи, историю и журналы, но ничего не меняет."),
}


def role_label(name: str) -> Any:
    """Return what the admin calls a group: a role in the reader's language, any other group by its own name."""
    return ROLE_LABELS.get(name, name)


def is_role(group: Group) -> bool:
    """Tell whether a group is a role of the program, as opposed to one that an administrator made."""
    return group.name in ROLE_LABELS


def in_order_of_roles() -> Case:
    """Return the place of a group in forms: roles first, in their order, then the others."""
    whens = [When(name=name, then=Value(place)) for place, name in enumerate(ROLES)]
    return Case(*whens, default=Value(len(ROLES)))
