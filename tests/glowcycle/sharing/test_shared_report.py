"""The report of a share: for who opened it, where the share has one."""

import io

import pytest
from pypdf import PdfReader

from tests.support.period_logs import log_period
from tests.support.problems import assert_problem
from tests.support.shared_links import Visitor, link, program


@pytest.fixture
def path(alice):
    for day in ("2026-01-01", "2026-01-29", "2026-02-26"):
        log_period(alice, day)
    alice.post("/journal", {"date": "2026-02-01", "text": "hers alone", "tags": ["secret tag"]})
    return link(alice, "report", first="2026-01-01", last="2026-03-31")


def text_of(answer):
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    return "\n".join(page.extract_text() for page in reader.pages)


def test_the_page_and_json_lead_to_the_report(path):
    report = f"{path}/report.pdf"
    visitor = Visitor()
    assert f'href="{report}"' in visitor.show(path).content.decode()
    assert visitor.get(f"{path}?format=json").json()["report"] == {"pdf": report}
    text = text_of(visitor.get(report))
    assert "28" in text
    assert "hers alone" not in text
    assert "secret tag" not in text


def test_a_browser_that_opened_nothing_is_sent_to_the_page(path):
    answer = Visitor().get(f"{path}/report.pdf")
    assert (answer.status_code, answer.headers["Location"]) == (303, path)


def test_a_program_that_opened_nothing_gets_nothing(path):
    assert_problem(program().get(f"{path}/report.pdf"), 403, "not_opened")


def test_a_share_without_a_report_has_none(alice):
    path = link(alice, "period")
    reader = program()
    assert "report" not in reader.show(path).json()
    assert_problem(reader.get(f"{path}/report.pdf"), 404, "not_found")


def test_a_share_without_a_first_day_reports_of_the_year_of_her_own_report(alice):
    path = link(alice, "report")
    reader = program()
    reader.open(path)
    shared = text_of(reader.get(f"{path}/report.pdf"))
    hers = text_of(alice.post("/me/report", {"format": "pdf"}))
    assert shared.splitlines()[:2] == hers.splitlines()[:2]


def test_a_link_draws_no_more_reports_a_day_than_she_may_have(path, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "reports": 1}
    reader = program()
    reader.open(path)
    statuses = [reader.get(f"{path}/report.pdf").status_code for _ in range(2)]
    assert (statuses, reader.get(path).status_code) == ([200, 429], 200)
