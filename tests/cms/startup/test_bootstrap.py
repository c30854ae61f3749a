"""Making the environment, with a lock that names no package: nothing is downloaded."""

import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[3]


def bootstrap(root: Path) -> subprocess.CompletedProcess[str]:
    script = root / "cms" / "startup" / "bootstrap.py"
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", str(script)], capture_output=True, text=True, check=False
    )


def test_the_environment_is_made_once_and_again_after_a_move(tmp_path: Path) -> None:
    root = tmp_path / "clone with spaces"
    (root / "cms" / "startup").mkdir(parents=True)
    shutil.copy(PROJECT / "cms" / "startup" / "bootstrap.py", root / "cms" / "startup")
    (root / "requirements.lock").write_text("# nothing\n")

    first = bootstrap(root)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("Environment: making .venv with Python 3.")
    python = root / ".venv" / "bin" / "python"
    done = subprocess.run([python, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == str(root / ".venv")

    second = bootstrap(root)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")

    (root / "requirements.lock").write_text("# nothing, but different\n")
    assert bootstrap(root).stdout.startswith("Environment: requirements.lock has changed, updating .venv")

    moved = tmp_path / "moved"
    root.rename(moved)
    again = bootstrap(moved)
    assert again.stdout.startswith("Environment: making .venv with Python 3.")
    assert bootstrap(moved).stdout == ""


def test_a_package_that_cannot_be_had_is_explained(tmp_path: Path) -> None:
    root = tmp_path
    (root / "cms" / "startup").mkdir(parents=True)
    shutil.copy(PROJECT / "cms" / "startup" / "bootstrap.py", root / "cms" / "startup")
    (root / "requirements.lock").write_text("no-hash-given==1.0\n")

    refused = bootstrap(root)

    assert refused.returncode == 1
    assert refused.stderr.startswith("Cannot go on: the packages could not be installed; is there a network?")
    assert not (root / ".venv" / "made-from.json").exists()
