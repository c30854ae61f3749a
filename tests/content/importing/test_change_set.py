"""What the source said, what it says and what the draft holds."""

from content.importing.change_set import ChangeSet, Conflict, changes_between, content_hash


def compare(said: object, said_before: object, current: object) -> ChangeSet:
    return changes_between(said={"title": said}, said_before={"title": said_before}, current={"title": current})


def test_what_the_source_changed_is_applied_where_the_draft_is_still_its_own() -> None:
    found = compare("новое", "старое", "старое")
    assert (found.changes, found.conflicts, found.remembered) == ({"title": "новое"}, (), {"title": "новое"})


def test_what_an_editor_changed_is_a_conflict_and_stays() -> None:
    found = compare("новое", "старое", "правка")
    assert found.changes == {}
    assert found.conflicts == (Conflict(field="title", source_value="новое", draft_value="правка"),)
    assert (found.remembered, found.edited) == ({"title": "старое"}, {"title"})


def test_a_source_that_repeats_itself_leaves_an_edited_field_alone() -> None:
    found = compare("старое", "старое", "правка")
    assert (found.changes, found.conflicts, found.edited) == ({}, (), {"title"})


def test_a_source_that_comes_to_the_editors_view_owns_the_field_again() -> None:
    found = compare("правка", "старое", "правка")
    assert (found.changes, found.conflicts, found.remembered) == ({}, (), {"title": "правка"})


def test_a_silent_source_erases_nothing() -> None:
    for silence in ("", None, [], {}):
        assert compare(silence, "старое", "старое").changes == {}
        assert compare(silence, "старое", "правка").conflicts == ()


def test_what_an_editor_emptied_is_not_filled_again() -> None:
    assert compare("старое", "старое", "").changes == {}
    assert [conflict.field for conflict in compare("новое", "старое", "").conflicts] == ["title"]


def test_a_field_that_is_new_to_the_record_fills_only_an_empty_place() -> None:
    empty = changes_between(said={"age": 6}, said_before={}, current={"age": None})
    filled = changes_between(said={"age": 6}, said_before={}, current={"age": 12})
    assert empty.changes == {"age": 6}
    assert [conflict.field for conflict in filled.conflicts] == ["age"]


def test_zero_is_a_value() -> None:
    assert compare(0, 6, 6).changes == {"title": 0}


def test_a_field_that_drafts_have_no_place_for_is_compared_with_what_was_remembered() -> None:
    found = changes_between(said={"image": "b"}, said_before={"image": "a"}, current={})
    assert (found.changes, found.remembered) == ({"image": "b"}, {"image": "b"})


def test_the_hash_covers_every_value_and_no_order() -> None:
    assert content_hash({"a": 1, "b": [2]}) == content_hash({"b": [2], "a": 1})
    assert content_hash({"a": 1}) != content_hash({"a": 2})
