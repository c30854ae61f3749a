"""Examples of files in the OpenAPI document: the event of ``api.examples`` as each format writes it."""

from typing import Any, Final

from api.examples import EVENT_DETAIL

_PAGE: Final = f"https://app.example/events/{EVENT_DETAIL['id']}"
_DATE: Final = EVENT_DETAIL["dates"][0]["id"]

CALENDAR_FILE: Final = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Jezkazgan Connect//Events//RU\r\n"
    "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\n"
    "SUMMARY:Концерт у фонтана\r\n"
    "DTSTART:20261128T140000Z\r\n"
    "DTEND:20261128T160000Z\r\n"
    "DTSTAMP:20261112T090000Z\r\n"
    f"UID:{EVENT_DETAIL['id']}-{_DATE[:-3]}\r\n {_DATE[-3:]}-20261128T140000Z\r\n"
    "CATEGORIES:concerts,музыка,оркестр\r\n"
    "DESCRIPTION:бесплатно\\nГородской духовой орке\r\n стр играет вальсы и музыку из кино.\r\n"
    "GEO:47.7891;67.7102\r\n"
    "LOCATION:Городской парк\\, ул. Сатпаева\\, 1\r\n"
    "STATUS:CONFIRMED\r\n"
    f"URL:{_PAGE}\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
RSS_FILE: Final = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<rss version="2.0"><channel><title>Jezkazgan Connect</title><link>https://app.example</link>'
    "<description>События города</description><item><title>Концерт у фонтана</title>"
    f'<link>{_PAGE}</link><guid isPermaLink="false">{EVENT_DETAIL["id"]}</guid>'
    "<pubDate>Thu, 12 Nov 2026 09:00:00 +0000</pubDate>"
    "<category>concerts</category><category>музыка</category><category>оркестр</category>"
    "<description>суббота, 28 ноября, 19:00–21:00\nГородской парк\nбесплатно\n"
    "Городской духовой оркестр играет вальсы и музыку из кино.</description></item></channel></rss>"
)
CSV_FILE: Final = (
    "\ufeffid,slug,title,category,date,endDate,dateText,status,statusText,location,address,price,maxPrice,isFree,priceText,"
    "ageLabel,latitude,longitude,isOnline,city,business,tags,url\r\n"
    f"{EVENT_DETAIL['id']},koncert-u-fontana,Концерт у фонтана,concerts,2026-11-28T14:00:00Z,2026-11-28T16:00:00Z,"
    '"суббота, 28 ноября, 19:00–21:00",scheduled,,Городской парк,"ул. Сатпаева, 1",,,true,бесплатно,6+,47.7891,67.7102,'
    f'false,jezkazgan,Дворец культуры,"музыка, оркестр",{_PAGE}\r\n'
)
LINKED_DATA_FILE: Final[dict[str, Any]] = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "Event",
            "@id": f"{_PAGE}#{_DATE}-2026-11-28T14:00:00Z",
            "name": "Концерт у фонтана",
            "description": EVENT_DETAIL["description"],
            "url": _PAGE,
            "image": EVENT_DETAIL["image"],
            "startDate": "2026-11-28T14:00:00Z",
            "endDate": "2026-11-28T16:00:00Z",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "inLanguage": ["ru", "kk"],
            "isAccessibleForFree": True,
            "location": {
                "@type": "Place",
                "name": "Городской парк",
                "address": {
                    "@type": "PostalAddress",
                    "addressCountry": "KZ",
                    "addressLocality": "Жезказган",
                    "streetAddress": "ул. Сатпаева, 1",
                },
                "geo": {"@type": "GeoCoordinates", "latitude": 47.7891, "longitude": 67.7102},
            },
            "organizer": {
                "@type": "Organization",
                "name": "Дворец культуры",
                "url": f"https://city.example/api/v1/businesses/{EVENT_DETAIL['businessId']}",
            },
            "offers": {
                "@type": "Offer",
                "price": 0,
                "priceCurrency": "KZT",
                "url": _PAGE,
                "availability": "https://schema.org/InStock",
            },
        }
    ],
}
SITEMAP_FILE: Final = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
    "<loc>https://city.example/api/v1/sitemap?page=1</loc></sitemap></sitemapindex>"
)
