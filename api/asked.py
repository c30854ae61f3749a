"""A read as it was asked: cleaned parameters, the language and the moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Field
from django.http import QueryDict
from django_filters import FilterSet

from api.fields import NothingMatchesError
from api.problems import INVALID_PARAMETER, ProblemError
from language.codes import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A cleaned request. ``values`` holds the parameters that were sent and are not blank, by name.

    ``matches_nothing`` tells that a filter had a value that no entry can have. ``path`` and ``sent`` are what links to
    other pages are made of. ``now`` is aware.
    """

    path: str
    language: Language
    now: datetime
    values: Mapping[str, Any]
    sent: Mapping[str, list[str]]
    matches_nothing: bool = False

    def require_possible(self) -> None:
        """Raise ``NothingMatchesError`` when a filter has a value that no entry can have."""
        if self.matches_nothing:
            raise NothingMatchesError

    def get(self, name: str) -> Any:
        """Return the value of a parameter, ``None`` when it was not sent."""
        return self.values.get(name)


def cleaned(parameters: type[FilterSet], query: QueryDict, *, path: str, language: Language, now: datetime) -> Asked:
    """Clean the parameters of a query that a read declares; others are ignored.

    ``language`` is what the caller accepts; ``lang`` wins over it. Raises ``ProblemError`` naming every parameter that
    cannot be read. Only the fields that were sent are looked at: a bound filter set costs fifty times as much.
    """
    values: dict[str, Any] = {}
    sent: dict[str, list[str]] = {}
    refused: dict[str, ValidationError] = {}
    matches_nothing = False
    for name in query:
        texts = [text for text in map(str.strip, query.getlist(name)) if text]
        if name not in parameters.base_filters or not texts:
            continue
        sent[name] = texts
        try:
            values[name] = _clean(parameters.base_filters[name].field, texts)
        except NothingMatchesError:
            matches_nothing = True
        except ValidationError as error:
            refused[name] = error
    if refused:
        raise ProblemError(problem=INVALID_PARAMETER, fields=refused)
    return Asked(
        path=path,
        language=values.get("lang", language),
        now=now,
        values=values,
        sent=sent,
        matches_nothing=matches_nothing,
    )


def _clean(field: Field, texts: list[str]) -> Any:
    return field.clean(texts if getattr(field, "takes_many", False) else texts[-1])
