"""Events as CSV: UTF-8 with a byte order mark, without which spreadsheet programs misread Cyrillic."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.formats.addresses import page_of
from content.spreadsheets import safe_cell

_COLUMNS: Final = (
    *("id", "slug", "title", "category", "date", "endDate", "dateText", "status", "statusText", "location", "address"),
    *("price", "maxPrice", "isFree", "priceText", "ageLabel", "latitude", "longitude", "isOnline"),
)


def written(details: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a row for each event under the names of the card's keys; no cell is taken for a formula."""
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow([*_COLUMNS, "city", "business", "tags", "url"])
    for detail in details:
        business = detail["business"] or {"name": detail["organiserName"]}
        also = [detail["city"]["slug"], business["name"], ", ".join(detail["tags"]), page_of("event", detail["id"])]
        rows.writerow([safe_cell(_cell(value)) for value in [*(detail[name] for name in _COLUMNS), *also]])
    return table.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value
