"""Makes ``.venv`` from ``requirements.lock``; run by the system's Python before anything is installed.

A stamp in the environment tells what it was made from. When the lock, the clone's path or the Python changes, the
environment is brought up to date or made anew. Uses the standard library only and imports nothing of the project.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

LEAST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "made-from.json"
SIGN_OF_LIFE_SECONDS = 5.0
# Packages that a new environment has without being in the lock.
OWN_PACKAGES = frozenset({"pip", "setuptools", "wheel"})


def main() -> int:
    """Make the environment where it is missing or out of date; return the exit status."""
    wanted = wanted_stamp()
    if read_stamp() == wanted and (VENV / "bin" / "python").exists():
        return 0
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return refuse("Python's venv module is missing: on Debian and Ubuntu run `apt-get install python3-venv`")
    try:
        (ROOT / "var").mkdir(exist_ok=True)
        with (ROOT / "var" / "environment.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # Another make may have done the work while this one waited.
            return 0 if read_stamp() == wanted else make(wanted)
    except OSError as error:
        return refuse(f"the environment could not be made: {error}")


def wanted_stamp() -> dict[str, str]:
    """Return what the environment should be made from."""
    return {
        "lock": hashlib.sha256(LOCK.read_bytes()).hexdigest(),
        "path": str(ROOT),
        "python": f"{sys.base_prefix} {sys.version}",
    }


def read_stamp() -> dict[str, str] | None:
    """Return what the environment was made from, or None."""
    try:
        found = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def make(wanted: dict[str, str]) -> int:
    """Make the environment, or bring it up to date when only the lock differs; return the exit status."""
    started = time.monotonic()
    found = read_stamp()
    is_update = found is not None and all(found.get(key) == wanted[key] for key in ("path", "python"))
    STAMP.unlink(missing_ok=True)
    if is_update and (VENV / "bin" / "python").exists():
        say("Environment: requirements.lock has changed, updating .venv")
    else:
        say(f"Environment: making .venv with Python {sys.version.split()[0]} (once, about a minute)")
        shutil.rmtree(VENV, ignore_errors=True)
        # Called from inside an environment, the Python that it was made with is meant.
        python = getattr(sys, "_base_executable", sys.executable)
        made = subprocess.run([python, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
        if made.returncode != 0:
            return refuse(f"`python -m venv` failed:\n{made.stdout}{made.stderr}")
    status = install()
    if status != 0:
        return status
    STAMP.write_text(json.dumps(wanted))
    say(f"Environment: ready ({time.monotonic() - started:.0f} s)")
    return 0


def install() -> int:
    """Install exactly what the lock names, with progress; return the exit status."""
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    options = ["--require-hashes", "--no-deps", "--prefer-binary", "--no-compile", "--progress-bar", "off"]
    total = len(locked_names())
    process = subprocess.Popen(
        [*pip, "install", *options, "-r", str(LOCK)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    lines: list[str] = []
    count, shown = 0, time.monotonic()
    for line in process.stdout or ():
        lines.append(line)
        is_last = line.startswith("Installing collected")
        count += line.startswith(("Collecting ", "Requirement already satisfied"))
        if is_last or time.monotonic() - shown > SIGN_OF_LIFE_SECONDS:
            shown = time.monotonic()
            say("  unpacking the packages …" if is_last else f"  package {count} of about {total} …")
    if process.wait() != 0:
        return refuse_install("".join(lines))
    if needless := surplus():
        subprocess.run([*pip, "uninstall", "--yes", "--quiet", *needless], check=False)
    say("  compiling the packages …")
    compiling = [str(VENV / "bin" / "python"), "-m", "compileall", "-q", "-j", "0", str(VENV / "lib")]
    # Some packages carry templates that are no valid Python; they are none of our business.
    subprocess.run(compiling, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return 0


def locked_names() -> set[str]:
    """Return the normalised names of the packages in the lock."""
    found = re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==", LOCK.read_text(), flags=re.MULTILINE)
    return {normal(name) for name in found}


def surplus() -> list[str]:
    """Return the installed packages that the lock no longer names."""
    folders = VENV.glob("lib/python*/site-packages/*.dist-info")
    installed = {normal(folder.name.split("-")[0]) for folder in folders}
    return sorted(installed - locked_names() - OWN_PACKAGES)


def normal(name: str) -> str:
    """Return a package name in the form that makes equal names equal."""
    return re.sub(r"[-_.]+", "-", name).lower()


def refuse_install(output: str) -> int:
    """Explain why pip failed and return the exit status."""
    if "No space left on device" in output:
        return refuse("the disk is full: free some space and run make again")
    last = "\n".join(output.strip().splitlines()[-8:])
    return refuse(f"the packages could not be installed; is there a network? Run make again.\n{last}")


def refuse(sentence: str) -> int:
    """Print why nothing can go on and return the exit status."""
    sys.stderr.write(f"Cannot go on: {sentence}\n")
    return 1


def say(text: str) -> None:
    """Print one line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.version_info < LEAST_PYTHON:
        sys.exit(refuse(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}"))
    os.chdir(ROOT)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
