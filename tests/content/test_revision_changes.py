from content.revision_changes import Changes, FieldChange, RowChange, changes_between

DATE = {"pk": 1, "key": "a", "event": 5, "starts_at": "2026-03-07T14:00:00Z", "ends_at": None}


def test_equal_versions_have_no_changes() -> None:
    version = {"title_ru": "Концерт", "dates": [DATE], "tags": []}
    assert changes_between(version, {**version, "dates": [{**DATE, "pk": 9}]}) == Changes()
    assert not changes_between(version, dict(version))


def test_bookkeeping_and_nothing_for_nothing_are_no_changes() -> None:
    before = {"pk": 1, "live": False, "latest_revision": 3, "title_kk": None}
    assert not changes_between(before, {"pk": 2, "live": True, "latest_revision": 4, "title_kk": ""})


def test_a_changed_field_has_both_values() -> None:
    changes = changes_between({"title_ru": "Было", "age_limit": 6}, {"title_ru": "Стало", "age_limit": 6})
    assert changes == Changes(fields=(FieldChange(field="title_ru", before="Было", after="Стало"),))


def test_a_field_that_one_version_does_not_know_counts_when_it_says_something() -> None:
    changes = changes_between({"old": "x", "empty": ""}, {"new": 1})
    assert changes.fields == (
        FieldChange(field="new", before=None, after=1),
        FieldChange(field="old", before="x", after=None),
    )


def test_without_an_earlier_version_everything_filled_in_changed() -> None:
    changes = changes_between(None, {"title_ru": "Новое", "title_kk": "", "dates": [DATE]})
    assert changes == Changes(
        fields=(FieldChange(field="title_ru", before=None, after="Новое"),),
        rows=(
            RowChange(relation="dates", key="a", before=None, after={"event": 5, "starts_at": "2026-03-07T14:00:00Z"}),
        ),
    )


def test_rows_are_matched_by_key_whatever_their_number_and_order() -> None:
    other = {**DATE, "pk": 2, "key": "b", "starts_at": "2026-03-08T14:00:00Z"}
    later = {**DATE, "pk": 7, "starts_at": "2026-03-07T15:00:00Z"}
    changes = changes_between({"dates": [DATE, other]}, {"dates": [other, later]})
    assert changes.rows == (
        RowChange(
            relation="dates",
            key="a",
            before={"starts_at": "2026-03-07T14:00:00Z"},
            after={"starts_at": "2026-03-07T15:00:00Z"},
        ),
    )


def test_a_removed_row_says_what_it_said() -> None:
    changes = changes_between({"dates": [DATE]}, {"dates": []})
    expected = {"event": 5, "starts_at": "2026-03-07T14:00:00Z"}
    assert changes.rows == (RowChange(relation="dates", key="a", before=expected, after=None),)


def test_rows_without_a_key_are_added_and_removed() -> None:
    before = {"tagged_items": [{"pk": 1, "tag": 3}, {"pk": 2, "tag": 4}]}
    after = {"tagged_items": [{"pk": 8, "tag": 4}, {"pk": 9, "tag": 5}]}
    found = [(row.before, row.after) for row in changes_between(before, after).rows]
    assert found == [(None, {"tag": 5}), ({"tag": 3}, None)]


def test_the_same_thing_said_twice_is_two_rows() -> None:
    twice = {"tagged_items": [{"pk": 1, "tag": 3}, {"pk": 2, "tag": 3}]}
    assert len(changes_between({"tagged_items": [{"pk": 1, "tag": 3}]}, twice).rows) == 1


def test_keys_of_paragraphs_and_empty_paragraphs_are_no_changes() -> None:
    before = {"description_ru": "", "description_kk": '<p data-block-key="a1">Сәлем</p>'}
    after = {"description_ru": '<p data-block-key="x2"></p>', "description_kk": '<p data-block-key="b7">Сәлем</p>'}
    assert not changes_between(before, after)
    assert changes_between(before, {**after, "description_ru": '<p data-block-key="x2">Новое</p>'})


def test_a_list_of_plain_values_is_a_field() -> None:
    changes = changes_between({"languages": ["ru"]}, {"languages": ["ru", "kk"]})
    assert changes.fields == (FieldChange(field="languages", before=["ru"], after=["ru", "kk"]),)
