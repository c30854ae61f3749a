"""The figures as Markdown tables."""

from collections.abc import Iterator, Sequence

from bench.measuring import Cell, Results

_MANY = 100
_SOME = 10


def report(results: Sequence[Results]) -> str:
    """Return all tables of a run."""
    lines: list[str] = []
    for one in results:
        for connections in one.connections:
            lines += _comparison(one, connections)
    if len(results) > 1:
        lines += _growth(results)
    return "\n".join(lines)


def _comparison(results: Results, connections: int) -> Iterator[str]:
    reference, *others = results.targets
    yield f"\n{results.events:,} events, {connections} connections; the deep page is page {results.deep_page}:\n"
    yield "| question | application | requests/s | × plain | p50, ms | p99, ms | CPU, ms | × less CPU | bytes |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    for question in results.questions:
        for target in (reference, *others):
            cell = Cell(question, target, connections)
            if (question, target) in results.wrong:
                yield f"| {question} | {target} | WRONG | | | | | | |"
                continue
            rates = [_number(results.median(cell, name)) for name in ("rate", "p50", "p99", "work")]
            is_ours = target != reference
            faster = _times(results.ratio(cell, "rate")) if is_ours else ""
            easier = _times(results.ratio(cell, "work")) if is_ours else ""
            size = results.sizes.get((question, target), 0)
            yield (
                f"| {question} | {target} | {rates[0]} | {faster} | {rates[1]} | {rates[2]} | {rates[3]} | {easier} "
                f"| {size:,} |"
            )


def _growth(results: Sequence[Results]) -> Iterator[str]:
    first, connections = results[0], results[0].connections[0]
    yield f"\nGrowth, {connections} connections: requests a second, CPU of a request, how much more than at first:\n"
    yield "| question | application | " + " | ".join(f"{one.events:,} events" for one in results) + " |"
    yield "|---|---|" + "---:|" * len(results)
    for question in first.questions:
        for target in first.targets:
            cell = Cell(question, target, connections)
            before = first.median(cell, "work")
            texts = []
            for one in results:
                rate, work = one.median(cell, "rate"), one.median(cell, "work")
                grown = f", {_times(work / before)}" if before and work and one is not first else ""
                texts.append("WRONG" if rate is None else f"{_number(rate)}, {_number(work)} ms{grown}")
            yield f"| {question} | {target} | " + " | ".join(texts) + " |"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    if value >= _MANY:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= _SOME else f"{value:.2f}"


def _times(value: float | None) -> str:
    return "–" if value is None else f"{_number(value)} ×"
