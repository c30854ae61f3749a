"""The fixed categories: slugs that the frontend knows, names in three languages, Lucide icons."""

from typing import Final, NamedTuple

from content.models.category import Category, CategoryKind


class _Row(NamedTuple):
    slug: str
    name_ru: str
    name_kk: str
    name_en: str
    icon: str


EVENT_CATEGORIES: Final = (
    _Row("concerts", "Концерты", "Концерттер", "Concerts", "music"),
    _Row("theater", "Театр и кино", "Театр және кино", "Theatre and cinema", "drama"),
    _Row("festivals", "Фестивали", "Фестивальдер", "Festivals", "party-popper"),
    _Row("education", "Обучение", "Білім", "Education", "graduation-cap"),
    _Row("seminars", "Семинары", "Семинарлар", "Seminars", "presentation"),
    _Row("leisure", "Досуг", "Бос уақыт", "Leisure", "coffee"),
    _Row("sports", "Спорт", "Спорт", "Sports", "trophy"),
    _Row("children", "Для детей", "Балаларға", "For children", "baby"),
    _Row("exhibitions", "Выставки", "Көрмелер", "Exhibitions", "image"),
    _Row("other", "Другое", "Басқа", "Other", "shapes"),
)
BUSINESS_CATEGORIES: Final = (
    _Row("restaurants", "Рестораны", "Мейрамханалар", "Restaurants", "utensils"),
    _Row("cafes", "Кафе", "Кафелер", "Cafés", "coffee"),
    _Row("sports", "Спорт", "Спорт", "Sports", "dumbbell"),
    _Row("beauty", "Красота", "Сұлулық", "Beauty", "sparkles"),
    _Row("education", "Образование", "Білім беру", "Education", "graduation-cap"),
    _Row("services", "Услуги", "Қызметтер", "Services", "wrench"),
    _Row("shopping", "Магазины", "Дүкендер", "Shopping", "shopping-bag"),
    _Row("entertainment", "Развлечения", "Ойын-сауық", "Entertainment", "gamepad-2"),
    _Row("other", "Другое", "Басқа", "Other", "shapes"),
)


def ensure_categories() -> None:
    """Create the categories that are missing; names that the team changed stay as they are."""
    wanted = [
        Category(kind=kind, position=position, **row._asdict())
        for kind, rows in ((CategoryKind.EVENT, EVENT_CATEGORIES), (CategoryKind.BUSINESS, BUSINESS_CATEGORIES))
        for position, row in enumerate(rows)
    ]
    Category.objects.bulk_create(wanted, ignore_conflicts=True)
