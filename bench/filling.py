"""What the programs that fill a database share: which guide, and how its rows become columns."""

import argparse
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bench.guide import Guide, generate


def asked_guide(description: str | None) -> tuple[Guide, argparse.Namespace]:
    """Return the guide that the command line names, and the options."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--events", type=int, required=True)
    parser.add_argument("--now", type=datetime.fromisoformat, required=True)
    options = parser.parse_args()
    return generate(events=options.events, now=options.now), options


def arguments(guide: Guide) -> list[str]:
    """Return the command line that names a guide."""
    return ["--events", str(len(guide.events)), "--now", guide.now.isoformat()]


def keys_of(row: Mapping[str, Any], *, without: Iterable[str], renamed: Mapping[str, str]) -> dict[str, Any]:
    """Return a row with some keys left out and some called otherwise."""
    return {renamed.get(name, name): value for name, value in row.items() if name not in without}
