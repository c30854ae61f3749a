"""Examples in the OpenAPI document; a test holds them against the schema."""

from typing import Any, Final

from language.ai_labels import AI_BADGES, AI_LABELS

_CITY_ID: Final = "7b0c6a52-4b1e-4b7e-9a55-0d4f6a1c2e01"
_BUSINESS_ID: Final = "2f6b1c0e-8f0d-4c55-8a57-5b8f4f0f7a11"
_MEDIA: Final = "https://city.example/media/images"

_CITY_BRIEF: Final = {"id": _CITY_ID, "name": "Жезказган", "slug": "jezkazgan"}


def _run(text: str, **look: Any) -> dict[str, Any]:
    return {"type": "text", "text": text, "isBold": False, "isItalic": False, "href": None, **look}


CITY: Final[dict[str, Any]] = {
    **_CITY_BRIEF,
    "nameKz": "Жезқазған",
    "region": "Улытауская область",
    "population": 90000,
    "isActive": True,
    "timeZone": "Asia/Almaty",
    "latitude": 47.7833,
    "longitude": 67.7667,
    "createdAt": "2026-01-15T06:00:00Z",
}
CITY_PHOTOS: Final[dict[str, Any]] = {
    "photos": [
        {
            "id": "b1a0f4e6-2a63-4f5e-8a6e-6b8f0c9d1e21",
            "title": "Набережная Кенгирского водохранилища",
            "imageUrl": f"{_MEDIA}/kengir.max-1600x1600.format-webp.webp",
            "position": 0,
            "alt": "Люди гуляют у воды на закате",
            "credit": "А. Серикбаева",
            "licence": "CC BY 4.0",
            "isAiGenerated": False,
            "aiLabel": None,
            "aiLabels": None,
            "aiBadges": None,
        }
    ],
    "city": CITY,
}

_VENUE: Final = {
    "id": "9e4a2b7d-3c51-4f8e-b6a0-1d2c3e4f5a61",
    "kind": "venue",
    "name": "Городской парк",
    "address": "ул. Сатпаева, 1",
}
EVENT: Final[dict[str, Any]] = {
    "id": "5d1a7c3e-9f42-4f0b-8e0a-3c1f2b4d5e66",
    "slug": "koncert-u-fontana",
    "title": "Концерт у фонтана",
    "description": "Городской духовой оркестр играет вальсы и музыку из кино.",
    "category": "concerts",
    "image": f"{_MEDIA}/fontan.fill-800x450.format-webp.webp",
    "imageAiLabel": AI_LABELS["ru"],
    "date": "2026-11-28T14:00:00Z",
    "endDate": "2026-11-28T16:00:00Z",
    "time": "19:00",
    "dateText": "суббота, 28 ноября, 19:00–21:00",
    "status": "scheduled",
    "statusText": "",
    "location": "Городской парк",
    "address": "ул. Сатпаева, 1",
    "price": None,
    "maxPrice": None,
    "isFree": True,
    "priceText": "бесплатно",
    "ageLabel": "6+",
    "isFeatured": True,
    "viewsCount": 120,
    "savesCount": 14,
    "viewCount": 120,
    "saveCount": 14,
    "language": "ru",
    "city": _CITY_BRIEF,
    "business": {
        "id": _BUSINESS_ID,
        "name": "Дворец культуры",
        "logo": f"{_MEDIA}/dk.max-400x400.format-webp.webp",
        "isVerified": True,
        "tier": "lite",
    },
    "venue": _VENUE,
    "isOnline": False,
    "isSoldOut": False,
}
EVENT_DETAIL: Final[dict[str, Any]] = {
    **EVENT,
    "descriptionHtml": (
        "<p>Городской духовой оркестр играет вальсы и музыку из кино.</p><ul><li>Вход <b>свободный</b></li>"
        '<li>Программа на <a href="https://dk.example" rel="noopener nofollow">сайте</a></li></ul>'
    ),
    "descriptionBlocks": [
        {"type": "paragraph", "content": [_run("Городской духовой оркестр играет вальсы и музыку из кино.")]},
        {
            "type": "list",
            "isOrdered": False,
            "items": [
                {"level": 0, "content": [_run("Вход "), _run("свободный", isBold=True)]},
                {"level": 0, "content": [_run("Программа на "), _run("сайте", href="https://dk.example")]},
            ],
        },
    ],
    "titleKz": "Субұрқақ жанындағы концерт",
    "picture": {
        "url": f"{_MEDIA}/fontan.max-1600x1600.format-webp.webp",
        "alt": "Оркестр у фонтана",
        "credit": "Дворец культуры",
        "licence": "",
        "isAiGenerated": True,
        "aiLabel": AI_LABELS["ru"],
        "aiLabels": AI_LABELS,
        "aiBadges": AI_BADGES,
    },
    "organiserName": "Дворец культуры",
    "priceKind": "free",
    "ageLimit": 6,
    "latitude": 47.7891,
    "longitude": 67.7102,
    "websiteUrl": None,
    "ticketUrl": None,
    "tags": ["музыка", "оркестр"],
    "dates": [
        {
            "id": "c0ffee00-5a1b-4d3c-8e7f-90a1b2c3d4e5",
            "date": "2026-11-28T14:00:00Z",
            "endDate": "2026-11-28T16:00:00Z",
            "day": "2026-11-28",
            "isAllDay": False,
            "dateText": "суббота, 28 ноября, 19:00–21:00",
            "status": "scheduled",
            "statusText": "",
            "reason": None,
            "previousDate": None,
            "isOnline": False,
            "onlineUrl": None,
            "location": "Городской парк",
            "address": "ул. Сатпаева, 1",
            "venue": _VENUE,
            "price": None,
            "maxPrice": None,
            "isFree": True,
            "priceText": "бесплатно",
        }
    ],
    "runs": [],
    "summary": "Вальсы и музыка из кино под открытым небом.",
    "gallery": [],
    "onlineUrl": None,
    "attendanceMode": "offline",
    "videoUrl": None,
    "capacity": 300,
    "languages": ["ru", "kk"],
    "accessibility": ["wheelchair"],
    "contact": {
        "name": "Дворец культуры",
        "phone": "+77102123456",
        "phoneText": "+7 7102 12 34 56",
        "email": None,
    },
    "featuredUntil": "2026-11-29T19:00:00Z",
    "seo": {
        "title": "Концерт у фонтана",
        "description": "Вальсы и музыка из кино под открытым небом.",
    },
    "cityId": _CITY_ID,
    "businessId": _BUSINESS_ID,
    "creatorId": None,
    "isApproved": True,
    "createdAt": "2026-11-10T08:30:00Z",
    "publishedAt": "2026-11-12T09:00:00Z",
}
EVENT_COUNTS: Final[dict[str, Any]] = {"children": 9, "concerts": 12, "exhibitions": 3}
EVENT_FACETS: Final[dict[str, Any]] = {
    "total": 21,
    "categories": {"concerts": 12, "exhibitions": 9},
    "cities": {"jezkazgan": 21, "satpayev": 4},
    "free": {"false": 15, "true": 6},
    "weekdays": {"5": 7, "6": 14, "7": 11},
}
EVENT_CALENDAR: Final[dict[str, Any]] = {"month": "2026-12", "days": {"2026-12-05": 7, "2026-12-06": 4}}

