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
    MERGE = "merge", _("объединение")
    LOCK = "lock", _("закрытие от правок")
    UNLOCK = "unlock", _("снятие запрета правок")
    STANDING = "standing", _("изменение положения")
    ROLES = "roles", _("изменение ролей")
    CITIES = "cities", _("изменение городов сотрудника")
    GROUP = "group", _("изменение группы")


class ChangeAction(TextChoices):
    """What happened to a public item; the second half of an event type."""

    PUBLISHED = "published", _("публикация")
    UPDATED = "updated", _("изменение")
    UNPUBLISHED = "unpublished", _("снятие с сайта")


class DeliveryState(TextChoices):
    """How far a message to a subscription is."""

    WAITING = "waiting", _("ждёт отправки")
    DELIVERED = "delivered", _("доставлено")
    FAILED = "failed", _("не доставлено")


class SendingFailure(TextChoices):
    """Why an attempt did not end with a 2xx answer."""

    BAD_ADDRESS = "bad_address", _("адрес не подходит")
    PRIVATE_ADDRESS = "private_address", _("адрес ведёт во внутреннюю сеть")
    UNKNOWN_NAME = "unknown_name", _("имя сервера не найдено")
    NO_CONNECTION = "no_connection", _("нет соединения")
    BAD_CERTIFICATE = "bad_certificate", _("сертификат не подтверждён")
    TIME_IS_UP = "time_is_up", _("сервер не ответил вовремя")
    BAD_ANSWER = "bad_answer", _("ответ нельзя разобрать")
    REDIRECT = "redirect", _("сервер отправил на другой адрес")
    REFUSED = "refused", _("сервер ответил отказом")
    GONE = "gone", _("получатель больше не принимает сообщения")
    TOO_LATE = "too_late", _("за три дня не доставлено")
