"""The report of a share as PDF: of its days, or of a year where it names no first one."""

from datetime import date, timedelta

from django.utils import timezone

from glowcycle.api.languages import current
from glowcycle.person.shares.grants import OpenGrant
from glowcycle.report import pdf
from glowcycle.report.answer import report_answer
from glowcycle.report.domain.facts import Typed
from glowcycle.report.serializers import YEAR
from glowcycle.report.services import make_report
from glowcycle.sharing import access
from glowcycle.sharing.opening import first_day
from glowcycle.sharing.report_days import within


def draw_report(grant: OpenGrant, *, today: date) -> bytes:
    """Return the PDF of a window that has begun, in the language of who opens it.

    Raise Unavailable.
    """
    access.admit(grant)
    last = min(grant.last or today, today)
    first = first_day(grant, today=today) if grant.first else last - timedelta(days=YEAR - 1)
    with access.reading("report", grant):
        report = make_report(
            user_id=grant.user_id, first=first, last=last, today=today, typed=Typed()
        )
    shown = report_answer(within(report, first=grant.first, last=grant.last))
    return pdf.draw(shown, paper="a4", language=current(), made_at=timezone.now())
