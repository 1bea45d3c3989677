"""The report at /me/report, as a phone asks for it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.support.sample_requests import BODIES, collection

TODAY = "2026-03-31"
AT = f"/me/report?today={TODAY}"


@pytest.fixture
def her(alice):
    for kind, body in BODIES.items():
        assert alice.post(collection(kind), body).status_code == 201
    return alice


def words_of(answer):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def test_report_is_of_the_last_year_by_default(her):
    answer = her.get(AT)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["from"], told["to"], told["asOf"]) == ("2025-04-01", TODAY, TODAY)
    assert told["cycles"]["lastPeriod"] == "2026-03-01"
    assert told["typed"] == dict.fromkeys(("name", "birthYear", "menarcheAge", "question"))


def test_body_says_days_and_what_she_typed(her):
    body = {"from": "2026-02-01", "to": "2026-02-28", "name": "Ada", "question": "Why?"}
    told = her.post(AT, body).json()
    assert (told["from"], told["to"]) == ("2026-02-01", "2026-02-28")
    assert told["cycles"]["lastPeriod"] is None
    assert told["typed"]["name"] == "Ada"
    assert told["typed"]["question"] == "Why?"


def test_to_in_the_future_ends_today(her):
    assert her.post(AT, {"to": "2027-01-01"}).json()["to"] == TODAY


def test_ten_years_are_the_most(her):
    last = date.fromisoformat(TODAY)
    first = last - timedelta(days=3_652)
    assert her.get(f"{AT}&from={first}").status_code == 200
    answer = her.get(f"{AT}&from={first - timedelta(days=1)}")
    assert answer.status_code == 400
    assert "3,653 days" in answer.json()["errors"]["from"][0]


@pytest.mark.parametrize("name", ["name", "question", "birthYear", "paper", "language", "x"])
def test_address_takes_dates_and_format_alone(her, name):
    answer = her.get(f"{AT}&{name}=1")
    assert answer.status_code == 400
    assert answer.json()["errors"] == {name: ["Unknown field."]}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"from": "2026-04-02"}, "from"),
        ({"from": "2026-03-02", "to": "2026-03-01"}, "from"),
        ({"format": "docx"}, "format"),
        ({"paper": "a3"}, "paper"),
        ({"language": "nl"}, "language"),
        ({"name": "a" * 101}, "name"),
        ({"name": 7}, "name"),
        ({"question": "a" * 501}, "question"),
        ({"birthYear": 1899}, "birthYear"),
        ({"birthYear": "1990"}, "birthYear"),
        ({"menarcheAge": 4}, "menarcheAge"),
        ({"tags": []}, "tags"),
    ],
)
def test_wrong_body_is_refused_by_name(her, body, field):
    answer = her.post(AT, body)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_nulls_are_as_if_left_out(her):
    names = ("from", "to", "format", "language", "paper", "name", "birthYear", "question")
    assert her.post(AT, dict.fromkeys(names)).json() == her.post(AT, {}).json()


def test_language_of_the_body_is_that_of_the_answer(her):
    answer = her.post(AT, {"language": "de"})
    assert answer.headers["Content-Language"] == "de"
    assert answer.json()["language"] == "de"
    assert answer.json()["summary"][0].startswith("Letzte Periode")


def test_language_of_the_header_is_that_of_the_answer(her):
    answer = her.send("GET", AT, headers={"Accept-Language": "fr"})
    assert answer.headers["Content-Language"] == "fr"
    assert answer.json()["title"] == "Rapport de cycle"


@pytest.mark.parametrize("ask", ["get", "post"])
def test_pdf_has_what_the_answer_says(her, ask):
    body = {"format": "pdf", "name": "Ada"}
    answer = her.post(AT, body) if ask == "post" else her.get(f"{AT}&format=pdf")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="report-{TODAY}.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert ("Ada" in words_of(answer)) == (ask == "post")


def test_her_texts_are_in_no_form_of_it(her):
    her.post("/journal", {"date": "2026-03-02", "text": "secret words", "tags": ["hidden"]})
    for body in ({}, {"format": "fhir"}):
        told = her.post(AT, body).content.decode()
        assert not any(word in told for word in ("secret words", "hidden", "hers", "mine"))


def test_fhir_is_a_document_with_its_type(her):
    answer = her.get(f"{AT}&format=fhir")
    assert answer.headers["Content-Type"] == "application/fhir+json"
    assert answer.headers["Content-Disposition"].endswith('.json"')
    assert answer.json()["type"] == "document"


def test_restriction_refuses_it(her):
    her.put("/me/restriction", {"restricted": True})
    for answer in (her.get(AT), her.post(AT, {})):
        assert answer.status_code == 403
        assert answer.json()["code"] == "restricted"


def test_pdfs_of_a_day_have_a_limit_and_other_forms_none(her, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "reports": 1}
    assert her.post(AT, {"format": "pdf"}).status_code == 200
    answer = her.post(AT, {"format": "pdf"})
    assert answer.status_code == 429
    assert answer.json()["budget"] == "reports"
    assert her.post(AT, {}).status_code == 200


def test_what_she_typed_is_in_no_log(her, log):
    her.post(AT, {"name": "Ada Lovelace", "question": "Canary?", "birthYear": 1815 + 100})
    assert "Ada" not in log()
    assert "Canary" not in log()


def test_report_of_a_stranger_is_not_hers(her, stranger):
    assert stranger.get(AT).json()["cycles"]["lastPeriod"] is None
