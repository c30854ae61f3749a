"""Expected failures of starting: each is one sentence for the developer that says what to do."""

import errno
from pathlib import Path
from typing import Final


class StartupFailure(Exception):
    """Something outside the program prevents the start; the message tells what to do about it."""


class Interrupted(Exception):
    """The developer pressed Ctrl-C (or SIGTERM came) while something was being started."""


_LOG_EXPLANATIONS: Final = (
    ("No space left on device", "the disk that holds {folder} is full: free some space and start again"),
    ("Disk quota exceeded", "the disk quota for {folder} is used up: free some space and start again"),
    ("Read-only file system", "{folder} is on a read-only disk: move the clone to a writable one"),
    (
        "could not map anonymous shared memory",
        "there is not enough memory: close other programs, or raise the memory limit, and start again",
    ),
    (
        "pre-existing shared memory block",
        "processes of an earlier start still use {folder}: wait a moment and start again, or run `make stop`",
    ),
    (
        "database files are incompatible with server",
        "{folder} was written by another version of PostgreSQL: run `make reset` to start with empty data",
    ),
    (
        "could not look up effective user ID",
        "this system has no user name for the user id you run as; add one to /etc/passwd or set DATABASE_URL",
    ),
)


def explain_output(*, output: str, folder: Path) -> str | None:
    """Return the sentence for the first known trouble in a program's output, None when there is none."""
    for needle, sentence in _LOG_EXPLANATIONS:
        if needle in output:
            return sentence.format(folder=folder)
    return None


def explain_os_error(error: OSError) -> str:
    """Return a sentence for an operating system error: what happened, where, and what to do."""
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"the disk is full{place}: free some space and start again"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"no permission{place}: start as the user it belongs to, or remove it"
    if error.errno == errno.EROFS:
        return f"the disk is read-only{place}: move the clone to a writable one"
    return f"{error.strerror or error}{place}"