BUSINESS: Final[dict[str, Any]] = {
    "id": "0c8d7e5f-6a1b-4c2d-9e3f-4a5b6c7d8e99",
    "slug": "kafe-aroma",
    "name": "Кафе «Арома»",
    "description": "Кофе, выпечка и завтраки весь день.",
    "category": "cafes",
    "address": "пр. Алашахана, 12",
    "phone": "+77102765432",
    "phones": ["+77102765432", "+77015550142"],
    "whatsapp": None,
    "instagram": "aroma.zhez",
    "telegram": "aroma_zhez",
    "website": None,
    "logo": f"{_MEDIA}/aroma.max-400x400.format-webp.webp",
    "cover": None,
    "coverAiLabel": None,
    "isVerified": True,
    "tier": "free",
    "latitude": 47.7965,
    "longitude": 67.7144,
    "openState": "open",
    "isOpen": True,
    "openText": "открыто до 22:00",
    "openUntil": "2026-11-25T17:00:00Z",
    "opensAt": None,
    "language": "ru",
    "city": _CITY_BRIEF,
}
_DAILY: Final = [{"opens": "08:00", "closes": "22:00"}]
BUSINESS_DETAIL: Final[dict[str, Any]] = {
    **BUSINESS,
    "descriptionHtml": "<p>Кофе, выпечка и завтраки весь день.</p>",
    "descriptionBlocks": [{"type": "paragraph", "content": [_run("Кофе, выпечка и завтраки весь день.")]}],
    "nameKz": "«Арома» кафесі",
    "picture": None,
    "gallery": [
        {
            "url": f"{_MEDIA}/aroma-zal.max-1600x1600.format-webp.webp",
            "alt": "Зал кафе с большими окнами",
            "credit": "Кафе «Арома»",
            "licence": "",
            "isAiGenerated": False,
            "aiLabel": None,
            "aiLabels": None,
            "aiBadges": None,
            "caption": "Главный зал",
        }
    ],
    "openingHours": {
        "days": [
            {"day": day, "state": "open", "hours": _DAILY, "text": "08:00–22:00"}
            for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        ],
        "lines": ["ежедневно: 08:00–22:00"],
        "holidays": {"state": "as_usual", "hours": [], "text": None},
    },
    "exceptions": [
        {
            "firstDay": "2026-12-31",
            "lastDay": "2027-01-02",
            "state": "closed",
            "hours": [],
            "text": "31 декабря 2026 г. – 2 января 2027 г.: выходной",
            "note": "Новый год",
        }
    ],
    "rating": {"average": 4.7, "count": 32},
    "cityId": _CITY_ID,
    "createdAt": "2026-02-01T05:00:00Z",
    "publishedAt": "2026-02-02T05:00:00Z",
}

