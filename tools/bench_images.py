"""``python -m tools.bench_images``: the media library of the running site with very many pictures.

It fills a collection of its own with rows (no files), asks for the list and the dialog as an administrator does, says
how long and how many queries that took, and removes the rows again.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

_COLLECTION: Final = "Замер"
_MILLISECONDS: Final = 1000
_LIMIT_MS: Final = 300
_CHUNK: Final = 5000
_WORDS: Final = ("Площадь", "Фонтан", "Концерт", "Набережная", "Кенгир", "Афиша", "Мост", "Зима", "Праздник", "Театр")
_CREDITS: Final = ("А. Серикбаева", "Дворец культуры", "Jezkazgan Connect", "")
_TAGS: Final = ("зима", "город", "музыка")
_PATHS: Final = (
    "/admin/images/",
    "/admin/images/?layout=list",
    "/admin/images/?p=1000",
    "/admin/images/?ordering=title",
    "/admin/images/?q=фонтан 99",
    "/admin/images/?q=фонтан",
    "/admin/images/?q=нетничего",
    "/admin/images/?without_alt=any",
    "/admin/images/?generated=yes",
    "/admin/images/?usage=unused",
    "/admin/images/?collection_id={collection}",
    "/admin/images/chooser/results/",
    "/admin/images/chooser/results/?q=фонтан 99",
)


def main() -> None:
    """Fill, measure, print and clean up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=100_000, help="how many rows to fill in")
    parser.add_argument("--rounds", type=int, default=5, help="requests of every address")
    options = parser.parse_args()
    set_up_django()
    with library(options.pictures) as collection:
        measure(collection=collection, rounds=options.rounds)


def set_up_django() -> None:
    """Connect to the database of the running site."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()


@contextmanager
def library(count: int) -> Iterator[Any]:
    """Hold ``count`` pictures in a collection of their own, every third with the rows of its renditions."""
    from wagtail.models import Collection

    root = Collection.get_first_root_node()
    remove(root.get_children().filter(name=_COLLECTION).first())
    collection = root.add_child(name=_COLLECTION)
    started = time.perf_counter()
    try:
        fill(collection, count)
        say(f"{count} pictures filled in within {time.perf_counter() - started:.0f} s")
        yield collection
    finally:
        remove(collection)


def fill(collection: Any, count: int) -> None:
    """Write rows past the forms: nothing here is ever opened."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from taggit.models import Tag, TaggedItem

    from content.models import Image, Rendition
    from content.renditions import THUMBNAIL

    tags = [Tag.objects.get_or_create(name=name)[0] for name in _TAGS]
    content_type = ContentType.objects.get_for_model(Image)
    for start in range(0, count, _CHUNK):
        images = Image.objects.bulk_create(
            Image(
                title=f"{_WORDS[number % len(_WORDS)]} {number}",
                file=f"bench/{number}.jpg",
                width=1600,
                height=900,
                file_size=number * 37 % 5_000_000,
                alt_ru="" if number % 5 == 0 else f"{_WORDS[number // 7 % len(_WORDS)]} вечером",
                credit=_CREDITS[number % len(_CREDITS)],
                is_ai_generated=number % 50 == 0,
                collection=collection,
            )
            for number in range(start, min(start + _CHUNK, count))
        )
        Rendition.objects.bulk_create(
            Rendition(image=image, filter_spec=THUMBNAIL, file=f"bench/{image.pk}.jpg", width=165, height=93)
            for image in images[::3]
        )
        TaggedItem.objects.bulk_create(
            TaggedItem(tag=tags[image.pk % len(tags)], object_id=image.pk, content_type=content_type)
            for image in images[::10]
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE content_image, content_rendition, taggit_taggeditem")


def remove(collection: Any) -> None:
    """Remove the rows and the collection."""
    from django.contrib.contenttypes.models import ContentType
    from taggit.models import TaggedItem

    from content.models import Image, Rendition

    if collection is None:
        return
    images = Image.objects.filter(collection=collection)
    content_type = ContentType.objects.get_for_model(Image)
    TaggedItem.objects.filter(content_type=content_type, object_id__in=images.values("pk"))._raw_delete("default")
    Rendition.objects.filter(image__in=images)._raw_delete("default")
    images._raw_delete("default")
    collection.delete()


def measure(*, collection: Any, rounds: int) -> None:
    """Ask for every address in this process, where queries can be counted, and print a line for each."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.filter(groups__name="Administrators", is_active=True).order_by("pk")[0])
    say(f"{'address':<52} {'median ms':>9} {'worst ms':>9} {'queries':>8} {'goal':>6}")
    for path in _PATHS:
        address = quote(path.format(collection=collection.pk), safe="/?=&")
        client.get(address)
        durations = []
        for _ in range(rounds):
            started = time.perf_counter()
            response = client.get(address)
            durations.append((time.perf_counter() - started) * _MILLISECONDS)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        if response.status_code != HTTPStatus.OK:
            sys.exit(f"{address}: status {response.status_code}")
        middle = statistics.median(durations)
        missed = " missed" if middle > _LIMIT_MS else ""
        say(f"{path:<52} {middle:>9.0f} {max(durations):>9.0f} {len(captured):>8} {_LIMIT_MS:>6}{missed}")


def say(text: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
