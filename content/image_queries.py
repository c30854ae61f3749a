"""Questions about the pictures of the media library."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, ForeignKey, Model, OuterRef, Q, QuerySet
from django.db.models.fields.related import ManyToOneRel
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from taggit.models import Tag, TaggedItem

from content.kinds import all_kinds
from content.models import Image, Rendition

_TEXTS: Final = ("title", "alt_ru", "alt_kk", "credit")
# Copies of a picture are no use of it.
_NOT_A_USE: Final = (Rendition,)


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """A place where a picture is shown; ``is_draft`` where only an unpublished change shows it."""

    shown_by: Model
    is_draft: bool = False

    @property
    def text(self) -> str:
        """The place in words."""
        kind = capfirst(self.shown_by._meta.verbose_name)
        text = _("%(kind)s «%(title)s»") % {"kind": kind, "title": self.shown_by}
        return _("%(place)s (в черновике)") % {"place": text} if self.is_draft else text


def matching(images: QuerySet[Image], words: str) -> QuerySet[Image]:
    """Keep the pictures whose title, alt texts, credit or tags have every word."""
    for word in words.split():
        in_text = Q()
        for column in _TEXTS:
            in_text |= Q(**{f"{column}__icontains": word})
        # Asked beforehand: without a tag of that name, as mostly, the index of the texts answers alone.
        tags = list(Tag.objects.filter(name__icontains=word).order_by("pk").values_list("pk", flat=True))
        if not tags:
            images = images.filter(in_text)
            continue
        content_type = ContentType.objects.get_for_model(Image)
        tagged = TaggedItem.objects.filter(content_type=content_type, tag__in=tags)
        # Two sets united rather than one condition: each of them has its index.
        found = Image.objects.filter(in_text).order_by().values("pk").union(tagged.values("object_id"), all=True)
        images = images.filter(pk__in=found)
    return images


def unused(images: QuerySet[Image]) -> QuerySet[Image]:
    """Keep the pictures that nothing shows, on the site or in a draft."""
    for relation in _relations():
        shown = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
        images = images.filter(~Exists(shown))
    return images.exclude(pk__in=_drafted())


def uses_of(images: Collection[Image]) -> Mapping[int, Sequence[Use]]:
    """Return where pictures are shown, by their primary key, in a fixed number of queries; unused ones are left out."""
    pks = {image.pk for image in images}
    found: dict[int, list[Use]] = defaultdict(list)
    for relation in _relations():
        name, parent = relation.field.name, _parent(relation.related_model)
        rows = relation.related_model._default_manager.filter(**{f"{name}__in": pks}).order_by("pk")
        for row in rows.select_related(parent) if parent else rows:
            use = Use(shown_by=getattr(row, parent) if parent else row)
            if use not in found[getattr(row, relation.field.attname)]:
                found[getattr(row, relation.field.attname)].append(use)
    drafted: dict[type[Model], dict[int, set[int]]] = defaultdict(dict)
    for model, entry, pictures in _drafts():
        if shown := pictures & pks:
            drafted[model][entry] = shown
    for model, entries in drafted.items():
        for row in model._default_manager.filter(pk__in=entries).order_by("pk"):
            for pk in sorted(entries[row.pk]):
                if not any(use.shown_by == row for use in found[pk]):
                    found[pk].append(Use(shown_by=row, is_draft=True))
    return {pk: uses for pk, uses in found.items() if uses}


def _relations() -> list[ManyToOneRel]:
    """Return every foreign key to pictures, of whatever package."""
    fields = Image._meta.get_fields(include_hidden=True)
    found = [field for field in fields if isinstance(field, ManyToOneRel) and field.related_model not in _NOT_A_USE]
    return [relation for relation in found if isinstance(relation.field, ForeignKey)]


def _parent(model: type[Model]) -> str | None:
    """Return the key to the entry that a row belongs to (a place in a gallery), if it belongs to one."""
    return next((field.name for field in model._meta.get_fields() if isinstance(field, ParentalKey)), None)


def _drafted() -> set[int]:
    return {pk for _model, _entry, pictures in _drafts() for pk in pictures}


def _drafts() -> Iterator[tuple[type[Model], int, set[int]]]:
    """Return model and key of entries whose newest draft is not what their row says, with the pictures of the draft."""
    relations = _relations()
    for kind in all_kinds():
        own = [relation.field.name for relation in relations if relation.related_model is kind.model]
        children: dict[str, list[str]] = defaultdict(list)
        for relation in relations:
            parent = _parent(relation.related_model)
            if parent and relation.related_model._meta.get_field(parent).related_model is kind.model:
                key: Any = relation.related_model._meta.get_field(parent)
                children[key.remote_field.get_accessor_name()].append(relation.field.name)
        changed = kind.model._default_manager.filter(has_unpublished_changes=True, latest_revision__isnull=False)
        paths = {name: f"latest_revision__content__{name}" for name in (*own, *children)}
        for row in changed.order_by("pk").values("pk", *paths.values()).iterator():
            pictures = {row[paths[name]] for name in own}
            for child, columns in children.items():
                pictures |= {item.get(column) for item in row[paths[child]] or () for column in columns}
            if pictures := {picture for picture in pictures if isinstance(picture, int)}:
                yield kind.model, row["pk"], pictures
