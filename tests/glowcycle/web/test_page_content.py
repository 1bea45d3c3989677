"""The words and links on a page."""

import json
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from glowcycle.sentences import percent
from tests.support.exchange_panel import read_panel
from tests.support.markup import ParsedPage

DAYS = ("2026-01-01", "2026-01-29", "2026-02-26")
SCORES = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)


def text(page):
    return page.content.decode()


def summary(page):
    return dict(re.findall(r"<div><dt>(.*?)</dt><dd.*?>(.*?)</dd></div>", text(page)))


def log_periods(alice):
    for day in DAYS:
        alice.post("/period", {"date": day, "flow": "medium"})


def test_a_forecast_is_written_out_with_the_probability_of_each_day(signed_in, alice):
    log_periods(alice)
    path = f"/period/predictions/{alice.user_id}?today=2026-03-10"
    page = signed_in.get(path)
    forecast = alice.get(path).json()["nextPeriod"]
    day, first, last = (date.fromisoformat(forecast[n]) for n in ("date", "earliest", "latest"))
    assert first.month == last.month == day.month
    written = f"{day.day} {day:%b} ({first.day}–{last.day})"
    assert summary(page)["Next period"] == written
    for each in forecast["distribution"]:
        day = date.fromisoformat(each["date"])
        share = escape(percent(each["probability"]))
        row = f'<th scope="row">{day:%a} {day.day} {day:%b}</th><td class="number">{share}</td>'
        assert row in text(page)


def test_each_cycle_links_to_its_first_day(signed_in, alice):
    log_periods(alice)
    page = signed_in.get(f"/period/cycles/{alice.user_id}?today=2026-03-10")
    for day in DAYS:
        words = f"{date.fromisoformat(day):%a %-d %b}"
        assert f'<th scope="row"><a href="/period/{day}">{words}</a></th>' in text(page)
        assert signed_in.get(f"/period/{day}").status_code == 200
    assert "format=csv" not in text(page)


def test_a_scan_shows_how_it_was_measured(signed_in, alice):
    address = alice.post("/skin", {"date": "2026-03-01", "metrics": SCORES}).headers["Location"]
    values = summary(signed_in.get(address))
    assert (values["Source"], values["Photo kept"], values["Pores"]) == ("Manual", "no", "50")


def test_changes_link_to_stored_records_and_to_later_changes(signed_in, alice):
    log_periods(alice)
    alice.delete(f"/period/{DAYS[0]}")
    page = signed_in.get("/sync")
    links = ParsedPage(text(page)).links
    assert f"/period/{DAYS[1]}" in links
    assert f"/period/{DAYS[0]}" not in links
    (later,) = {link for link in links if link.startswith("/sync?cursor=")}
    alice.post("/period", {"date": "2026-03-26", "flow": "light"})
    assert "/period/2026-03-26" in ParsedPage(text(signed_in.get(later))).links


def test_sync_operations_start_from_a_sample_and_show_their_results(signed_in, alice):
    page = signed_in.get("/sync")
    sample = ParsedPage(text(page)).form("/sync", "JSON").inputs["_json"][0]
    done = signed_in.submit(page, "/sync", method="JSON", _json=sample)
    assert "The API answered 200 OK. Each operation has a result of its own." in text(done)
    assert read_panel(done).is_open
    (operation,) = json.loads(sample)["operations"]
    assert alice.get(f"/journal/{operation['id']}").json()["energy"] == 55


def test_a_photo_can_be_uploaded_to_the_bucket(signed_in, alice):
    page = signed_in.get(f"/skin/user/{alice.user_id}")
    upload = signed_in.submit(page, "/skin/photos", contentType="image/jpeg", size="1000")
    policy = upload.headers["Content-Security-Policy"]
    to_bucket, analysis = (
        next(form for form in ParsedPage(text(upload)).forms if match in str(form))
        for match in ("x-amz-signature", "/skin/photos/")
    )
    assert json.loads(analysis.inputs["_json"][0]) == {}
    photo_id = analysis.action.split("/")[-2]
    assert to_bucket.is_multipart
    assert "csrfmiddlewaretoken" not in to_bucket.inputs
    assert to_bucket.inputs["key"][0].endswith(photo_id)
    assert f"form-action 'self' {to_bucket.action.rstrip('/')};" in policy
    assert summary(upload)["Photo"] == photo_id
    missing = signed_in.submit(upload, analysis.action)  # the bucket has no such photo
    assert missing.status_code == 404


def test_the_mood_that_filters_the_list_is_checked(signed_in, alice):
    page = signed_in.get(f"/journal/user/{alice.user_id}?mood=%F0%9F%98%8C")
    assert re.search('<input type="radio" name="mood" value="😌"[^>]* checked>', text(page))


def test_help_texts_have_no_backticks_and_describe_their_field(signed_in, alice):
    page = text(signed_in.get(f"/period/user/{alice.user_id}"))
    hint = re.search(r'<div class="helptext" id="(new-day-flow_helptext)">(.*?)</div>', page)
    assert "`" not in hint[2]
    assert f'aria-describedby="{hint[1]}"' in page


@pytest.mark.parametrize("path", ["/journal/user/somebody-else", "/nowhere"])
def test_a_page_without_access_offers_no_query_and_no_image(signed_in, path):
    page = signed_in.get(path)
    assert "<summary>Query" not in text(page)
    assert "<figure" not in text(page)


def test_an_address_without_get_shows_its_form_and_no_error(signed_in):
    page = signed_in.get("/journal")
    assert page.status_code == 405
    assert 'role="alert"' not in text(page)
    assert "This address only takes data" in text(page)


def test_an_expired_session_refuses_the_form_and_leads_back_after_signing_in(
    signed_in, alice, time_machine
):
    page = signed_in.get(f"/journal/user/{alice.user_id}")
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    refused = signed_in.submit(page, "/journal", text="long and dear")
    assert refused.status_code == 401
    assert "was not saved" in text(refused)
    assert ParsedPage(text(refused)).form("/sign-in").inputs["next"] == ["/journal"]


def test_the_sign_in_page_links_to_the_documentation(browser):
    assert "/docs" in ParsedPage(text(browser.get("/"))).links


@pytest.mark.parametrize(
    "path", ["/journal", "/period", "/skin", "/skin/analyze", "/skin/photos", "/me/retention"]
)
def test_forms_speak_to_the_person_who_fills_them(signed_in, path):
    page = signed_in.get(path).content.decode()
    forms = page[page.index("<main") : page.index('id="exchange"')]
    assert not re.search(r"\b(she|her|hers)\b", forms, re.IGNORECASE)
