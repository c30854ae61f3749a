from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from language.statuses import status_text

ZONE = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 3, 1, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("status", "moved_to", "russian", "kazakh"),
    [
        ("scheduled", None, "", ""),
        ("cancelled", None, "отменено", "болмайды"),
        ("postponed", None, "перенесено (дата уточняется)", "кейінге қалдырылды"),
        ("moved_online", None, "переведено в онлайн", "онлайн форматқа ауыстырылды"),
        ("rescheduled", None, "перенесено", "ауыстырылды"),
        ("rescheduled", datetime(2026, 3, 7, 1, tzinfo=ZONE), "перенесено на 7 марта", "7 наурыз күніне ауыстырылды"),
        (
            "rescheduled",
            datetime(2027, 3, 7, tzinfo=ZONE),
            "перенесено на 7 марта 2027 г.",
            "2027 ж. 7 наурыз күніне ауыстырылды",
        ),
        ("cancelled", datetime(2026, 3, 7, tzinfo=ZONE), "отменено", "болмайды"),
    ],
)
def test_status_text(status: str, moved_to: datetime | None, russian: str, kazakh: str) -> None:
    assert status_text(status, moved_to=moved_to, zone=ZONE, now=NOW, language="ru") == russian
    assert status_text(status, moved_to=moved_to, zone=ZONE, now=NOW, language="kk") == kazakh


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="sleeping"):
        status_text("sleeping", moved_to=None, zone=ZONE, now=NOW, language="ru")
