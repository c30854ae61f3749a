"""The site that ``make run`` serves from this clone."""

import sys
from pathlib import Path
from typing import Final

from cms.startup.clone import Clone
from cms.startup.occupancy import occupant

ROOT: Final = Path(__file__).resolve().parent.parent


def address() -> str:
    """Return the address of the running site; ends the program with a sentence where none runs."""
    found = occupant(clone=Clone.open(ROOT))
    if found is None or not found.url:
        sys.exit("The site of this clone is not running: start it with `make run` in another terminal.")
    return found.url
