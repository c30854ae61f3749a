import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import ADMINISTRATORS, EDITORS
from content.kinds import all_kinds
from content.models import Entry
from events.models import Event
from promos.models import Promotion
from tests.content.test_pasted import WORD, state
from tests.factories import a_business, a_promotion, a_user, an_event, an_image
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db
MAKERS = [an_event, a_business, a_promotion]
ALLOWED = {"p", "h3", "h4", "ul", "ol", "li", "b", "i", "a", "br"}
HOSTILE = state(
    {"text": "Заголовок", "type": "header-one"},
    {"text": "сюда", "entityRanges": [{"offset": 0, "length": 4, "key": 0}]},
    {"text": "<script>alert(1)</script>", "inlineStyleRanges": [{"offset": 0, "length": 5, "style": "STRIKETHROUGH"}]},
    {"text": " ", "type": "atomic", "entityRanges": [{"offset": 0, "length": 1, "key": 1}]},
    **{
        "0": {"type": "LINK", "data": {"url": "javascript:alert(1)"}},
        "1": {"type": "IMAGE", "data": {"src": "data:image/png;base64,AAAA"}},
    },
)


def saved(entry: Entry) -> Any:
    return type(entry).objects.get(pk=entry.pk).get_latest_revision_as_object()


def send(entry: Entry, button: str = "", **values: str) -> Any:
    client = signed_in(a_user(ADMINISTRATORS))
    edit = url_of(entry, "edit")
    return client, press(client, edit, {**open_form(client, edit), **values}, button)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("field", ["description_ru", "description_kk"])
@pytest.mark.parametrize("posted", [WORD, HOSTILE])
def test_only_the_small_set_of_tags_is_stored(make: Callable[..., Entry], field: str, posted: str) -> None:
    entry = make(live=False)
    client, response = send(entry, **{field: posted})
    assert response.status_code == 302
    html = getattr(saved(entry), field)
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= ALLOWED
    assert set(re.findall(r' ([a-z-]+)="', html)) <= {"href", "data-block-key"}
    assert html.startswith("<h3")
    assert not re.search(r"javascript:|onclick|<script|style=|class=|data:image|o:p", html.replace("&lt;script", ""))
    page = client.get(url_of(entry, "edit")).content.decode()
    assert "картинки внутри текста не сохранены" in page
    assert ("таблица сохранена обычным текстом" in page) is (posted == WORD)


@pytest.mark.parametrize("make", MAKERS)
def test_plain_words_are_stored_without_a_warning_and_emptiness_as_nothing(make: Callable[..., Entry]) -> None:
    entry = make(live=False)
    client, _response = send(entry, description_ru=state({"text": "Просто"}), description_kk=state({"text": " "}))
    draft = saved(entry)
    assert draft.description_ru == '<p data-block-key="abcde">Просто</p>'
    assert draft.description_kk == ""
    assert "не сохранены" not in client.get(url_of(entry, "edit")).content.decode()


@pytest.mark.parametrize("make", MAKERS)
def test_errors_stand_above_the_form_by_name_with_the_place_to_go_to(make: Callable[..., Entry]) -> None:
    entry = make(live=False)
    image = an_image()
    before = (type(entry).objects.filter(pk=entry.pk).values().get(), entry.revisions.count())
    _client, response = send(
        entry,
        "publish",
        title_ru="",
        seo_title_ru="я" * 71,
        title_kk="Сақталсын",
        cover=str(image.pk),
        description_kk=state({"text": "Мәтін"}),
    )
    errors = {error.anchor: error.label for error in response.context["aids"]["errors"]}
    assert errors == {"id_title_ru": "Название", "id_seo_title_ru": "Заголовок для поисковиков"}
    page = response.content.decode()
    assert 'data-jump="id_title_ru"' in page
    assert response.context["aids"]["completeness"] is None
    # Everything typed and chosen is still there.
    form = response.context["form"]
    assert (form["title_kk"].value(), form["cover"].value()) == ("Сақталсын", str(image.pk))
    assert "Мәтін" in form["description_kk"].value()
    assert len(form["seo_title_ru"].value()) == 71
    assert (type(entry).objects.filter(pk=entry.pk).values().get(), entry.revisions.count()) == before


