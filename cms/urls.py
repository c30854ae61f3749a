"""Where each part of the site lives."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls

from cms.health import healthz, readyz, statusz

urlpatterns = [
    # First: it is asked most.
    path("api/v1/", include("api.urls")),
    path("", RedirectView.as_view(url="/admin/", permanent=False)),
    path("admin/reports/", include("cms.reports")),
    path("admin/", include("cms.closed")),
    path("admin/", include(wagtailadmin_urls)),
    path("healthz", healthz),
    path("readyz", readyz),
    path("statusz", statusz),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))
