from datetime import date
from typing import Any, cast

from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api import fields
from glowcycle.api.authentication import person_id
from glowcycle.api.pagination import Page, PageQuery
from glowcycle.api.renderers import Pictured, asked_of
from glowcycle.api.viewsets import RecordViewSet, if_match
from period import services
from period.answers import CyclesAnswer, ForecastAnswer
from period.serializers import CyclesQuery, DayBody, ForecastQuery


class DayViewSet(RecordViewSet):
    """Her period log, one record a day."""

    body = DayBody

    def create(self, request: Request) -> Response:
        content = self.written(request)
        log, is_new = services.log_day(
            user_id=person_id(request), day=content.pop("date"), content=content
        )
        return self._answer_new(log, is_new)

    def retrieve(self, request: Request, day: str) -> Response:
        return self.answer(services.get_day(user_id=person_id(request), day=_day(day)))

    def update(self, request: Request, day: str) -> Response:
        log, is_new = services.put_day(
            user_id=person_id(request), **self._change(request, _day(day))
        )
        return self._answer_new(log, is_new)

    def partial_update(self, request: Request, day: str) -> Response:
        log = services.change_day(user_id=person_id(request), **self._change(request, _day(day)))
        return self.answer(log)

    def destroy(self, request: Request, day: str) -> Response:
        services.delete_day(user_id=person_id(request), day=_day(day), if_match=if_match(request))
        return Response(status=204)

    def list(self, request: Request, user_id: str) -> Response:
        page = Page(request, PageQuery)
        found = services.list_days(user_id=user_id, **page.query)
        return Response(page.answer(found, [DayBody.of(log) for log in found.records]))

    def _change(self, request: Request, day: date) -> dict[str, Any]:
        content = self.written(request, date=day.isoformat())
        return {"day": day, "content": content, "if_match": if_match(request)}

    def _answer_new(self, log: Any, is_new: bool) -> Response:
        if not is_new:
            return self.answer(log)
        return self.answer(log, status=201, location=reverse("period-day", args=[log.date]))


class CycleViewSet(Pictured):
    """What her period log tells."""

    pictures = {
        "cycles": "period.pictures.cycles.draw_cycles",
        "predictions": "period.pictures.forecast.draw_forecast",
    }

    def cycles(self, request: Request, user_id: str) -> Response:
        asked = _asked(request, CyclesQuery)
        return Response(CyclesAnswer.of(services.cycles_between(user_id=user_id, **asked)))

    def predictions(self, request: Request, user_id: str) -> Response:
        asked = _asked(request, ForecastQuery)
        return Response(ForecastAnswer.of(services.forecast_on(user_id=user_id, **asked)))


def _asked(request: Request, query_type: type[ForecastQuery]) -> dict[str, Any]:
    """Return the query's values; without `today`, the server's own date."""
    query = query_type(data=asked_of(request))
    query.is_valid(raise_exception=True)
    asked: dict[str, Any] = dict(query.validated_data)
    asked["today"] = asked["today"] or timezone.now().date()
    return asked


def _day(text: str) -> date:
    """Return the day that the address names, by the same rule as a day in a body."""
    try:
        return cast(date, fields.Day().run_validation(text))
    except ValidationError as error:
        raise ValidationError({"date": error.detail}) from error
