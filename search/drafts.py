"""Finding entries by their newest draft, for the lists of the admin: the same words, typos and keyboard layouts.

Every revision that is saved writes the columns of its entry in the same transaction (``search.receivers``). The names
of what a draft refers to stand in them too: when a business or a venue is renamed, a job writes the columns of the
drafts that name it anew (``search.tasks``).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from wagtail.models import Revision

from content.kinds import Kind, all_kinds
from content.models import Entry
from language.normaliser import NORMALISER_VERSION, fold
from search.engine import EngineUnavailable
from search.interpretation import swap_layout
from search.models import DraftEntry
from search.phrases import Phrase, clean, phrase_of
from search.statements import bounded, fetch_row
from search.vectors import document_vector, word_query
from search.vocabulary import DRAFTS, corrections, known

_CHUNK: Final = 500
_NOT_SEARCHED: Final = frozenset({"slug", "seo_title_ru", "seo_title_kk", "seo_description_ru", "seo_description_kk"})
_TITLES: Final = ("title_ru", "title_kk")
_NAMES: Final = (("title_ru", "title_kk"), ("name_ru", "name_kk"))
_MAX_CORRECTED: Final = 3
_UPSERT: Final = """
    INSERT INTO search_draft (public_id, kind, revision_id, words, folded, normaliser_version)
    SELECT * FROM unnest(%s::uuid[], %s::text[], %s::bigint[], %s::tsvector[], %s::text[], %s::smallint[])
    ON CONFLICT (public_id) DO UPDATE SET kind = EXCLUDED.kind, revision_id = EXCLUDED.revision_id,
        words = EXCLUDED.words, folded = EXCLUDED.folded, normaliser_version = EXCLUDED.normaliser_version
    WHERE search_draft.revision_id <= EXCLUDED.revision_id
"""


class _Words(SearchQuery):
    """A tsquery in PostgreSQL's own notation: our words are normalised, no dictionary of PostgreSQL is asked."""

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_kwargs: Any) -> Any:
        """Return the literal and its cast."""
        text: Any = self.source_expressions[-1]
        return "%s::tsquery", [text.value]


def _keyword_fields(model: Any) -> tuple[str, ...]:
    """Return the short texts of a kind besides its titles: places, addresses, telephones, organisers."""
    return tuple(
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | ArrayField)
        and not field.choices
        and not getattr(field, "base_field", field).choices
        and field.name not in _NOT_SEARCHED
        and field.name not in _TITLES
        and not field.name.endswith("_url")
    )


def _related_fields(model: Any) -> Mapping[str, tuple[type[Any], tuple[str, str]]]:
    """Return the relations of a kind to other kinds and to venues, with the columns of their names."""
    found: dict[str, tuple[type[Any], tuple[str, str]]] = {}
    for field in model._meta.concrete_fields:
        other: Any = field.related_model
        if other is None or other._meta.app_label in {"content", "accounts", "wagtailcore"}:
            continue
        columns = {column.name for column in other._meta.concrete_fields}
        names = next((pair for pair in _NAMES if columns.issuperset(pair)), None)
        if names is not None:
            found[field.name] = (other, names)
    return found


def write_drafts(kind: Kind, revisions: Sequence[Revision]) -> None:
    """Write the search columns of the entries whose newest drafts the given revisions are."""
    contents = [(revision.pk, revision.content) for revision in revisions]
    related = _related_names(kind.model, [content for _pk, content in contents])
    rows = [
        (content["public_id"], kind.name, pk, *_columns(kind.model, content, related), NORMALISER_VERSION)
        for pk, content in contents
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, [list(column) for column in zip(*rows, strict=True)])


def names_in_drafts(model: type[Any]) -> tuple[str, str] | None:
    """Return the columns of a row's names that stand in the search columns of drafts; ``None`` for other models."""
    for kind in all_kinds():
        for other, columns in _related_fields(kind.model).values():
            if issubclass(model, other):
                return columns
    return None


def rewrite_drafts_naming(label: str, pk: int) -> int:
    """Write the columns of every draft that refers to a row of a model; return how many.

    A draft differs from the row of its entry only where that is public and has unpublished changes.
    """
    done = 0
    for kind in all_kinds():
        named = Q(pk__in=[])
        for name, (other, _columns) in _related_fields(kind.model).items():
            if other._meta.label == label:
                drafted = {f"latest_revision__content__{name}": pk}
                named |= Q(**{name: pk}) | Q(live=True, has_unpublished_changes=True, **drafted)
        entries = kind.model._default_manager.filter(named, latest_revision__isnull=False)
        done += _write(kind, entries.order_by("pk"))
    return done


