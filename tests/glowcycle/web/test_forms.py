"""What is filled in arrives as a phone would send it; what is wrong is said at its field."""

from datetime import UTC, datetime

import pytest

from tests.support.photo_bucket import held, history, named

TODAY = datetime.now(UTC).date().isoformat()


def lists(phone, kind):
    return phone.get(f"/{kind}/user/{phone.user_id}").json()["results"]


def list_page(hers, phone, kind):
    return hers.get(f"/{kind}/user/{phone.user_id}")


def test_a_day_is_logged_and_stands_in_the_list(hers, alice):
    page = list_page(hers, alice, "period")
    done = hers.submit(
        page, "/period", date="2026-03-01", flow="medium", symptoms="cramps, tired ,"
    )
    assert done.redirect_chain == [("/period/2026-03-01", 303)]
    assert "the API answered 201" in done.content.decode()
    assert "the API answered" not in hers.get("/period/2026-03-01").content.decode()
    logged = lists(alice, "period")[0]
    assert (logged["flow"], logged["symptoms"]) == ("medium", ["cramps", "tired"])
    assert logged["ovulationTest"] is None
    assert 'href="/period/2026-03-01"' in list_page(hers, alice, "period").content.decode()


def test_an_entry_is_kept_to_the_letter(hers, alice):
    page = list_page(hers, alice, "journal")
    hers.submit(
        page,
        "/journal",
        mood=["😌", ""],
        energy="70",
        text="two\r\nlines, <b>& more</b>",
        tags="sleep, work",
    )
    entry = lists(alice, "journal")[0]
    assert (entry["mood"], entry["energy"], entry["tags"]) == ("😌", 70, ["sleep", "work"])
    assert entry["text"] == "two\nlines, <b>& more</b>"
    assert entry["date"] == TODAY
    shown = hers.get(f"/journal/{entry['entryId']}").content.decode()
    assert "<b>&amp; more" not in shown
    assert "&lt;b&gt;&amp; more" in shown


def test_what_is_left_empty_is_not_said(hers, alice):
    hers.submit(list_page(hers, alice, "journal"), "/journal")
    entry = lists(alice, "journal")[0]
    assert [entry[name] for name in ("mood", "energy", "text", "cycleDay")] == [None] * 4


def test_another_mood_may_be_typed(hers, alice):
    hers.submit(list_page(hers, alice, "journal"), "/journal", mood=["", "between two stools"])
    assert lists(alice, "journal")[0]["mood"] == "between two stools"


def test_the_same_form_sent_twice_is_one_entry(hers, alice):
    page = list_page(hers, alice, "journal")
    for _ in range(2):
        assert hers.submit(page, "/journal", text="once").status_code == 200
    assert len(lists(alice, "journal")) == 1


def test_a_change_sets_what_was_changed_and_empties_what_was_emptied(hers, alice):
    body = {
        "date": "2026-03-01T21:30:00+01:00",
        "mood": "😊",
        "energy": 40,
        "tags": ["a"],
        "cycleDay": 9,
    }
    address = alice.post("/journal", body).headers["Location"]
    done = hers.submit(hers.get(address), address, method="PATCH", energy="75", mood=["", ""])
    assert done.redirect_chain == [(address, 303)]
    entry = alice.get(address).json()
    assert (entry["energy"], entry["mood"], entry["tags"]) == (75, None, ["a"])
    assert (entry["date"], entry["cycleDay"]) == (body["date"], 9)


def test_a_change_of_what_has_changed_meanwhile_is_refused(hers, alice):
    address = alice.post("/journal", {"date": "2026-03-01", "energy": 40}).headers["Location"]
    page = hers.get(address)
    alice.patch(address, {"energy": 50})
    refused = hers.submit(page, address, method="PATCH", energy="75")
    assert refused.status_code == 412
    assert "has changed since you read it" in refused.content.decode()
    assert alice.get(address).json()["energy"] == 50


def test_a_record_is_deleted_and_the_list_comes_next(hers, alice):
    address = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    done = hers.submit(hers.get(address), address, method="DELETE")
    assert done.redirect_chain == [(f"/journal/user/{alice.user_id}", 303)]
    assert lists(alice, "journal") == []
    assert hers.get(address).status_code == 404


def test_a_photo_is_measured_and_its_scan_shown_with_it(hers, alice, face):
    page = list_page(hers, alice, "skin")
    done = hers.submit(page, "/skin/analyze", photo=named(face), keepPhoto="true")
    scan = history(alice)[0]
    assert done.redirect_chain == [(f"/skin/{scan['scanId']}", 303)]
    assert scan["provenance"]["source"] == "local"
    assert f"/skin/{scan['scanId']}/photo" in done.content.decode()
    photo = hers.client.get(f"/skin/{scan['scanId']}/photo", headers={"Accept": "image/*"})
    assert photo.content == held(alice)[f"kept/{scan['scanId']}"]


