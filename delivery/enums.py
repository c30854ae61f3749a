"""Vocabulary of the audit log."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AuditAction(TextChoices):
    """What was done; stored by value, shown by label."""

    CREATE = "create", _("создание")
    EDIT = "edit", _("правка")
    IMPORT = "import", _("импорт")
    DUPLICATE = "duplicate", _("создание копии")
    SUBMIT = "submit", _("отправка на проверку")
    WITHDRAW = "withdraw", _("отзыв с проверки")
    APPROVE = "approve", _("одобрение")
    REQUEST_CHANGES = "request_changes", _("запрос правок")
    PUBLISH = "publish", _("публикация")
    SCHEDULE = "schedule", _("планирование публикации")
    UNSCHEDULE = "unschedule", _("отмена запланированной публикации")
    UNPUBLISH = "unpublish", _("снятие с сайта")
    EXPIRE = "expire", _("окончание срока показа")
    ARCHIVE = "archive", _("перенос в архив")
    UNARCHIVE = "unarchive", _("возврат из архива")
    DELETE = "delete", _("удаление в корзину")
    RESTORE = "restore", _("восстановление из корзины")
    PURGE = "purge", _("окончательное удаление")
    LOCK = "lock", _("закрытие от правок")
    UNLOCK = "unlock", _("снятие запрета правок")
    STANDING = "standing", _("изменение положения")
    ROLES = "roles", _("изменение ролей")
    CITIES = "cities", _("изменение городов сотрудника")
    GROUP = "group", _("изменение группы")
