import shutil
from pathlib import Path

from cms.startup.clone import Clone


def test_identity_stays_when_the_clone_is_opened_again(tmp_path: Path) -> None:
    first = Clone.open(tmp_path)

    assert Clone.open(tmp_path) == first
    assert len(first.identity) == 12


def test_a_moved_clone_keeps_its_identity(tmp_path: Path) -> None:
    first = Clone.open(tmp_path / "before")
    (tmp_path / "before").rename(tmp_path / "after")

    moved = Clone.open(tmp_path / "after")

    assert moved.identity == first.identity
    # The record follows, so that the next move is recognised as well.
    (tmp_path / "after").rename(tmp_path / "later")
    assert Clone.open(tmp_path / "later").identity == first.identity


def test_a_copied_clone_gets_an_identity_of_its_own_and_the_original_keeps_its(tmp_path: Path) -> None:
    first = Clone.open(tmp_path / "original")
    shutil.copytree(tmp_path / "original", tmp_path / "copy")

    assert Clone.open(tmp_path / "copy").identity != first.identity
    assert Clone.open(tmp_path / "original").identity == first.identity


def test_a_damaged_record_is_replaced(tmp_path: Path) -> None:
    Clone.open(tmp_path)
    record = tmp_path / "var" / "clone.json"
    record.write_text('{"identity": "../../etc", "path": "' + str(tmp_path / "var") + '", "inode": []}')

    found = Clone.open(tmp_path)

    assert found.identity.isalnum()
    assert Clone.open(tmp_path) == found
