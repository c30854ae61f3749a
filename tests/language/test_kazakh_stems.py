import pytest

from language.kazakh_stems import kazakh_stems, strip_kazakh


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("мерекесіне", "мереке"),
        ("тойханаларда", "тойхана"),
        ("кітапханадағы", "кітапхана"),
        ("мектептерімізде", "мектеп"),
        ("қаласындағы", "қала"),
        ("дәріханада", "дәріхана"),
        ("мектебі", "мектеп"),
        ("саябағында", "саябақ"),
        ("жүрегінен", "жүрек"),
        ("ауданында", "аудан"),
        ("ауданы", "аудан"),
        ("қаланың", "қала"),
        ("теңгеден", "теңге"),
        ("фестивальде", "фестиваль"),
        ("үйде", "үй"),
        ("тойда", "той"),
        ("оқушылар", "оқушы"),
        ("Қарағандыда".lower(), "қарағанды"),
        ("карагандыда", "караганды"),
        ("мектептеримизде", "мектеп"),
    ],
)
def test_endings_are_cut(word: str, stem: str) -> None:
    assert strip_kazakh(word) == stem


WHOLE = """
дәріхана тойхана қазақстан қарағанды жезді сенбі оқушы әнші үй ән
карта почта газета выставка команда казахстан экзамен астана ы
"""


@pytest.mark.parametrize("word", WHOLE.split())
def test_words_that_only_look_inflected_stay_whole(word: str) -> None:
    assert strip_kazakh(word) == word


def test_each_stage_is_returned() -> None:
    assert kazakh_stems("мектептерімізде") == ("мектептеріміз", "мектептер", "мектеп")
