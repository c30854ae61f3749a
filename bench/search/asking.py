"""Asks the queries and scores the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bench.search.asked import Asked
from bench.search.judged import JudgedQuery
from bench.search.mechanical import MechanicalQuery
from bench.search.metrics import DEPTH, Scored
from language.codes import Language
from search.answers import SearchAnswer
from search.queries import search

_MEANT = 3


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Asks in one city at one moment (aware); ``slugs`` are those of every entry by public id."""

    city: str
    now: datetime
    slugs: Mapping[UUID, str]

    def judged(self, queries: Iterable[JudgedQuery]) -> list[Asked]:
        """Return the judged queries with their scores."""
        return [
            self._asked(one.text, group=one.group, language=one.language, grades=one.grades, wanted=one.grades.values())
            for one in queries
        ]

    def mechanical(self, queries: Iterable[MechanicalQuery]) -> list[Asked]:
        """Return the mechanical queries with their scores; one of the entries that each may mean is enough."""
        return [
            self._asked(
                one.text,
                group=one.group,
                language=one.language,
                grades=dict.fromkeys(one.slugs, _MEANT),
                wanted=(_MEANT,),
            )
            for one in queries
        ]

    def _asked(
        self, text: str, *, group: str, language: Language, grades: Mapping[str, int], wanted: Iterable[int]
    ) -> Asked:
        answer: SearchAnswer = search(query=text, city=self.city, language=language, limit=DEPTH, now=self.now)
        found = tuple(self.slugs[hit.public_id] for hit in answer.hits)
        return Asked(
            text=text,
            group=group,
            language=language,
            scored=Scored(grades=tuple(grades.get(slug, 0) for slug in found), ideal=tuple(wanted)),
            found=found,
            interpreted_as=answer.interpreted_as,
            is_degraded=answer.degraded,
        )
