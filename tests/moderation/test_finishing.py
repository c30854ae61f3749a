import pytest
from django.core.exceptions import PermissionDenied

from moderation.finishing import finish, finishing_with


def test_a_workflow_publishes_what_its_decision_says_and_nothing_outside_one() -> None:
    published: list[str] = []
    with finishing_with(lambda: published.append("выбранное")):
        finish(object())
    assert published == ["выбранное"]
    with pytest.raises(PermissionDenied):
        finish(object(), user=object())
    assert published == ["выбранное"]


def test_a_failed_decision_leaves_nothing_behind() -> None:
    with pytest.raises(RuntimeError), finishing_with(lambda: None):
        raise RuntimeError
    with pytest.raises(PermissionDenied):
        finish(object())
