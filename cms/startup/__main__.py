"""``python -m cms.startup``: the commands behind ``make run``, ``make test`` and their neighbours."""

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from cms.startup import control, environment, running, testing
from cms.startup.clone import Clone
from cms.startup.console import Console
from cms.startup.failure import Interrupted, StartupFailure, explain_os_error
from cms.startup.interruption import Interruption

_ROOT: Final = Path(__file__).resolve().parent.parent.parent
_INTERRUPTED: Final = 130
_ABOUT_THE_CLONE: Final = {"stop": control.stop, "status": control.status, "reset": control.reset}


def main(arguments: list[str]) -> int:
    """Carry out one command and return the exit status; expected failures become one sentence."""
    # What follows these two commands belongs to the program that they start, its options included.
    is_wrapper = arguments[:1] in (["test"], ["with-services"])
    options = _parser().parse_args(arguments[:1] if is_wrapper else arguments)
    rest = arguments[1:] if is_wrapper else []
    try:
        return _carry_out(command=options.command, rest=rest[1:] if rest[:1] == ["--"] else rest)
    except Interrupted:
        return _INTERRUPTED
    except StartupFailure as failure:
        sys.stderr.write(f"Cannot go on: {failure}\n")
    except OSError as error:
        sys.stderr.write(f"Cannot go on: {explain_os_error(error)}\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cms.startup", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="start the whole site and serve it until Ctrl-C")
    commands.add_parser("services", help="keep PostgreSQL and Meilisearch up until Ctrl-C")
    commands.add_parser("stop", help="stop everything of this clone that runs")
    commands.add_parser("status", help="say what of this clone runs")
    commands.add_parser("reset", help="stop everything and remove the databases")
    commands.add_parser("test", help="run pytest, with the arguments that follow, on databases of its own")
    commands.add_parser("with-services", help="run the command that follows, on the databases of the tests")
    return parser


def _carry_out(*, command: str, rest: list[str]) -> int:
    clone, console, interruption = Clone.open(_ROOT), Console(), Interruption()
    if command in _ABOUT_THE_CLONE:
        return _ABOUT_THE_CLONE[command](clone=clone, console=console)
    is_real = command in {"run", "services"}
    variables = environment.read(root=clone.root, environment=os.environ, with_file=is_real)
    interruption.listen()
    if command == "run":
        return running.run_site(
            clone=clone, console=console, environment=variables, interruption=interruption, python=sys.executable
        )
    if command == "services":
        return running.run_services(clone=clone, console=console, environment=variables, interruption=interruption)
    if command == "test":
        run, program = testing.run_tests, [sys.executable, "-m", "pytest", *rest]
    elif rest:
        run, program = testing.run_with_databases, rest
    else:
        raise StartupFailure("with-services needs a command: python -m cms.startup with-services -- COMMAND")
    return run(clone=clone, console=console, environment=variables, interruption=interruption, command=program)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