def refresh_drafts() -> int:
    """Write the columns that are missing or older than the draft or the normaliser; return how many."""
    return sum(_refresh(kind) for kind in all_kinds())


def _refresh(kind: Kind) -> int:
    current = DraftEntry.objects.filter(
        public_id=OuterRef("public_id"),
        revision_id=OuterRef("latest_revision_id"),
        normaliser_version=NORMALISER_VERSION,
    )
    entries = kind.model._default_manager.filter(latest_revision__isnull=False)
    return _write(kind, entries.filter(~Exists(current)).order_by("pk"))


def _write(kind: Kind, entries: QuerySet[Any]) -> int:
    """Write the columns of entries, which are ordered by primary key, a portion in a transaction."""
    done, last_pk = 0, 0
    while pairs := list(entries.filter(pk__gt=last_pk).values_list("pk", "latest_revision_id")[:_CHUNK]):
        with transaction.atomic():
            write_drafts(kind, list(Revision.objects.filter(pk__in=[revision_pk for _pk, revision_pk in pairs])))
        done, last_pk = done + len(pairs), pairs[-1][0]
    return done


def found_drafts(kind: str, query: str) -> QuerySet[DraftEntry]:
    """Return the search rows of the entries of a kind whose newest drafts have every word of a query.

    Where none has, the query is read in the other keyboard layout, then with what misspelt words may stand for.
    """
    rows = DraftEntry.objects.filter(kind=kind)
    phrase = phrase_of(clean(query))
    if not phrase.words:
        return rows.none()
    for words in _readings(kind, phrase, query):
        rows = rows.filter(words=_Words(words, search_type="raw"))
    return rows


def _readings(kind: str, phrase: Phrase, query: str) -> list[str]:
    """Return the tsqueries, one a word, of the first reading of a query that finds anything in a kind."""
    exact = _queries(phrase)
    try:
        with bounded():
            if _finds(kind, exact):
                return exact
        swapped = swap_layout(clean(query), table=DRAFTS)
        with bounded():
            meant = _queries(phrase_of(swapped)) if swapped else _corrected(phrase)
    except EngineUnavailable:
        # Out of time among very many texts: what was typed is looked for as it stands.
        return exact
    return meant or exact


def _finds(kind: str, queries: Sequence[str]) -> bool:
    parameters = [kind, " & ".join(queries)]
    sql = "SELECT EXISTS (SELECT 1 FROM search_draft WHERE kind = %s AND words @@ %s::tsquery)"
    return bool(fetch_row(sql, parameters)[0])


def _queries(phrase: Phrase) -> list[str]:
    last = len(phrase.words) - 1
    return [word_query(word, is_unfinished=place == last) for place, word in enumerate(phrase.words)]


def _corrected(phrase: Phrase) -> list[str]:
    """Return the tsqueries with what unknown words may stand for; empty if there is nothing to correct."""
    last = len(phrase.words) - 1
    is_known = known(phrase.words, is_last_unfinished=True, table=DRAFTS)
    unknown = [place for place, found in enumerate(is_known) if not found][:_MAX_CORRECTED]
    others = {place: corrections(phrase.words[place], is_unfinished=place == last, table=DRAFTS) for place in unknown}
    if not any(others.values()):
        return []
    return [
        word_query(word, is_unfinished=place == last, others=others.get(place, ()))
        for place, word in enumerate(phrase.words)
    ]


def _columns(model: type[Entry], content: Mapping[str, Any], related: Mapping[tuple[str, Any], str]) -> tuple[str, str]:
    """Return the tsvector and the folded text of a draft."""
    titles = [content.get(name) or "" for name in _TITLES]
    keywords = [content.get(name) or "" for name in _keyword_fields(model)]
    keywords += [related.get((name, content.get(name)), "") for name in _related_fields(model)]
    said = [text for text in keywords if text]
    return document_vector(titles=titles, keywords=said, body=""), fold(" ".join((*titles, *said)))


def _related_names(model: type[Entry], contents: Sequence[Mapping[str, Any]]) -> dict[tuple[str, Any], str]:
    """Return the names of the rows that drafts refer to, by relation and primary key; a query for each relation."""
    return {
        (name, pk): text
        for name, (other, columns) in _related_fields(model).items()
        for pk, text in _names(other, columns, {content.get(name) for content in contents} - {None})
    }


def _names(other: type[Any], columns: tuple[str, str], pks: set[Any]) -> Iterator[tuple[Any, str]]:
    if pks:
        for pk, *names in other._default_manager.filter(pk__in=pks).values_list("pk", *columns):
            yield pk, " ".join(filter(None, names))
