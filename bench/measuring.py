"""Interleaved rounds: every application gets every question in turn, so that a busy machine disturbs all alike."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from bench import effort
from bench.load import Load, LoadError, by_itself, with_wrk, wrk
from bench.questions import Question
from bench.servers import Target
from bench.verification import problem

_WARM_UP_SECONDS: Final = 0.3
_MILLISECONDS: Final = 1000
_MANY: Final = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One turn: requests a second, latencies and processor time of a request in milliseconds."""

    rate: float
    p50: float
    p99: float
    work: float


@dataclass(frozen=True, slots=True)
class Cell:
    """What a sample is of."""

    question: str
    target: str
    connections: int


@dataclass(kw_only=True)
class Results:
    """What a run has found out about a guide of one size."""

    events: int
    deep_page: int
    targets: list[str]
    questions: list[str]
    connections: list[int]
    samples: dict[Cell, list[Sample | None]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[tuple[str, str], str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    sizes: dict[tuple[str, str], int] = field(default_factory=dict)

    def median(self, cell: Cell, name: str) -> float | None:
        """Return the median of one figure over the rounds, ``None`` where nothing was measured."""
        figures = [getattr(sample, name) for sample in self.samples.get(cell, ()) if sample is not None]
        return statistics.median(figures) if figures else None

    def ratio(self, cell: Cell, name: str) -> float | None:
        """Return how many times better than the reference a target was: the median of the rounds' own ratios."""
        ours = self.samples.get(cell, ())
        reference = self.samples.get(Cell(cell.question, self.targets[0], cell.connections), ())
        pairs = [
            (getattr(own, name), getattr(other, name))
            for own, other in zip(ours, reference, strict=False)
            if own is not None and other is not None
        ]
        ratios = [own / other if name == "rate" else other / own for own, other in pairs if own and other]
        return statistics.median(ratios) if ratios else None


@dataclass(kw_only=True)
class Measurement:
    """A run over running targets, the reference first; ``others`` are processes that work for all of them."""

    targets: Sequence[Target]
    questions: Sequence[Question]
    connections: Sequence[int]
    others: Sequence[int]
    results: Results
    say: Callable[[str], None]
    _rates: dict[tuple[str, str], float] = field(default_factory=dict)

    def verify(self) -> None:
        """Ask everything once; what is answered wrongly is told and not measured."""
        for target in self.targets:
            for question in self.questions:
                key = (question.name, target.name)
                address = address_of(question, target)
                if reason := problem(target, address, question):
                    self.results.wrong[key] = reason
                    self.say(f"WRONG {target.name}, {question.name}: {reason}")
                else:
                    self.results.sizes[key] = len(target.get(address)[2])

    def rounds(self, *, rounds: int, seconds: float) -> None:
        """Measure everything so many times, another target first each time."""
        for question in self.questions:
            for target in self.targets:
                warm = self._turn(target, question, connections=self.connections[0], seconds=_WARM_UP_SECONDS)
                self._rates[question.name, target.name] = warm.rate if warm else 0
        for number in range(rounds):
            first = number % len(self.targets)
            order = [*self.targets[first:], *self.targets[:first]]
            for question in self.questions:
                for connections in self.connections:
                    for target in order:
                        sample = self._turn(target, question, connections=connections, seconds=seconds)
                        self.results.samples[Cell(question.name, target.name, connections)].append(sample)
            self.say(f"  round {number + 1} of {rounds} done")

    def _turn(self, target: Target, question: Question, *, connections: int, seconds: float) -> Sample | None:
        if (question.name, target.name) in self.results.wrong:
            return None
        ask = partial(by_itself, port=target.port, address=address_of(question, target), connections=connections)
        # What wrk leaves unread at the end must not weigh.
        expected = self._rates.get((question.name, target.name), 0) * seconds
        if (program := wrk()) and seconds >= 1 and expected >= _MANY * connections:
            ask = partial(with_wrk, program, **ask.keywords)
        try:
            return self._worked(target, partial(ask, seconds=seconds))
        except (LoadError, OSError) as error:
            self.results.failures.append(f"{target.name}, {question.name}, {connections} connections: {error}")
            self.say(f"FAILED {self.results.failures[-1]}")
            return None

    def _worked(self, target: Target, ask: Callable[[], Load]) -> Sample:
        roots = [target.pid, *self.others]
        before = effort.seconds(roots)
        done = ask()
        work = (effort.seconds(roots) - before) * _MILLISECONDS / max(done.requests, 1)
        return Sample(rate=done.rate, p50=done.p50, p99=done.p99, work=work)


def address_of(question: Question, target: Target) -> str:
    """Return what a target is asked."""
    return question.reference if target.is_reference else question.ours
