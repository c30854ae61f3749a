from io import BytesIO

import pytest
from PIL import Image

from demo.pictures.catalogue import draw_cover, draw_logo, draw_photo
from demo.pictures.city import SCENES as CITY
from demo.pictures.countryside import SCENES as COUNTRYSIDE
from demo.pictures.emblems import EMBLEMS
from demo.pictures.emblems.tones import Tones
from demo.pictures.indoors import INTERIORS
from demo.pictures.palette import PALETTES
from demo.pictures.parts.contrast import _distance, tones_on
from demo.pictures.posters import POSTERS


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_covers_photos_and_logos_have_their_formats() -> None:
    cover, photo, logo = (
        opened(draw_cover("rays dombra copper", seed="a")),
        opened(draw_photo("shore day", seed="a")),
        opened(draw_logo("disc coffee mint")),
    )
    assert (cover.format, cover.size) == ("JPEG", (1600, 900))
    assert (photo.format, photo.size) == ("JPEG", (1920, 1080))
    assert (logo.format, logo.size) == ("PNG", (400, 400))


def test_the_same_name_gives_the_same_picture_and_another_seed_another() -> None:
    first = draw_cover("steppe antelope dawn", seed="a", pixels=320)
    assert first == draw_cover("steppe antelope dawn", seed="a", pixels=320)
    assert first != draw_cover("steppe antelope dawn", seed="b", pixels=320)


@pytest.mark.parametrize("scene", [*COUNTRYSIDE, *CITY])
def test_every_scene_draws_in_every_light(scene: str) -> None:
    pictures = [draw_cover(f"{scene} {palette}", seed="x", pixels=64) for palette in PALETTES]
    assert len(set(pictures)) == len(PALETTES)


@pytest.mark.parametrize("pattern", [*POSTERS, *INTERIORS])
def test_every_pattern_draws_with_an_emblem(pattern: str) -> None:
    assert opened(draw_cover(f"{pattern} yurt sand", seed="x", pixels=64)).size == (64, 36)


@pytest.mark.parametrize("emblem", EMBLEMS)
def test_every_emblem_is_seen_on_its_badge_and_stays_inside(emblem: str) -> None:
    logo = opened(draw_logo(f"plain {emblem} indigo")).convert("L")
    assert len(set(logo.crop((80, 80, 320, 320)).getdata())) > 20
    # Nothing sticks out to the edges of the badge.
    assert len(set(logo.crop((0, 40, 30, 41)).getdata())) == 1


@pytest.mark.parametrize("palette", PALETTES)
def test_emblems_stand_out_on_every_ground(palette: str) -> None:
    colours = PALETTES[palette]
    for ground in (*colours.sky, *colours.hills, colours.light, colours.sun):
        tones: Tones = tones_on(ground, colours)
        assert _distance(tones.body, ground) > 45
        assert _distance(tones.detail, tones.body) > 45


@pytest.mark.parametrize(
    "description",
    ["", "copper", "rays copper", "rays nothing copper", "nowhere copper", "yurts nolight", "yurts dombra day"],
)
def test_an_unknown_word_is_refused(description: str) -> None:
    with pytest.raises(ValueError, match=r"picture of|nothing named"):
        draw_cover(description, seed="a")


def test_an_unknown_badge_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing named 'circle'"):
        draw_logo("circle coffee mint")
