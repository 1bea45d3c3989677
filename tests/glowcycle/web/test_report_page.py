"""The page of the report shows it, and its form makes a file of it."""

from tests.support.sample_requests import BODIES


def visible(page):
    """Return the page without the API's own answer at its foot."""
    return page.content.decode().partition("<pre")[0]


def test_the_page_tells_the_report_and_offers_a_form(signed_in, alice):
    alice.post("/period", BODIES["period"])
    page = visible(signed_in.get("/me/report?today=2026-03-31"))
    assert "Last period: began on" in page
    assert "Bleeding in the terms of FIGO" in page
    assert "Make the report" in page


def test_the_form_makes_a_pdf(signed_in, alice):
    alice.post("/period", BODIES["period"])
    page = signed_in.get("/me/report")
    made = signed_in.submit(page, "/me/report", method="POST", format="pdf", name="Ada")
    assert made.status_code == 200
    assert made.headers["Content-Type"] == "application/pdf"
    assert made.headers["Content-Disposition"].startswith("attachment")


def test_a_wrong_day_is_told_beside_its_field(signed_in):
    page = signed_in.get("/me/report")
    refused = signed_in.submit(
        page, "/me/report", method="POST", **{"from": "2026-02-02", "to": "2026-02-01"}
    )
    assert refused.status_code == 400
    assert "Must not be later than" in visible(refused)
