"""What ``delivery`` may know of kinds and cities, for subscriptions to changes."""

from content.columns import admin_language
from content.kinds import all_kinds
from content.localised import text
from content.models.city import City
from delivery.subjects import Place, Subject


def subjects() -> list[Subject]:
    """Return the kinds of entries."""
    return [
        Subject(
            name=kind.name,
            label=str(kind.model._meta.verbose_name_plural).capitalize(),
            api_path=kind.api_path,
        )
        for kind in all_kinds()
    ]


def places() -> list[Place]:
    """Return the cities, by name."""
    language = admin_language()
    return [
        Place(number=city.pk, label=text(city, "name", language)) for city in City.objects.order_by("name_ru", "pk")
    ]
