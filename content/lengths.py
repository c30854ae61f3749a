"""How long the texts of an entry read best: a recommendation that the forms show while one types."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Length(NamedTuple):
    """A recommended range in characters; what may be stored at most is the column's own business."""

    least: int
    most: int


# By the name of the field without its language. Longer titles are cut in lists and in the results of search engines.
LENGTHS: Final[Mapping[str, Length]] = {
    "title": Length(10, 70),
    "summary": Length(60, 200),
    "description": Length(120, 3000),
    "conditions": Length(20, 600),
    "caption": Length(5, 100),
    "reason": Length(5, 140),
    "seo_title": Length(30, 60),
    "seo_description": Length(70, 155),
}
