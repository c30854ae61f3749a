import pytest

from language.russian_stems import russian_stems, snowball


@pytest.mark.parametrize(
    ("word", "stem"),
    # Pairs of the algorithm's published sample vocabulary, and words of the domain.
    [
        ("вавиловка", "вавиловк"),
        ("вагнера", "вагнер"),
        ("важная", "важн"),
        ("важнейшими", "важн"),
        ("важности", "важност"),
        ("вазах", "ваз"),
        ("валандался", "вала" + "нда"),
        ("вальсишку", "вальсишк"),
        ("поклонилась", "поклон"),
        ("прихорашиваясь", "прихорашив"),
        ("бесплатная", "бесплатн"),
        ("концертами", "концерт"),
        ("музей", "муз"),
        ("вдрг", "вдрг"),
        ("", ""),
    ],
)
def test_snowball(word: str, stem: str) -> None:
    assert snowball(word) == stem


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("музея", ("муз", "музе")),
        ("танец", ("танц", "танец")),
        ("танцы", ("танц",)),
        ("отец", ("отц", "отец")),
        ("отца", ("отц",)),
        ("певец", ("певц", "певец")),
        ("пень", ("пен",)),
        ("жезказгане", ("жезказган",)),
        ("ёлка", ("елк",)),
        ("шоу", ("шоу",)),
        ("я", ("я",)),
    ],
)
def test_union(word: str, stems: tuple[str, ...]) -> None:
    assert russian_stems(word) == stems
