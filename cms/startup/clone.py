"""One clone of the project: where its files are and the identity by which its processes are recognised."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_RECORD: Final = "clone.json"


@dataclass(frozen=True, kw_only=True)
class Clone:
    """A clone at ``root`` that keeps everything it makes while running under ``var``.

    ``identity`` is random and stays with the clone when it is moved; a copy of the clone gets its own.
    """

    root: Path
    var: Path
    identity: str

    @classmethod
    def open(cls, root: Path) -> "Clone":
        """Return the clone at ``root``, creating ``var/`` and the identity on first use."""
        root = root.resolve()
        var = root / "var"
        var.mkdir(parents=True, exist_ok=True)
        (var / "log").mkdir(exist_ok=True)
        return cls(root=root, var=var, identity=_identity(var=var))

    def log(self, name: str) -> Path:
        """Return the log file of the part called ``name``."""
        return self.var / "log" / f"{name}.log"


def _identity(*, var: Path) -> str:
    """Return the recorded identity, or a new one where ``var`` was copied from another clone.

    A moved folder keeps its inode, a folder on a re-mounted disk keeps its path, a copy keeps neither.
    """
    status = var.stat()
    here: dict[str, object] = {"path": str(var), "inode": [status.st_dev, status.st_ino]}
    record = var / _RECORD
    try:
        found = json.loads(record.read_text())
        identity = str(found["identity"])
        is_ours = found["path"] == here["path"] or found["inode"] == here["inode"]
        is_current = all(found[key] == value for key, value in here.items())
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        identity, is_ours, is_current = "", False, False
    if not is_ours or not identity.isalnum():
        identity, is_current = secrets.token_hex(6), False
    if not is_current:
        replace_text(path=record, text=json.dumps({"identity": identity, **here}))
    return identity


def replace_text(*, path: Path, text: str, mode: int = 0o644) -> None:
    """Write ``text`` to ``path`` in one step, so that a reader never sees half of it."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        temporary.touch(mode=mode, exist_ok=False)
        temporary.write_text(text)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