def test_errors_of_rows_are_numbered_and_the_rows_stay() -> None:
    event = an_event(live=False)
    client = signed_in(a_user(EDITORS))
    edit = url_of(event, "edit")
    data = open_form(client, edit)
    first = {name: value for name, value in data.items() if name.startswith("dates-0-")}
    more = {
        **{name.replace("dates-0-", "dates-1-"): value for name, value in first.items()},
        "dates-1-id": "",
        "dates-1-ORDER": "2",
        "dates-1-starts_at": "2031-05-10 19:00",
        "dates-1-ends_at": "2031-05-10 18:00",
        "dates-TOTAL_FORMS": "2",
    }
    response = press(client, edit, {**data, **more}, "")
    (error,) = response.context["aids"]["errors"]
    assert (error.label, error.anchor) == ("Дата 2: Окончание", "id_dates-1-ends_at")
    assert error.message == "Окончание раньше начала."
    rows = response.context["form"].formsets["dates"].forms
    assert [row["starts_at"].value() for row in rows][1] == "2031-05-10 19:00"
    assert rows[1]["ends_at"].value() == "2031-05-10 18:00"
    assert Event.objects.get().get_latest_revision_as_object().dates.count() == 1


def test_the_period_of_a_promotion_is_named_where_it_is_typed() -> None:
    promotion = a_promotion(live=False)
    _client, response = send(promotion, valid_until="2001-01-01 10:00")
    assert [(error.label, error.anchor) for error in response.context["aids"]["errors"]] == [
        ("Действует до", "id_valid_until")
    ]
    assert response.context["form"]["valid_until"].value() == "2001-01-01 10:00"
    assert Promotion.objects.get().valid_until == promotion.valid_until


@pytest.mark.parametrize("make", MAKERS)
def test_completeness_stands_above_the_form_and_comes_back_with_an_autosave(make: Callable[..., Entry]) -> None:
    entry = make(live=False)
    client = signed_in(a_user(EDITORS))
    edit = url_of(entry, "edit")
    page = client.get(edit).content.decode()
    before = int(re.search(r"Заполнено на (\d+) %", page)[1])
    assert 'data-jump="id_cover"' in page
    data = {**open_form(client, edit), "title_kk": "Қазақша атауы"}
    response = client.post(edit, data, headers={"accept": "application/json"})
    answer = json.loads(response.content)
    assert answer["success"] is True
    assert 'data-w-teleport-target-value="#entry-completeness"' in answer["html"]
    after = int(re.search(r"Заполнено на (\d+) %", answer["html"])[1])
    assert after > before


@pytest.mark.parametrize("make", MAKERS)
def test_the_empty_form_opens_with_what_is_to_be_filled(make: Callable[..., Entry]) -> None:
    model = type(make())
    page = signed_in(a_user(EDITORS)).get(url_of(model, "add")).content.decode()
    assert "для публикации не хватает:" in page
    assert "entry-form-settings" in page


@pytest.mark.parametrize("make", MAKERS)
def test_a_form_asks_as_much_of_the_database_however_much_there_is(make: Callable[..., Entry]) -> None:
    client = signed_in(a_user(EDITORS))
    counts = {}
    for wanted in (1, 3, 20):
        fields: dict[str, Any] = {"cover": an_image(), "live": False}
        if make is an_event:
            fields["dates"] = [row for _number in range(wanted) for row in an_event().dates.all()]
        entry = make(**fields)
        if hasattr(entry, "gallery"):
            picture = type(entry).gallery.rel.related_model
            entry.gallery = [picture(image=an_image(), sort_order=number) for number in range(wanted)]
            entry.save_revision()
        client.get(url_of(entry, "edit"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url_of(entry, "edit")).status_code == 200
        counts[wanted] = len(captured)
    assert len(set(counts.values())) == 1, counts


def test_no_field_stands_twice_in_a_form() -> None:
    for kind in all_kinds():
        handler = kind.model.snippet_viewset.edit_handler.bind_to_model(kind.model)
        names: list[str] = []
        waiting = [handler]
        while waiting:
            panel = waiting.pop()
            # Rows of inline panels have fields of their own.
            waiting += getattr(panel, "children", [])
            names += [panel.field_name] if getattr(panel, "field_name", "") else []
        assert sorted(names) == sorted(set(names)), kind.name
        assert {"seo_title_ru", "seo_title_kk", "seo_description_ru", "seo_description_kk"} <= set(names), kind.name
