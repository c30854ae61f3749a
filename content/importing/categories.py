"""Words that sources use for kinds of events, and our categories for them."""

from collections.abc import Iterable

# Our slugs with the words of feeds and of schema.org types, lower case. The first word that is known decides.
_WORDS: dict[str, tuple[str, ...]] = {
    "concerts": (
        "concerts", "concert", "music", "musicevent", "концерт", "концерты", "музыка", "концерттер", "музыка кеші",
    ),
    "theater": (
        "theater", "theatre", "theaterevent", "performingartsevent", "danceevent", "comedyevent", "screeningevent",
        "cinema", "film", "movie", "театр", "театр и кино", "спектакль", "спектакли", "кино", "театр және кино",
        "спектакльдер", "балет", "опера", "стендап", "standup", "stand-up",
    ),
    "festivals": (
        "festivals", "festival", "foodevent", "фестиваль", "фестивали", "праздник", "праздники", "ярмарка", "ярмарки",
        "фестивальдер", "мереке", "мерекелер", "жәрмеңке",
    ),
    "education": (
        "education", "educationevent", "courseinstance", "hackathon", "workshop", "обучение", "образование", "курс",
        "курсы", "мастер-класс", "мастер-классы", "лекция", "лекции", "білім", "курстар", "шеберлік сыныбы",
    ),
    "seminars": (
        "seminars", "seminar", "businessevent", "conferenceevent", "conference", "meetup", "семинар", "семинары",
        "конференция", "конференции", "форум", "тренинг", "тренинги", "семинарлар", "конференциялар",
    ),
    "leisure": (
        "leisure", "socialevent", "party", "досуг", "развлечения", "вечеринка", "вечеринки", "экскурсия", "экскурсии",
        "бос уақыт", "көңіл көтеру", "литература", "literaryevent", "квиз",
    ),
    "sports": (
        "sports", "sport", "sportsevent", "спорт", "соревнования", "турнир", "забег", "спорттық шара", "жарыс",
    ),
    "children": (
        "children", "childrensevent", "kids", "family", "детям", "для детей", "дети", "детское", "балаларға", "балалар",
    ),
    "exhibitions": (
        "exhibitions", "exhibition", "exhibitionevent", "visualartsevent", "выставка", "выставки", "музей", "көрме",
        "көрмелер", "мұражай",
    ),
    "other": ("other", "другое", "разное", "басқа", "saleevent"),
}  # fmt: skip
_SLUG_BY_WORD = {word: slug for slug, words in _WORDS.items() for word in words}


def category_slug(words: Iterable[str]) -> str:
    """Return our category for the first known word, "" when none is known; "other" only when nothing says more."""
    slugs = [_SLUG_BY_WORD.get(" ".join(word.casefold().split()), "") for word in words]
    return next((slug for slug in slugs if slug not in {"", "other"}), "other" if "other" in slugs else "")
