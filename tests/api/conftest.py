"""What the tests of the API share: a caller without cookies, a town full of content, and the schema of answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from api.schema import openapi_document
from content.kinds import get_kind
from content.models import City, CityPhoto
from content.projections import project_all
from content.renditions import make
from directory.models import Business, BusinessPicture, BusinessStanding
from events.models import Event, EventDate
from promos.models import Promotion
from tests.api.roads import Road
from tests.factories import a_business, a_category, a_city, a_promotion, an_event, an_image


class Caller:
    """Asks the API as a browser of the frontend does."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def __call__(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(f"/api/v1{path}", query or {}, headers=named)

    def json(self, path: str, **query: Any) -> Any:
        response = self(path, query)
        assert response.status_code == 200, (response.status_code, response.content[:500])
        return orjson.loads(response.content)

    def ids(self, path: str, **query: Any) -> list[str]:
        return [item["id"] for item in self.json(path, **query)]


@pytest.fixture
def call() -> Caller:
    return Caller()


class ShortCaller(Caller):
    """Asks as the web server does: what the short road takes goes over it, twice where answers are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.road = Road()

    def __call__(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        if "authorization" in headers or not path:
            return super().__call__(path, query, **headers)
        path, _, text = path.partition("?")
        for _round in range(1 if self.road.application.cache is None else 2):
            told = self.road(path, query or quote(text, safe="=&%+"), **headers)
        return HttpResponse(told.body, status=told.status, headers=dict(told.headers))


@pytest.fixture(params=["whole site", "short road", "kept answers"])
def each_road(request: pytest.FixtureRequest, settings: Any) -> Caller:
    """Ask over the middleware of the whole site, over the short road, and for answers that are kept."""
    settings.API_RESPONSE_CACHE = request.param == "kept answers"
    return Caller() if request.param == "whole site" else ShortCaller()


Check = Callable[[str, Any], None]


@pytest.fixture(scope="session")
def fits() -> Check:
    """Hold an answer against a component of the OpenAPI document; no key may be missing or unknown."""
    document = openapi_document()

    def check(name: str, value: Any) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(value)
        known = set(document["components"]["schemas"][name]["properties"])
        assert set(value) <= known, set(value) - known

    return check


def problem_of(response: HttpResponse) -> dict[str, Any]:
    """Return the body of a refusal after checking what every refusal has."""
    body: dict[str, Any] = orjson.loads(response.content)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert body["status"] == response.status_code
    assert isinstance(body["error"], str)
    assert body["error"]
    assert body["message"] == body["error"]
    assert response.headers["Cache-Control"] == "no-store"
    return body


@dataclass(frozen=True, kw_only=True)
class Town:
    """A city with one published entry of each kind, every text and picture filled in."""

    city: City
    photo: CityPhoto
    business: Business
    event: Event
    promotion: Promotion

    @property
    def addresses(self) -> list[str]:
        """Every read that answers JSON, for this town."""
        return [
            "/cities",
            f"/cities/{self.city.slug}",
            f"/cities/{self.city.slug}/photos",
            "/events",
            "/events/categories",
            f"/events/{self.event.public_id}",
            f"/events/{self.event.slug}",
            "/events/facets",
            "/events/calendar",
            f"/events/{self.event.public_id}/similar",
            "/businesses",
            f"/businesses/{self.business.public_id}",
            "/promotions",
            f"/promotions/{self.promotion.public_id}",
            "/categories",
            "/search?q=кофе",
            "/search/suggest?q=коф",
            "/changes",
            "/openapi.json",
        ]


@pytest.fixture
def town(db: None, settings: Any) -> Town:
    settings.SEARCH_ENGINE = "postgres"
    city = a_city(region_ru="Улытауская область", population=90000, latitude="47.78", longitude="67.71")
    picture = an_image("Площадь", alt_ru="Площадь вечером", credit="А. Серикбаева", is_ai_generated=True)
    make(picture)
    business = a_business(
        city=city,
        title_kk="«Арома» кафесі",
        description_ru="<p>Кофе и <b>выпечка</b>.</p>",
        address_ru="пр. Алашахана, 12",
        phones=["+77102765432"],
        telegram="aroma_zhez",
        opening_hours={
            "week": {"mon": [["09:00", "13:00"], ["14:00", "18:00"]], "fri": [["18:00", "02:00"]], "sun": []},
            "holidays": [],
            "exceptions": [{"first": "2126-12-31", "last": "2127-01-02", "hours": [], "note_ru": "Новый год"}],
        },
        gallery=[BusinessPicture(image=picture, caption_ru="Зал")],
        cover=picture,
        logo=picture,
    )
    BusinessStanding.objects.create(business=business, verified_at=timezone.now(), tier="lite")
    event = an_event(
        city=city,
        title_kk="Субұрқақ жанындағы концерт",
        description_ru="<p>Оркестр и кофе.</p>",
        description_kk="<p>Оркестр және кофе.</p>",
        address_ru="ул. Сатпаева, 1",
        cover=picture,
        organiser=business,
        price_kind="range",
        price_min=1500,
        price_max=4000,
        age_limit=6,
        latitude="47.79",
        longitude="67.71",
    )
    promotion = a_promotion(
        business=business,
        cover=picture,
        conditions_ru="По будням.",
        weekdays=[0, 1, 2, 3, 4],
        time_from=time(12),
        time_until=time(16),
        code="AROMA2",
        usage_limit=100,
    )
    photo = CityPhoto.objects.create(city=city, image=picture, title_ru="Площадь", position=1)
    return Town(city=city, photo=photo, business=business, event=event, promotion=promotion)


def many(kind: str, count: int) -> None:
    """Publish many entries of a kind at once, past the workbench but through the projection."""
    city, now = a_city(), timezone.now()
    shared = {"city": city, "live": True, "created_at": now, "first_published_at": now}
    names = [f"{kind} {number:04}" for number in range(count)]
    slugs = [f"{kind}-{number}" for number in range(count)]
    if kind == "event":
        category = a_category("concerts")
        rows = [
            Event(title_ru=name, slug=slug, category=category, place_ru="Парк", **shared)
            for name, slug in zip(names, slugs, strict=True)
        ]
        Event.objects.bulk_create(rows)
        EventDate.objects.bulk_create(
            EventDate(event=row, starts_at=now + timedelta(days=1, minutes=number)) for number, row in enumerate(rows)
        )
    elif kind == "business":
        category = a_category("cafes", "business")
        Business.objects.bulk_create(
            Business(title_ru=name, slug=slug, category=category, **shared)
            for name, slug in zip(names, slugs, strict=True)
        )
    else:
        business = Business.objects.first() or a_business()
        valid = {"valid_from": now - timedelta(days=1), "valid_until": now + timedelta(days=9)}
        Promotion.objects.bulk_create(
            Promotion(title_ru=name, slug=slug, business=business, **valid, **shared)
            for name, slug in zip(names, slugs, strict=True)
        )
    project_all(get_kind(kind), now=now)


def on(day: int, hour: int = 12, *, month: int = 6) -> datetime:
    """Return a moment of next year (UTC), so that tests of dates hold on any day."""
    return datetime(timezone.now().year + 1, month, day, hour, tzinfo=UTC)
