"""The description of refusals."""

from typing import ClassVar

from rest_framework import serializers

from api.problems import Problem
from api.serializers.base import ShapeSerializer, texts


class ProblemSerializer(ShapeSerializer):
    """Отказ (RFC 9457)."""

    type = serializers.CharField(help_text="Адрес описания этого кода.")

    class Meta:
        dataclass = Problem
        extra_kwargs: ClassVar = texts(
            title="Что случилось, коротко.",
            status="Код HTTP.",
            code="Код для программы, постоянный.",
            detail="Что именно не так.",
            error="То же, что `detail`.",
            message="То же, что `detail`.",
            fields="Что не так с каждым параметром.",
        )
