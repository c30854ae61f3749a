"""``make bench``: the public reads of our project beside a plain REST framework app, on the same city guide.

Both run with the same web server and as many processes, on databases of their own that are dropped afterwards. Every
answer is compared with what the generator knows to be right; a wrong one prints WRONG and is not measured. Figures are
medians of interleaved rounds; "CPU a request" is the work of the web server, PostgreSQL and Meilisearch together.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path

from bench import effort, questions
from bench.databases import Application, applications, filled, server_url
from bench.guide import Guide
from bench.load import wrk
from bench.measuring import Measurement, Results
from bench.questions import Question
from bench.report import report
from bench.servers import Target, running
from bench.verification import followed

_CACHES = {"off": ("0",), "on": ("1",), "both": ("0", "1")}


def main() -> None:
    """Carry out the run that the command line describes."""
    options = _options()
    by = "wrk" if wrk() else "a runner of our own"
    say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; asked by {by}; search in {options.search}")
    results = [_one_size(size, options) for size in options.events]
    if not options.verify_only:
        say(report(results))
    if options.json:
        options.json.write_text(json.dumps([_plain(one) for one in results], ensure_ascii=False, indent=1))
    wrong = sum(len(one.wrong) for one in results)
    if options.verify_only:
        say(f"{wrong} wrong answers")
    sys.exit(1 if wrong or any(one.failures for one in results) else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    engine = "meilisearch" if os.environ.get("MEILISEARCH_URL") else "postgres"
    parser.add_argument("--events", type=int, nargs="+", default=[20_000], help="sizes of the guide, 50 or more")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of one turn")
    parser.add_argument("--rounds", type=int, default=3, help="turns of every question and application")
    parser.add_argument("--connections", type=int, nargs="+", default=[8, 32])
    parser.add_argument(
        "--requests", nargs="+", metavar="WORDS", help="only questions whose name contains one of these"
    )
    parser.add_argument("--cache", choices=_CACHES, default="both", help="the response cache of our project")
    parser.add_argument("--search", choices=("meilisearch", "postgres"), default=engine)
    parser.add_argument("--keep", action="store_true", help="leave the databases, and use what an earlier run has left")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample to a file")
    parser.add_argument("--verify-only", action="store_true", help="only look whether the answers are right")
    return parser.parse_args()


def _one_size(size: int, options: argparse.Namespace) -> Results:
    both = applications(search=options.search, size=size)
    started = time.monotonic()
    with filled(both, size=size, keep=options.keep) as guide, ExitStack() as stack:
        say(f"{size:,} events filled in, {time.monotonic() - started:.0f} s")
        targets = _start(stack, both, options.cache)
        asked = _asked(guide, targets[1], options.requests)
        measurement = Measurement(
            targets=targets,
            questions=asked,
            connections=options.connections,
            others=[*effort.postgres(server_url()), *_search_engine(options.search)],
            results=Results(
                events=size,
                deep_page=questions.deep_page(guide),
                targets=[target.name for target in targets],
                questions=[question.name for question in asked],
                connections=options.connections,
            ),
            say=say,
        )
        measurement.verify()
        if not options.verify_only:
            measurement.rounds(rounds=options.rounds, seconds=options.seconds)
            # What was right before the load has to be right after it.
            measurement.verify()
    return measurement.results


def _start(stack: ExitStack, both: Sequence[Application], cache: str) -> list[Target]:
    plain, ours = both
    targets = [stack.enter_context(running(plain, name="plain", environment={}, is_reference=True))]
    for switch in _CACHES[cache]:
        name = "ours, cached" if switch == "1" else "ours"
        environment = {"API_RESPONSE_CACHE": switch}
        targets.append(stack.enter_context(running(ours, name=name, environment=environment, is_reference=False)))
    return targets


def _asked(guide: Guide, ours: Target, chosen: Sequence[str] | None) -> list[Question]:
    asked = questions.questions(guide)
    deep = next(question for question in asked if question.name == "deep page")
    address = followed(ours, asked[0].ours, pages=questions.deep_page(guide) - 1)
    # Links that count rows lead to the address that is measured anyway.
    if address is not None and "offset=" not in address:
        asked.insert(asked.index(deep) + 1, replace(deep, name="deep page, by its link", ours=address))
    return [one for one in asked if not chosen or any(word in one.name for word in chosen)]


def _search_engine(search: str) -> list[int]:
    return effort.listening(os.environ.get("MEILISEARCH_URL", "")) if search == "meilisearch" else []


def _plain(results: Results) -> dict[str, object]:
    return {
        "events": results.events,
        "samples": [
            {**asdict(cell), "rounds": [sample and asdict(sample) for sample in samples]}
            for cell, samples in results.samples.items()
        ],
        "failures": results.failures,
        "wrong": [{"question": key[0], "target": key[1], "reason": text} for key, text in results.wrong.items()],
        "bytes": [{"question": key[0], "target": key[1], "bytes": size} for key, size in results.sizes.items()],
    }


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
