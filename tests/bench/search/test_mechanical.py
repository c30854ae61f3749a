from collections import Counter

import pytest

from bench.search import spellings
from bench.search.city import titles
from bench.search.forms import kazakh_forms, russian_forms
from bench.search.mechanical import Title, mechanical_queries
from bench.search.spellings import spelt


@pytest.mark.parametrize(
    ("letters", "text", "typed"),
    [
        (spellings.LATIN_2021, "жезқазған", "jezqazğan"),
        (spellings.LATIN_2021, "шаңырақ үйі ұлытау", "şañyraq üiı ūlytau"),
        (spellings.LATIN_2018, "жезқазған", "jezqazǵan"),
        (spellings.LATIN_2018, "сәуле фотостудиясы", "sáýle fotostýdııasy"),
        (spellings.KAZAKH_HABITS, "жезқазған қонақүйі", "zhezqazgan qonaquyi"),
        (spellings.RUSSIAN_HABITS, "объявление ёлка хор щит", "obyavlenie yolka khor schit"),
        (spellings.WITHOUT_KAZAKH_LETTERS, "дәріхана", "дарихана"),
        (spellings.RUSSIAN_KEYS, "концерт", "rjywthn"),
        (spellings.KAZAKH_KEYS, "жеңілдік", ";t43kl3r"),
    ],
)
def test_spellings(letters, text, typed):
    assert spelt(text, letters) == typed


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("концерт", ("концерта", "концерте", "концертом", "концертов")),
        ("выставка", ("выставки", "выставку", "выставкой")),
        ("лекция", ("лекции", "лекцию", "лекцией")),
        ("музей", ("музея", "музею", "музеем")),
        ("чиним", ()),
        ("дом", ()),
    ],
)
def test_russian_forms(word, forms):
    assert russian_forms(word) == forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("спектаклі", ("спектаклінде", "спектаклінен", "спектакліне", "спектаклінің")),
        ("көрме", ("көрмеде", "көрмеден", "көрмеге", "көрмелерде")),
        ("тойхана", ("тойханада", "тойханадан", "тойханаға", "тойханаларда")),
        ("мектеп", ("мектепте", "мектептен", "мектепке", "мектептің")),
        ("жарысқа", ()),
        ("ән", ()),
    ],
)
def test_kazakh_forms(word, forms):
    assert kazakh_forms(word) == forms


def test_queries_of_one_title():
    made = mechanical_queries([Title(slug="zvezdy", language="ru", text="Звёзды над степью!")])
    by_group = Counter(one.group for one in made)

    assert by_group == {
        "without ё": 2, "Latin, habits": 2, "wrong layout": 2, "typo": 6, "unfinished": 2,
    }  # fmt: skip
    assert {one.text for one in made if one.group == "without ё"} == {"звезды над степью", "звезды степью"}
    assert {one.slugs for one in made} == {frozenset({"zvezdy"})}


def test_a_query_may_mean_every_title_with_its_words():
    made = mechanical_queries(
        [
            Title(slug="one", language="ru", text="Ресторан «Мыс»"),
            Title(slug="two", language="ru", text="Новый ресторан у входа на мыс"),
        ]
    )

    layout = next(one for one in made if one.text == "htcnjhfy vsc")
    assert layout.slugs == {"one", "two"}


def test_the_demo_city_gives_thousands_and_the_same_every_time():
    made = mechanical_queries(titles(city="jezkazgan"))

    assert len(made) >= 3000
    assert made == mechanical_queries(titles(city="jezkazgan"))
    assert {(one.group, one.language) for one in made} == {
        ("inflected", "ru"), ("without ё", "ru"), ("Latin, habits", "ru"), ("wrong layout", "ru"), ("typo", "ru"),
        ("unfinished", "ru"), ("inflected", "kk"), ("without Kazakh letters", "kk"), ("Latin, habits", "kk"),
        ("Latin of 2021", "kk"), ("Latin of 2018", "kk"), ("wrong layout", "kk"), ("typo", "kk"), ("unfinished", "kk"),
    }  # fmt: skip
