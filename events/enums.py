"""Vocabulary of events."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PriceKind(models.TextChoices):
    """How a visitor pays. Unknown is not free."""

    UNKNOWN = "unknown", _("не указана")
    FREE = "free", _("бесплатно")
    FIXED = "fixed", _("одна цена")
    RANGE = "range", _("от и до")
    DONATION = "donation", _("свободный взнос")


class DateStatus(models.TextChoices):
    """State of a single date, the ``eventStatus`` of schema.org."""

    SCHEDULED = "scheduled", _("состоится")
    CANCELLED = "cancelled", _("отменено")
    POSTPONED = "postponed", _("перенесено, дата уточняется")
    RESCHEDULED = "rescheduled", _("перенесено на другую дату")
    MOVED_ONLINE = "moved_online", _("переведено в онлайн")


class DateKind(models.TextChoices):
    """What a row of the schedule says."""

    DATE = "date", _("дата или несколько дат")
    RULE = "rule", _("повторяется по правилу")
    EXHIBITION = "exhibition", _("выставка: период и часы работы")


class Accessibility(models.TextChoices):
    """What is provided for people with special needs."""

    WHEELCHAIR = "wheelchair", _("доступно на коляске")
    SIGN_LANGUAGE = "sign_language", _("перевод на жестовый язык")
    HEARING_LOOP = "hearing_loop", _("индукционная петля")
    SUBTITLES = "subtitles", _("субтитры")
    AUDIO_DESCRIPTION = "audio_description", _("тифлокомментарий")
    QUIET = "quiet", _("тихий сеанс, без громких звуков")


class SpokenLanguage(models.TextChoices):
    """Languages in which events are held, by ISO 639 code; ``zxx`` is the code for "no words"."""

    KAZAKH = "kk", _("казахский")
    RUSSIAN = "ru", _("русский")
    ENGLISH = "en", _("английский")
    GERMAN = "de", _("немецкий")
    KOREAN = "ko", _("корейский")
    TURKISH = "tr", _("турецкий")
    UZBEK = "uz", _("узбекский")
    CHINESE = "zh", _("китайский")
    WORDLESS = "zxx", _("без слов")
