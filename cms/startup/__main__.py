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


def main(arguments: list[str]) -> int:
    """Carry out one command and return the exit status; expected failures become one sentence."""
    options = _parser().parse_args(arguments)
    try:
        return _carry_out(options)
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
    test = commands.add_parser("test", help="run pytest with databases of its own")
    test.add_argument("arguments", nargs=argparse.REMAINDER, help="arguments of pytest")
    wrapped = commands.add_parser("with-services", help="run a command with the databases of the tests")
    wrapped.add_argument("arguments", nargs=argparse.REMAINDER, metavar="-- COMMAND")
    return parser


def _carry_out(options: argparse.Namespace) -> int:
    clone, console, interruption = Clone.open(_ROOT), Console(), Interruption()
    if options.command in {"stop", "status", "reset"}:
        action = {"stop": control.stop, "status": control.status, "reset": control.reset}[options.command]
        return action(clone=clone, console=console)
    is_real = options.command in {"run", "services"}
    variables = environment.read(root=clone.root, environment=os.environ, with_file=is_real)
    interruption.listen()
    if options.command == "run":
        return running.run_site(
            clone=clone,
            console=console,
            environment=variables,
            interruption=interruption,
            python=sys.executable,
        )
    if options.command == "services":
        return running.run_services(clone=clone, console=console, environment=variables, interruption=interruption)
    rest = [*options.arguments]
    if rest[:1] == ["--"]:
        rest = rest[1:]
    if options.command == "test":
        command = [sys.executable, "-m", "pytest", *rest]
        run = testing.run_tests
    else:
        if not rest:
            raise StartupFailure("with-services needs a command: python -m cms.startup with-services -- COMMAND")
        command, run = rest, testing.run_with_databases
    return run(clone=clone, console=console, environment=variables, interruption=interruption, command=command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