PROMOTION: Final[dict[str, Any]] = {
    "id": "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c66",
    "slug": "vtoroj-kofe-v-podarok",
    "title": "Второй кофе в подарок",
    "description": "Каждый второй капучино бесплатно по будням до полудня.",
    "image": None,
    "imageAiLabel": None,
    "discount": "1+1",
    "discountKind": "one_plus_one",
    "discountValue": None,
    "conditions": "Не суммируется с другими акциями.",
    "validFrom": "2026-11-01T00:00:00Z",
    "validUntil": "2026-11-30T19:00:00Z",
    "validText": "1–30 ноября",
    "daysText": "по будням, 08:00–12:00",
    "isActive": True,
    "isPremiumOnly": False,
    "viewsCount": 48,
    "savesCount": 5,
    "language": "ru",
    "createdAt": "2026-10-30T07:00:00Z",
    "businessId": BUSINESS["id"],
    "businessName": BUSINESS["name"],
    "cityId": _CITY_ID,
    "business": {"id": BUSINESS["id"], "name": BUSINESS["name"], "logo": BUSINESS["logo"], "isVerified": True},
    "city": _CITY_BRIEF,
}
PROMOTION_DETAIL: Final[dict[str, Any]] = {
    **PROMOTION,
    "descriptionHtml": "<p>Каждый второй капучино бесплатно по будням до полудня.</p>",
    "descriptionBlocks": [
        {"type": "paragraph", "content": [_run("Каждый второй капучино бесплатно по будням до полудня.")]}
    ],
    "titleKz": "Екінші кофе сыйлыққа",
    "picture": None,
    "publishedAt": "2026-10-30T09:00:00Z",
    "weekdays": [0, 1, 2, 3, 4],
    "timeFrom": "08:00",
    "timeUntil": "12:00",
    "code": "AROMA2",
    "usageLimit": 200,
    "address": BUSINESS["address"],
    "phone": BUSINESS["phone"],
    "phones": BUSINESS["phones"],
    "whatsapp": None,
    "instagram": BUSINESS["instagram"],
    "telegram": BUSINESS["telegram"],
    "website": None,
}

CATEGORIES: Final[dict[str, Any]] = {
    "events": [{"slug": "concerts", "name": "Концерты", "nameKz": "Концерттер", "nameEn": "Concerts", "icon": "music"}],
    "businesses": [{"slug": "cafes", "name": "Кафе", "nameKz": "Кафелер", "nameEn": "Cafés", "icon": "coffee"}],
}

SEARCH: Final[dict[str, Any]] = {
    "query": "rjywthn",
    "interpretedAs": "концерт",
    "filters": {"when": None, "free": None},
    "degraded": False,
    "total": 1,
    "facets": {"kinds": {"event": 1}, "categories": {"concerts": 1}},
    "hits": [{"kind": "event", "id": EVENT["id"], "highlights": {"title": [[0, 7]]}, "item": EVENT}],
}
SUGGESTIONS: Final[dict[str, Any]] = {
    "query": "конц",
    "suggestions": [
        {
            "kind": "category",
            "text": "Концерты",
            "id": None,
            "slug": "concerts",
            "of": "event",
            "highlights": [[0, 4]],
        },
        {
            "kind": "event",
            "text": EVENT["title"],
            "id": EVENT["id"],
            "slug": EVENT["slug"],
            "of": None,
            "highlights": [[0, 4]],
        },
    ],
}
CHANGES: Final[dict[str, Any]] = {
    "changes": [
        {
            "kind": "event",
            "id": EVENT["id"],
            "slug": EVENT["slug"],
            "city": "jezkazgan",
            "action": "upserted",
            "reason": None,
            "mergedInto": None,
            "item": EVENT,
        },
        {
            "kind": "promotion",
            "id": "c3a7e0b4-5d2f-4a1e-9b8c-7f6e5d4c3b21",
            "slug": "kofe-po-utram",
            "city": "jezkazgan",
            "action": "removed",
            "reason": "expired",
            "mergedInto": None,
            "item": None,
        },
    ],
    "cursor": "WzAsODEyMywiYzNhN2UwYjQtNWQyZi00YTFlLTliOGMtN2Y2ZTVkNGMzYjIxIl0",
    "hasMore": False,
}
