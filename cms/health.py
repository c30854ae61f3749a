"""Liveness and readiness of one process, for load balancers and the supervisor."""

import hmac

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from search.status import status


@transaction.non_atomic_requests
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the process serves requests; touches nothing else."""
    return JsonResponse({"status": "ok"})


@transaction.non_atomic_requests
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, else 503. A dead search engine does not count."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "unreachable"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})


@transaction.non_atomic_requests
def statusz(request: HttpRequest) -> JsonResponse:
    """Answer how far search and jobs are behind, to whoever has ``settings.STATUS_TOKEN`` (RFC 6750); else 401.

    Seconds and counts. Where no token is set nobody has it.
    """
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.STATUS_TOKEN or not hmac.compare_digest(given.encode(), settings.STATUS_TOKEN.encode()):
        refused = JsonResponse({"status": "unauthorised"}, status=401)
        refused.headers["WWW-Authenticate"] = "Bearer"
        return refused
    found = status(now=timezone.now())
    jobs = ProcrastinateJob.objects.filter(status="todo").count()
    answer = JsonResponse(
        {
            "status": "attention" if found.needs_attention else "ok",
            "search": {
                "engine": found.engine,
                "reachable": found.is_reachable,
                "breaker": "open" if found.is_spared else "closed",
                "index": found.active,
                "building": found.building,
                "documents": found.documents,
                "listed": found.listed,
                "waiting": found.waiting,
                "parked": found.parked,
                "lag": round(found.lag, 3),
                "drift": {"missing": found.drift.missing, "extra": found.drift.extra, "stale": found.drift.stale},
                "reconciledAt": found.reconciled_at,
            },
            "jobs": {"waiting": jobs},
        }
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
