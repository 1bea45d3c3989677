"""The responses of /me/report: JSON, or a file."""

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.languages import in_language
from glowcycle.api.responses import File
from glowcycle.errors import Unavailable
from glowcycle.person import quota
from glowcycle.report.answer import report_answer
from glowcycle.report.files import CONTENT_TYPES, file_name, report_file
from glowcycle.report.services import make_report

if TYPE_CHECKING:
    from glowcycle.report.serializers import Asked


def report_response(*, user_id: str, asked: "Asked", view: ViewSet) -> HttpResponseBase:
    """Return the report that is asked for. Raise QuotaExceeded, Unavailable.

    A PDF counts against the day's limit, unless it could not be made.
    """
    if asked.format != "pdf":
        return _response(user_id, asked, view)
    quota.spend(user_id=user_id, resource="reports")
    try:
        return _response(user_id, asked, view)
    except Unavailable:
        quota.refund(user_id=user_id, resource="reports")
        raise


def _response(user_id: str, asked: "Asked", view: ViewSet) -> HttpResponseBase:
    report = make_report(
        user_id=user_id,
        first=asked.first,
        last=asked.last,
        today=asked.today,
        typed=asked.typed,
    )
    # The header of an answer in another language than the request's own is set here.
    headers = {"Content-Language": asked.language} if asked.language else {}
    with _language(asked.language):
        if asked.format == "json":
            return Response(report_answer(report), headers=headers)
        content = report_file(
            report, file_format=asked.format, paper=asked.paper, made_at=timezone.now()
        )
    name = file_name(report, file_format=asked.format)
    return File(
        content,
        view=view,
        content_type=CONTENT_TYPES[asked.format],
        headers={**headers, "Content-Disposition": f'attachment; filename="{name}"'},
    )


def _language(language: str | None) -> AbstractContextManager[None]:
    return in_language(language) if language else nullcontext()