def test_scores_are_changed_all_five_at_once(hers, alice):
    metrics = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)
    address = alice.post("/skin", {"date": "2026-03-01", "metrics": metrics}).headers["Location"]
    hers.submit(
        hers.get(address),
        address,
        method="PATCH",
        metrics__pores="61",
        metrics__moisture=["50", ""],
    )
    changed = alice.get(address).json()["metrics"]
    assert changed == {**metrics, "pores": 61, "moisture": None}


@pytest.mark.parametrize(
    ("kind", "filled", "wrong"),
    [
        ("period", {"date": "2026-03-01"}, {"flow"}),
        ("period", {"date": "1850-01-01", "flow": "purple"}, {"date", "flow"}),
        ("period", {"date": "2026-03-01", "flow": "light", "cycleLength": "9x"}, {"cycleLength"}),
        ("journal", {"date": "", "energy": "101"}, {"date", "energy"}),
        ("journal", {"tags": "x" * 65}, {"tags"}),
        ("journal", {"mood": ["", "x" * 65]}, {"mood"}),
        ("skin", {"metrics__radiance": "-1"}, {"metrics-radiance"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_everything_else_stays(
    hers, alice, kind, filled, wrong
):
    page = list_page(hers, alice, kind)
    refused = hers.submit(page, f"/{kind}", **filled)
    text = refused.content.decode()
    assert refused.status_code == 400
    assert 'role="alert"' in text
    for name in wrong:
        assert f'id="again-{name}-error"' in text
        assert f'href="#again-{name}"' in text
    assert text.count('-error">') >= len(wrong)
    if kind == "period" and filled["date"] == "2026-03-01":
        assert 'value="2026-03-01"' in text
    assert lists(alice, kind) == []


def test_no_photo_is_said_at_its_field_and_a_useless_one_above_the_form(hers, alice):
    page = list_page(hers, alice, "skin")
    missing = hers.submit(page, "/skin/analyze")
    assert 'id="again-photo-error"' in missing.content.decode()
    useless = hers.submit(page, "/skin/analyze", photo=named(b"<svg onload=alert(1)>"))
    assert useless.status_code == 422
    assert history(alice) == []
    large = hers.submit(page, "/skin/analyze", photo=named(b"\xff" * (4_500_000)))
    assert large.status_code == 413


def test_a_list_is_filtered_by_what_was_filled_in_alone(hers, alice):
    for mood in ("😊", "😌"):
        alice.post("/journal", {"date": "2026-03-01", "mood": mood, "tags": [mood]})
    address = f"/journal/user/{alice.user_id}"
    page = hers.get(f"{address}?from=&to=&limit=&mood=%F0%9F%98%8C&tag=")
    assert page.status_code == 200
    assert page.content.decode().count("<tr>") == 2
    wrong = hers.get(f"{address}?from=2026-13-01&to=")
    assert wrong.status_code == 400
    assert 'id="asked-from-error"' in wrong.content.decode()


def test_what_was_asked_for_can_be_had_as_a_file(hers, alice):
    for mood in ("😊", "😌"):
        alice.post("/journal", {"date": "2026-03-01", "mood": mood})
    address = f"/journal/user/{alice.user_id}"
    text = hers.get(f"{address}?from=&mood=%F0%9F%98%8C&limit=1").content.decode()
    assert f'href="{address}?mood=%F0%9F%98%8C&amp;format=csv"' in text
    table = hers.get(f"{address}?mood=%F0%9F%98%8C&format=csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert len(table.content.decode().split()) == 2


def test_pages_of_a_list_follow_each_other(hers, alice):
    for day in range(1, 4):
        alice.post("/period", {"date": f"2026-03-0{day}", "flow": "light"})
    page = hers.get(f"/period/user/{alice.user_id}?limit=2")
    older = page.content.decode().split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    text = hers.get(older.replace("http://testserver", "").replace("&amp;", "&")).content.decode()
    assert "2026-03-01" in text
    assert 'rel="prev"' in text


def test_a_body_may_be_typed_and_what_was_answered_sent_back(hers, alice):
    body = {"date": "2026-03-01", "text": "</textarea><b>", "cycleDay": 9}
    address = alice.post("/journal", body).headers["Location"]
    page = hers.get(address)
    assert "</textarea><b>" not in page.content.decode()
    before = alice.get(address).json()
    done = hers.submit(page, address, method="JSON", _method="PUT")
    assert done.status_code == 200, done.content
    after = alice.get(address).json()
    assert {**after, "updatedAt": 0, "version": 0} == {**before, "updatedAt": 0, "version": 0}
    assert after["version"] == 2


def test_a_typed_body_that_is_no_json_stays_to_be_corrected(hers, alice):
    page = hers.get("/journal")
    refused = hers.submit(page, "/journal", method="JSON", _json='{"date": oops}', _method="POST")
    assert refused.status_code == 400
    assert "oops" in refused.content.decode()
    assert lists(alice, "journal") == []
