"""Routes of the reference."""

from django.urls import include, path
from rest_framework.routers import DefaultRouter

from bench.reference import api

router = DefaultRouter()
router.register("events", api.EventViewSet)
router.register("businesses", api.BusinessViewSet)
router.register("promotions", api.PromotionViewSet)
urlpatterns = [path("api/", include(router.urls))]
