import pytest

from moderation.errors import NotAllowedToDecide
from moderation.rules import require_may_decide
from moderation.seen import content_hash

ALLOWED = {
    "by_id": 1,
    "is_moderator": True,
    "submitter_ids": {2, None},
    "assigned_city_ids": frozenset(),
    "entry_city_ids": {7},
}


def test_a_moderator_decides_on_what_others_submitted() -> None:
    assert require_may_decide(**ALLOWED) is None
    assert require_may_decide(**{**ALLOWED, "assigned_city_ids": {7, 8}}) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"is_moderator": False}, "moderation.not_a_moderator"),
        ({"submitter_ids": {1}}, "moderation.own_submission"),
        ({"submitter_ids": {None, 1}}, "moderation.own_submission"),
        ({"assigned_city_ids": {8}}, "moderation.other_city"),
        ({"assigned_city_ids": {7}, "entry_city_ids": {7, 8}}, "moderation.other_city"),
    ],
)
def test_each_refusal_has_its_code(change: dict[str, object], code: str) -> None:
    with pytest.raises(NotAllowedToDecide) as refusal:
        require_may_decide(**{**ALLOWED, **change})
    assert (refusal.value.code, refusal.value.message != "") == (code, True)


def test_the_digest_covers_every_value_and_no_order_of_keys() -> None:
    content = {"title_ru": "Концерт", "dates": [{"key": "a"}, {"key": "b"}], "price": None}
    assert content_hash(dict(reversed(content.items()))) == content_hash(content)
    assert content_hash({**content, "price": 0}) != content_hash(content)
    assert content_hash({**content, "dates": content["dates"][::-1]}) != content_hash(content)
