"""The report of a share names no day outside of its window, and there is none before it begins."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from glowcycle.charts.layout import long_date
from tests.support.life_stages import add, stage
from tests.support.period_logs import log_period
from tests.support.problems import assert_problem
from tests.support.shared_links import Visitor, link, program

TODAY = timezone.now().date()


def ago(days):
    return str(TODAY - timedelta(days=days))


def text_of(answer):
    assert answer.status_code == 200, answer.content
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def report_of(alice, **window):
    path = link(alice, "report", **window)
    reader = program()
    reader.open(path)
    return text_of(reader.get(f"{path}/report.pdf"))


def names(text, days):
    """Return whether the report names that day, in any of its forms."""
    day = TODAY - timedelta(days=days)
    forms = long_date(day=day, year=True).replace("\u00a0", " "), f"{day.day} {day:%b %Y}"
    return any(f" {form}" in text.replace("\u00a0", " ") for form in forms)


@pytest.mark.parametrize("ends_in", [None, 20])
def test_before_its_first_day_there_is_no_report(alice, ends_in):
    log_period(alice, ago(1), days=2)
    last = ago(-ends_in) if ends_in else None
    path = link(alice, "report", first=ago(-1), last=last)
    reader, visitor = program(), Visitor()
    assert reader.show(path).json()["report"] is None
    assert "report.pdf" not in visitor.show(path).content.decode()
    for each in (reader, visitor):
        assert each.get(f"{path}/report.pdf").status_code == 404
    assert_problem(reader.get(f"{path}/report.pdf"), 404, "not_found")


@pytest.mark.parametrize("ends_ago", [500, None])
def test_days_of_a_stage_outside_of_the_window_are_not_told(alice, ends_ago):
    add(alice, stage("perimenopause", ago(1_000), None if ends_ago is None else ago(500)))
    text = report_of(alice, first=ago(600), last=ago(550))
    assert "since before the days of this report" in text
    assert not names(text, 1_000)
    assert not names(text, 500)


def test_a_stage_that_ended_in_the_window_tells_its_end_alone(alice):
    add(alice, stage("pregnancy", ago(300), ago(40), dueDate=ago(20), outcome="loss"))
    text = report_of(alice, first=ago(60), last=ago(30))
    assert names(text, 40)
    assert "loss" in text
    assert not names(text, 300)
    assert not names(text, 20)


def test_a_stage_that_ended_behind_the_window_tells_no_end(alice):
    add(alice, stage("pregnancy", ago(300), ago(40), dueDate=ago(20), outcome="loss"))
    text = report_of(alice, first=ago(310), last=ago(60))
    assert names(text, 300)
    assert "loss" not in text
    assert not names(text, 40)
    assert not names(text, 20)


def test_periods_around_the_window_are_not_told(alice):
    for start in (70, 42, 14):
        log_period(alice, ago(start))
    text = report_of(alice, first=ago(43), last=ago(41))
    assert names(text, 42)
    for days in (70, 38, 14):  # the second one ended 38 days ago
        assert not names(text, days), days
    assert "none logged" in report_of(alice, first=ago(60), last=ago(50))


def test_without_a_window_a_report_tells_when_a_stage_began(alice):
    add(alice, stage("perimenopause", ago(1_000)))
    assert names(report_of(alice), 1_000)
