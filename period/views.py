from datetime import date
from typing import Any, cast

from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api import fields
from glowcycle.api.authentication import caller_id
from glowcycle.api.pagination import Page, PageQuery
from glowcycle.api.renderers import Pictured, asked_of, is_picture
from glowcycle.api.viewsets import RecordViewSet
from period import services
from period.serializers import CyclesQuery, DaySerializer, ForecastQuery


class DayViewSet(Pictured, RecordViewSet):
    """Her period log, one record a day."""

    body, key, history = DaySerializer, "date", "period"
    pictures = {"list": "period.charts.calendar.draw_calendar"}

    def create(self, request: Request) -> Response:
        log = services.create_day(write=self.creation(request))
        return self._answer_new(log, not log.repeated)

    def retrieve(self, request: Request, day: str) -> Response:
        return self.answer(services.get_day(user_id=caller_id(request), day=_day(day)))

    def update(self, request: Request, day: str) -> Response:
        log, is_new = services.create_or_replace_day(
            write=self.change(request, str(_day(day))),
            only_new=request.headers.get("If-None-Match", "").strip() == "*",
        )
        return self._answer_new(log, is_new)

    def partial_update(self, request: Request, day: str) -> Response:
        return self.answer(services.change_day(write=self.change(request, str(_day(day)))))

    def destroy(self, request: Request, day: str) -> Response:
        services.delete_day(write=self.removal(request, str(_day(day))))
        return Response(status=204)

    def list(self, request: Request, user_id: str) -> Response:
        page = Page(request, PageQuery)
        found = services.list_days(user_id=user_id, **page.query)
        answer = page.answer(found, [DaySerializer.of(log) for log in found.records])
        if is_picture(request) and found.records and answer["previous"] is None:
            today = timezone.now().date()
            if (page.query["last"] or today) >= today:  # else they are not her newest days
                answer["forecast"] = _forecast(user_id=user_id, today=today)
        return Response(answer)

    def _answer_new(self, log: Any, is_new: bool) -> Response:
        if not is_new:
            return self.answer(log)
        return self.answer(log, status=201, location=reverse("period-day", args=[log.date]))


class CycleViewSet(Pictured):
    """What her period log tells."""

    pictures = {
        "cycles": "period.charts.cycles.draw_cycles",
        "predictions": "period.charts.forecast.draw_forecast",
    }

    def cycles(self, request: Request, user_id: str) -> Response:
        from period.output_serializers import (
            CyclesSerializer,  # what it loads is needed by nobody else
        )

        asked = _asked(request, CyclesQuery)
        return Response(CyclesSerializer.of(services.list_cycles(user_id=user_id, **asked)))

    def predictions(self, request: Request, user_id: str) -> Response:
        return Response(_forecast(user_id=user_id, **_asked(request, ForecastQuery)))


def _forecast(*, user_id: str, today: date) -> dict[str, Any]:
    from period.output_serializers import (
        ForecastSerializer,  # what it loads is needed by nobody else
    )

    return ForecastSerializer.of(services.get_forecast(user_id=user_id, today=today))


def _asked(request: Request, query_type: type[ForecastQuery]) -> dict[str, Any]:
    """Return the query's values; without `today`, the server's own date."""
    asked = query_type.read(asked_of(request))
    asked["today"] = asked["today"] or timezone.now().date()
    return asked


def _day(text: str) -> date:
    """Return the day that the address names, by the same rule as a day in a body."""
    try:
        return cast(date, fields.StrictDateField().run_validation(text))
    except ValidationError as error:
        raise ValidationError({"date": error.detail}) from error
