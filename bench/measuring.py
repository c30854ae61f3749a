"""Interleaved rounds: every application gets every question in turn, so that a busy machine disturbs all alike."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bench import effort
from bench.load import LoadError, load
from bench.questions import Question
from bench.servers import Target
from bench.verification import problem

_WARM_UP_SECONDS: Final = 0.3
_MILLISECONDS: Final = 1000


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
    samples: dict[Cell, list[Sample]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[tuple[str, str], str] = field(default_factory=dict)
    sizes: dict[tuple[str, str], int] = field(default_factory=dict)

    def median(self, cell: Cell, name: str) -> float | None:
        """Return the median of one figure over the rounds, ``None`` where nothing was measured."""
        samples = self.samples.get(cell)
        return statistics.median(getattr(sample, name) for sample in samples) if samples else None

    def ratio(self, cell: Cell, name: str) -> float | None:
        """Return how many times better than the reference a target was: the median of the rounds' own ratios."""
        ours = self.samples.get(cell)
        reference = self.samples.get(Cell(cell.question, self.targets[0], cell.connections))
        if not ours or not reference:
            return None
        pairs = [(getattr(a, name), getattr(b, name)) for a, b in zip(ours, reference, strict=False)]
        ratios = [a / b if name == "rate" else b / a for a, b in pairs if a and b]
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

    def verify(self) -> None:
        """Ask everything once; what is answered wrongly is told and not measured."""
        for target in self.targets:
            for question in self.questions:
                key = (question.name, target.name)
                address = address_of(question, target)
                if reason := problem(target, address, question):
                    self._wrong(key, reason)
                else:
                    self.results.sizes[key] = len(target.get(address)[2])

    def rounds(self, *, rounds: int, seconds: float) -> None:
        """Measure everything so many times, another target first each time."""
        for question in self.questions:
            for target in self.targets:
                self._turn(target, question, connections=self.connections[0], seconds=_WARM_UP_SECONDS)
        for number in range(rounds):
            first = number % len(self.targets)
            order = [*self.targets[first:], *self.targets[:first]]
            for question in self.questions:
                for connections in self.connections:
                    for target in order:
                        sample = self._turn(target, question, connections=connections, seconds=seconds)
                        if sample is not None:
                            self.results.samples[Cell(question.name, target.name, connections)].append(sample)
            self.say(f"  round {number + 1} of {rounds} done")

    def _turn(self, target: Target, question: Question, *, connections: int, seconds: float) -> Sample | None:
        key = (question.name, target.name)
        if key in self.results.wrong:
            return None
        roots = [target.pid, *self.others]
        worked = effort.seconds(roots)
        try:
            done = load(
                port=target.port, address=address_of(question, target), connections=connections, seconds=seconds
            )
        except (LoadError, OSError) as error:
            self._wrong(key, str(error))
            return None
        worked = effort.seconds(roots) - worked
        return Sample(rate=done.rate, p50=done.p50, p99=done.p99, work=worked * _MILLISECONDS / done.requests)

    def _wrong(self, key: tuple[str, str], reason: str) -> None:
        self.results.wrong[key] = reason
        self.say(f"WRONG {key[1]}, {key[0]}: {reason}")


def address_of(question: Question, target: Target) -> str:
    """Return what a target is asked."""
    return question.reference if target.is_reference else question.ours
