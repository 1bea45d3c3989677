"""Whatever the reason why nothing is told, the answers are the same to the last byte."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.support.broken_records import BREAKS
from tests.support.life_stages import add, stage
from tests.support.people import someone
from tests.support.period_logs import log_period
from tests.support.shared_links import Visitor, link, program
from tests.support.shares import in_days

TODAY = timezone.now().date()


def ago(days):
    return str(TODAY - timedelta(days=days))


def cycles(phone, last=12):
    for number in range(4):
        log_period(phone, ago(last + 28 * number), days=4)


def nothing(phone):
    """Log nothing."""


def paused(phone):
    cycles(phone)
    add(phone, stage("pause", ago(1)))


def pregnant(phone):
    cycles(phone, last=60)
    phone.post("/period", {"date": ago(3), "pregnancyTest": "positive"})
    add(phone, stage("pregnancy", ago(60), dueDate=ago(-220)))


def on_the_pill(phone):
    cycles(phone)
    pack = {"active": 21, "pause": 7, "begins": ago(12)}
    add(phone, stage("contraception", ago(12), pack=pack))


def after_a_birth(phone):
    add(phone, stage("postpartum", ago(40), birthDate=ago(40)))


def after_menopause(phone):
    add(phone, stage("menopause", ago(400)))


def without_periods(phone):
    add(phone, stage("noPeriods", ago(400)))


def overdue(phone):
    cycles(phone, last=170)


def unreadable_stage(phone):
    cycles(phone)
    made = add(phone, stage("exclusion", ago(300), ago(299)))
    BREAKS["altered"](phone, f"/period/stages/{made['stageId']}")


def unreadable_day(phone):
    cycles(phone)
    BREAKS["altered"](phone, f"/period/{ago(12)}")


SILENCES = (
    *(paused, pregnant, on_the_pill, after_a_birth, after_menopause, without_periods),
    *(overdue, unreadable_stage, unreadable_day),
)
SCOPES = (("forecast",), ("forecast", "fertileDays", "insights"))


@pytest.fixture(scope="module")
def ends_at():
    return in_days(30)


@pytest.fixture(scope="module")
def silent(engine, ends_at):
    """Return the answers to shares of a woman who has logged nothing, by their scopes."""
    phone = someone()
    return {scope: answers(link(phone, *scope, name="Sam", ends_at=ends_at)) for scope in SCOPES}


def answers(path):
    """Return the page and the JSON with all headers, but for the id of each request."""
    return [answer for visitor in (Visitor(), program()) for answer in _asked(visitor, path)]


def _asked(visitor, path):
    door, shown = visitor.get(path), visitor.show(path)
    for answer in (door, shown):
        headers = {n: v for n, v in answer.items() if n not in ("X-Request-Id", "X-Request-ID")}
        body = answer.content if answer.status_code == 200 else b""  # a problem has an id
        yield answer.status_code, headers, body


@pytest.mark.parametrize("silence", SILENCES, ids=lambda each: each.__name__)
def test_every_silence_looks_like_an_empty_log(alice, silence, silent, ends_at):
    silence(alice)
    for scope in SCOPES:
        assert answers(link(alice, *scope, name="Sam", ends_at=ends_at)) == silent[scope]


def test_a_forecast_does_not_look_like_silence(alice, silent, ends_at):
    cycles(alice)
    for scope in SCOPES:
        assert answers(link(alice, *scope, name="Sam", ends_at=ends_at)) != silent[scope]


def test_silence_has_no_reason(silent):
    [_, (_, _, page), _, (_, _, body)] = silent["forecast", "fertileDays", "insights"]
    assert page.count(b"No forecast.") == 2
    assert b"Nothing to tell." in page
    for text in (b'"forecast":null', b'"fertileDays":null', b'"insights":[]'):
        assert text in body
