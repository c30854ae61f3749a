"""The figures of search as Markdown tables, and the queries that failed as lines. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from bench.search.asked import Asked
from bench.search.metrics import Summary, is_success, percentile, summary

_PERCENTILES = (50, 95, 99)


def judged_table(answers: Mapping[str, Sequence[Asked]]) -> Iterator[str]:
    """Give the judged queries by class and language, engine beside engine; answers are given by engine."""
    yield "| class | language | queries | engine | nDCG@10 | MRR | success@1 | success@3 | nothing | false |"
    yield "|---|---|---:|---|---:|---:|---:|---:|---:|---:|"
    for group, language in _groups(answers):
        for engine, asked in answers.items():
            one = summary(row.scored for row in asked if _fits(row, group, language))
            figures = (one.ndcg, one.mrr, one.success_1, one.success_3, one.zero, one.false)
            cells = " | ".join(_figure(value) for value in figures)
            yield f"| {group or 'all'} | {language or 'both'} | {one.queries} | {engine} | {cells} |"


def mechanical_table(answers: Mapping[str, Sequence[Asked]]) -> Iterator[str]:
    """Give success@3 of the mechanical queries by the way they were made, engine beside engine."""
    yield f"| made | language | queries | {' | '.join(answers)} |"
    yield f"|---|---|---:|{'---:|' * len(answers)}"
    for group, language in _groups(answers):
        by_engine = [summary(row.scored for row in asked if _fits(row, group, language)) for asked in answers.values()]
        cells = " | ".join(_figure(one.success_3) for one in by_engine)
        yield f"| {group or 'all'} | {language or 'both'} | {_queries(by_engine)} | {cells} |"


def latency_table(milliseconds: Mapping[str, Sequence[float]], *, events: int) -> Iterator[str]:
    """Give percentiles of how long answers took, by engine."""
    yield f"| engine, {events:,} events | requests | {' | '.join(f'p{share}, ms' for share in _PERCENTILES)} |"
    yield f"|---|---:|{'---:|' * len(_PERCENTILES)}"
    for engine, values in milliseconds.items():
        cells = " | ".join(f"{percentile(values, share / 100):.1f}" for share in _PERCENTILES)
        yield f"| {engine} | {len(values)} | {cells} |"


def failures(answers: Sequence[Asked]) -> Iterator[str]:
    """Give a line for every query that did not find what it should among the first three hits."""
    for row in answers:
        is_false = not row.scored.has_answers and row.found
        if is_false or (row.scored.has_answers and not is_success(row.scored.grades, within=3)):
            interpreted = f" [{row.interpreted_as}]" if row.interpreted_as else ""
            yield f"{row.group}, {row.language}: {row.text}{interpreted} → {', '.join(row.found[:3]) or 'nothing'}"


def _groups(answers: Mapping[str, Sequence[Asked]]) -> Iterator[tuple[str, str]]:
    """Give each class and language, then the languages alone, then all; an empty name stands for any."""
    rows = [row for asked in answers.values() for row in asked]
    yield from dict.fromkeys((row.group, str(row.language)) for row in rows)
    yield from dict.fromkeys(("", str(row.language)) for row in rows)
    yield "", ""


def _fits(row: Asked, group: str, language: str) -> bool:
    return row.group == (group or row.group) and row.language == (language or row.language)


def _queries(summaries: Sequence[Summary]) -> int:
    return max(one.queries for one in summaries)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
