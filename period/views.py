from datetime import date
from typing import cast

from django.urls import reverse
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api import fields
from glowcycle.api.authentication import caller_id
from glowcycle.api.pagination import PageQuery, Paginator
from glowcycle.api.queries import query_parameters
from glowcycle.api.renderers import PictureResponse, PictureViewSet, is_drawn
from glowcycle.api.unreadable import with_unreadable
from glowcycle.api.viewsets import RecordViewSet, creates_only
from glowcycle.sync.conditional_reads import PROFILE, conditional
from period import services
from period.models import DayLog
from period.output_serializers import ForecastSerializer
from period.pagination import CyclesPaginator
from period.picture_data import forecast_beside
from period.serializers import DaySerializer, ForecastQuery, parse_days


class DayViewSet(PictureViewSet, RecordViewSet):
    """Create, read, change, delete and list the days of the caller's period log."""

    serializer, key, csv_name = DaySerializer, "date", "period"
    pictures = {"list": "period.charts.calendar.compose"}

    def create(self, request: Request) -> Response:
        log = services.create_day(write=self.parse_create(request))
        return self._response(log, is_new=not log.repeated)

    def retrieve(self, request: Request, day: str) -> Response:
        log = services.get_day(user_id=caller_id(request), day=_parse_day(day))
        return self.record_response(log)

    def update(self, request: Request, day: str) -> Response:
        log, is_new = services.create_or_replace_day(
            write=self.parse_change(request, str(_parse_day(day))),
            only_new=creates_only(request),
        )
        return self._response(log, is_new=is_new)

    def partial_update(self, request: Request, day: str) -> Response:
        log = services.change_day(write=self.parse_change(request, str(_parse_day(day))))
        return self.record_response(log)

    def destroy(self, request: Request, day: str) -> Response:
        services.delete_day(write=self.parse_delete(request, str(_parse_day(day))))
        return Response(status=204)

    @conditional("period", drawn=("stage", PROFILE))
    def list(self, request: Request, **_: str) -> Response:
        user_id = caller_id(request)
        paginator = Paginator(request, PageQuery)
        days = services.list_days(user_id=user_id, page_request=paginator.page_request)
        answer = paginator.answer(days, DaySerializer)
        if not is_drawn(request):
            return Response(answer)
        drawn = forecast_beside(answer, user_id=user_id, page_request=paginator.page_request)
        return PictureResponse(answer, drawn=drawn | {"query": paginator.query})

    def _response(self, log: DayLog, *, is_new: bool) -> Response:
        if not is_new:
            return self.record_response(log)
        location = reverse("period-day", args=[log.date])
        return self.record_response(log, status=201, location=location)


class CycleViewSet(PictureViewSet):
    """The cycles and the forecast from the caller's period log."""

    pictures = {
        "cycles": "period.charts.cycles.compose",
        "predictions": "period.charts.forecast.compose",
    }

    @conditional("period", "stage", PROFILE)  # the limit of variation follows her age
    def cycles(self, request: Request, **_: str) -> Response:
        paginator = CyclesPaginator(request)
        cycles = services.list_cycles(
            user_id=caller_id(request),
            first=paginator.first,
            last=paginator.last,
            today=paginator.today,
        )
        answer = paginator.answer(cycles)
        return PictureResponse(answer, drawn={"isPaused": cycles.is_paused})

    @conditional("period", "stage", PROFILE)
    def predictions(self, request: Request, **_: str) -> Response:
        query = parse_days(query_parameters(request), ForecastQuery)
        reading = services.get_forecast(user_id=caller_id(request), today=query["today"])
        return Response(
            with_unreadable(ForecastSerializer.of(reading.forecast), reading.unreadable)
        )


def _parse_day(text: str) -> date:
    """Return the day in the address, by the same rule as a day in a body. Raise ValidationError."""
    try:
        return cast(date, fields.StrictDateField().run_validation(text))
    except ValidationError as error:
        raise ValidationError({"date": error.detail}) from error
