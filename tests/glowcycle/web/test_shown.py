"""What a page tells in words beside its picture, and where it leads on to."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.support.markup import Sheet

DAYS = ("2026-01-01", "2026-01-29", "2026-02-26")
SCORES = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)


def text(page):
    return page.content.decode()


def facts(page):
    return dict(re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", text(page)))


def log(alice):
    for day in DAYS:
        alice.post("/period", {"date": day, "flow": "medium"})


def test_a_forecast_is_told_in_words_with_the_odds_of_each_day(hers, alice):
    log(alice)
    path = f"/period/predictions/{alice.user_id}?today=2026-03-10"
    page, told = hers.get(path), alice.get(path).json()
    coming = told["nextPeriod"]
    assert facts(page)["Next period"] == coming["date"]
    assert (facts(page)["Earliest"], facts(page)["Latest"]) == (
        coming["earliest"],
        coming["latest"],
    )
    for day in coming["distribution"]:
        row = f'<tr><th scope="row">{day["date"]}</th><td>{day["probability"]}</td></tr>'
        assert row in text(page)


def test_a_cycle_is_a_row_that_leads_to_its_first_day(hers, alice):
    log(alice)
    page = hers.get(f"/period/cycles/{alice.user_id}?today=2026-03-10")
    for day in DAYS:
        assert f'<th scope="row"><a href="/period/{day}">{day}</a></th>' in text(page)
        assert hers.get(f"/period/{day}").status_code == 200
    assert "format=csv" not in text(page)


def test_a_scan_says_how_it_was_measured(hers, alice):
    address = alice.post("/skin", {"date": "2026-03-01", "metrics": SCORES}).headers["Location"]
    told = facts(hers.get(address))
    assert told["Provenance"] == "Source manual"
    assert told["Has photo"] == "no"


def test_changes_are_rows_that_lead_to_what_is_there_and_on_from_the_last(hers, alice):
    log(alice)
    alice.delete(f"/period/{DAYS[0]}")
    page = hers.get("/sync")
    links = Sheet(text(page)).links
    assert f"/period/{DAYS[1]}" in links
    assert f"/period/{DAYS[0]}" not in links
    (onward,) = {link for link in links if link.startswith("/sync?cursor=")}
    alice.post("/period", {"date": "2026-03-26", "flow": "light"})
    assert "/period/2026-03-26" in Sheet(text(hers.get(onward))).links


def test_operations_are_typed_from_a_sample_and_their_results_stand_open(hers, alice):
    page = hers.get("/sync")
    sample = Sheet(text(page)).form("/sync", "JSON").inputs["_json"][0]
    done = hers.submit(page, "/sync", method="JSON", _json=sample)
    assert "the API answered 200" in text(done)
    assert '<details class="card answer" open>' in text(done)
    (operation,) = json.loads(sample)["operations"]
    assert alice.get(f"/journal/{operation['id']}").json()["energy"] == 55


def test_a_photo_may_go_by_way_of_the_bucket(hers, alice):
    page = hers.get(f"/skin/user/{alice.user_id}")
    offered = hers.submit(page, "/skin/photos", contentType="image/jpeg", size="1000")
    policy = offered.headers["Content-Security-Policy"]
    to_bucket, then = (
        next(form for form in Sheet(text(offered)).forms if match in str(form))
        for match in ("x-amz-signature", "photoId")
    )
    photo_id = json.loads(then.inputs["_json"][0])["photoId"]
    assert to_bucket.is_multipart
    assert "csrfmiddlewaretoken" not in to_bucket.inputs
    assert to_bucket.inputs["key"][0].endswith(photo_id)
    assert f"form-action 'self' {to_bucket.action.rstrip('/')};" in policy
    assert facts(offered)["Photo"] == photo_id
    missing = hers.submit(offered, "/skin/analyze")  # nothing was sent to the bucket
    assert missing.status_code == 404


def test_a_list_is_filtered_by_one_of_the_moods(hers, alice):
    page = hers.get(f"/journal/user/{alice.user_id}?mood=%F0%9F%98%8C")
    assert '<input type="radio" name="mood" value="😌" checked>' in text(page)


def test_help_is_told_without_marks_and_heard_at_its_field(hers, alice):
    page = text(hers.get(f"/period/user/{alice.user_id}"))
    hint = re.search(r'<p class="hint" id="(new-day-flow-hint)">(.*?)</p>', page)
    assert "`" not in hint[2]
    assert f'aria-describedby="{hint[1]}"' in page


def test_what_changed_meanwhile_can_be_loaded_anew(hers, alice):
    address = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    page = hers.get(address)
    alice.patch(address, {"energy": 50})
    refused = hers.submit(page, address, method="PATCH", energy="75")
    assert refused.status_code == 412
    assert f'<a href="{address}">Load it as it stands now</a>' in text(refused)


@pytest.mark.parametrize("path", ["/journal/user/somebody-else", "/nowhere"])
def test_what_is_not_hers_offers_nothing_to_ask(hers, path):
    page = hers.get(path)
    assert "Choose which" not in text(page)
    assert "<figure" not in text(page)


def test_an_address_without_a_reading_raises_no_alarm(hers):
    page = hers.get("/journal")
    assert page.status_code == 405
    assert 'role="alert"' not in text(page)
    assert "it takes what you send" in text(page)


def test_whoever_is_signed_out_while_writing_is_told_and_led_back(hers, alice, time_machine):
    page = hers.get(f"/journal/user/{alice.user_id}")
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    refused = hers.submit(page, "/journal", text="long and dear")
    assert refused.status_code == 401
    assert "was not stored" in text(refused)
    assert Sheet(text(refused)).form("/sign-in").inputs["next"] == ["/journal"]


def test_the_documentation_is_found_without_a_token(browser):
    assert "/docs" in Sheet(text(browser.get("/"))).links
