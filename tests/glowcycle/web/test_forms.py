"""Forms send what a phone would send, and show each error at its field."""

from datetime import UTC, datetime

import pytest

from tests.support.photo_bucket import bucket_content, history, named

TODAY = datetime.now(UTC).date().isoformat()


def records(phone, kind):
    return phone.get(f"/{kind}/user/{phone.user_id}").json()["results"]


def list_page(signed_in, phone, kind):
    return signed_in.get(f"/{kind}/user/{phone.user_id}")


def test_a_period_day_is_stored_and_listed(signed_in, alice):
    page = list_page(signed_in, alice, "period")
    done = signed_in.submit(
        page, "/period", date="2026-03-01", flow="medium", symptoms="cramps\r\ntired, a bit \r\n"
    )
    assert (done.status_code, done.headers["Location"]) == (201, "/period/2026-03-01")
    assert "the API answered 201" in done.content.decode()
    assert 'href="/period/2026-03-01"' in done.content.decode()
    assert "the API answered" not in signed_in.get("/period/2026-03-01").content.decode()
    logged = records(alice, "period")[0]
    assert (logged["flow"], logged["symptoms"]) == ("medium", ["cramps", "tired, a bit"])
    assert logged["ovulationTest"] is None
    assert 'href="/period/2026-03-01"' in list_page(signed_in, alice, "period").content.decode()


def test_an_entry_is_stored_exactly_as_typed_and_escaped_in_the_page(signed_in, alice):
    page = list_page(signed_in, alice, "journal")
    signed_in.submit(
        page,
        "/journal",
        mood=["😌", ""],
        energy="70",
        text="two\r\nlines, <b>& more</b>",
        tags="sleep\r\nwork",
    )
    entry = records(alice, "journal")[0]
    assert (entry["mood"], entry["energy"], entry["tags"]) == ("😌", 70, ["sleep", "work"])
    assert entry["text"] == "two\nlines, <b>& more</b>"
    assert entry["date"] == TODAY
    page_text = signed_in.get(f"/journal/{entry['entryId']}").content.decode()
    assert "<b>&amp; more" not in page_text
    assert "&lt;b&gt;&amp; more" in page_text


def test_inputs_left_empty_store_no_value(signed_in, alice):
    signed_in.submit(list_page(signed_in, alice, "journal"), "/journal")
    entry = records(alice, "journal")[0]
    assert [entry[name] for name in ("mood", "energy", "text", "cycleDay")] == [None] * 4


def test_a_mood_outside_the_suggestions_can_be_typed(signed_in, alice):
    signed_in.submit(
        list_page(signed_in, alice, "journal"), "/journal", mood=["", "between two stools"]
    )
    assert records(alice, "journal")[0]["mood"] == "between two stools"


def test_a_form_sent_twice_stores_one_entry(signed_in, alice):
    page = list_page(signed_in, alice, "journal")
    for _ in range(2):
        assert signed_in.submit(page, "/journal", text="once").status_code == 201
    assert len(records(alice, "journal")) == 1


def test_a_change_sets_the_edited_fields_and_clears_the_emptied_ones(signed_in, alice):
    body = {
        "date": "2026-03-01T21:30:00+01:00",
        "mood": "😊",
        "energy": 40,
        "tags": ["a"],
        "cycleDay": 9,
    }
    address = alice.post("/journal", body).headers["Location"]
    done = signed_in.submit(
        signed_in.get(address), address, method="PATCH", energy="75", mood=["", ""]
    )
    assert done.status_code == 200
    entry = alice.get(address).json()
    assert (entry["energy"], entry["mood"], entry["tags"]) == (75, None, ["a"])
    assert (entry["date"], entry["cycleDay"]) == (body["date"], 9)


@pytest.mark.parametrize("energy", [40.5, 40])
def test_a_change_leaves_what_was_not_edited(signed_in, alice, energy):
    body = {"date": "2026-03-01T21:30:00+01:00", "energy": energy, "tags": ["a,b"]}
    address = alice.post("/journal", body).headers["Location"]
    signed_in.submit(signed_in.get(address), address, method="PATCH", text="changed")
    entry = alice.get(address).json()
    assert entry["text"] == "changed"
    assert {name: entry[name] for name in body} == body


def test_an_address_can_begin_a_form(signed_in, alice):
    page = signed_in.get("/period?date=2026-03-01&flow=light")
    signed_in.submit(page, "/period")
    assert [(day["date"], day["flow"]) for day in records(alice, "period")] == [
        ("2026-03-01", "light")
    ]


def test_a_change_of_an_outdated_version_is_refused(signed_in, alice):
    address = alice.post("/journal", {"date": "2026-03-01", "energy": 40}).headers["Location"]
    page = signed_in.get(address)
    alice.patch(address, {"energy": 50})
    refused = signed_in.submit(page, address, method="PATCH", energy="75")
    assert refused.status_code == 412
    assert "has changed since you read it" in refused.content.decode()
    assert alice.get(address).json()["energy"] == 50


def test_deleting_a_record_leads_to_its_list(signed_in, alice):
    address = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    done = signed_in.submit(signed_in.get(address), address, method="DELETE")
    assert "the API answered 204" in done.content.decode()
    assert f'href="/journal/user/{alice.user_id}"' in done.content.decode()
    assert records(alice, "journal") == []
    assert signed_in.get(address).status_code == 404


def test_an_analyzed_photo_is_shown_with_its_scan(signed_in, alice, face):
    page = list_page(signed_in, alice, "skin")
    done = signed_in.submit(page, "/skin/analyze", photo=named(face), keepPhoto="true")
    scan = history(alice)[0]
    assert done.headers["Location"] == f"/skin/{scan['scanId']}"
    assert scan["provenance"]["source"] == "local"
    assert (
        f"/skin/{scan['scanId']}/photo" in signed_in.get(done.headers["Location"]).content.decode()
    )
    text = done.content.decode()
    assert text.index("No score for moisture") < text.index("a photo cannot show it")
    assert "no score for dark circles" not in text.lower()
    photo = signed_in.client.get(f"/skin/{scan['scanId']}/photo", headers={"Accept": "image/*"})
    assert photo.content == bucket_content(alice)[f"kept/{scan['scanId']}"]


def test_one_change_sends_all_five_scores(signed_in, alice):
    metrics = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)
    address = alice.post("/skin", {"date": "2026-03-01", "metrics": metrics}).headers["Location"]
    signed_in.submit(
        signed_in.get(address),
        address,
        method="PATCH",
        metrics__pores="61",
        metrics__moisture=["50", ""],
    )
    changed = alice.get(address).json()["metrics"]
    assert changed == {**metrics, "pores": 61, "moisture": None}


@pytest.mark.parametrize(
    ("kind", "inputs", "invalid"),
    [
        ("period", {"date": "2026-03-01", "pain": "11"}, {"pain"}),
        (
            "period",
            {"date": "2026-03-01", "flow": "none", "startsPeriod": "True"},
            {"startsPeriod"},
        ),
        (
            "period",
            {"date": "2026-03-01", "temperature__time": "7", "temperature__celsius": "0"},
            {"temperature.celsius", "temperature.time"},
        ),
        ("period", {"date": "1850-01-01", "flow": "purple"}, {"date", "flow"}),
        ("period", {"date": "2026-03-01", "flow": "light", "cycleLength": "9x"}, {"cycleLength"}),
        ("journal", {"date": "", "energy": "101"}, {"date", "energy"}),
        ("journal", {"tags": "x" * 65}, {"tags"}),
        ("journal", {"mood": ["", "x" * 65]}, {"mood"}),
        ("skin", {"metrics__radiance": "-1"}, {"metrics.radiance"}),
    ],
)
def test_each_error_stands_at_its_field_and_nothing_is_stored(
    signed_in, alice, kind, inputs, invalid
):
    page = list_page(signed_in, alice, kind)
    refused = signed_in.submit(page, f"/{kind}", **inputs)
    text = refused.content.decode()
    assert refused.status_code == 400
    assert 'role="alert"' in text
    for name in invalid:
        assert f'id="again-{name}_error"' in text
        assert f'href="#again-{name}_error"' in text
    if kind == "period" and inputs["date"] == "2026-03-01":
        assert 'value="2026-03-01"' in text
    assert records(alice, kind) == []


def test_a_missing_unreadable_or_too_large_photo_is_refused(signed_in, alice):
    page = list_page(signed_in, alice, "skin")
    missing = signed_in.submit(page, "/skin/analyze")
    assert 'id="again-photo_error"' in missing.content.decode()
    useless = signed_in.submit(page, "/skin/analyze", photo=named(b"<svg onload=alert(1)>"))
    assert useless.status_code == 422
    assert history(alice) == []
    large = signed_in.submit(page, "/skin/analyze", photo=named(b"\xff" * (4_500_000)))
    assert large.status_code == 413


def test_a_list_ignores_the_filters_left_empty(signed_in, alice):
    for mood in ("😊", "😌"):
        alice.post("/journal", {"date": "2026-03-01", "mood": mood, "tags": [mood]})
    address = f"/journal/user/{alice.user_id}"
    page = signed_in.get(f"{address}?from=&to=&limit=&mood=%F0%9F%98%8C&tag=")
    assert page.status_code == 200
    assert page.content.decode().count("<tr>") == 2
    wrong = signed_in.get(f"{address}?from=2026-13-01&to=")
    assert wrong.status_code == 400
    assert 'id="asked-from_error"' in wrong.content.decode()


def test_a_filtered_list_can_be_downloaded_as_csv(signed_in, alice):
    for mood in ("😊", "😌"):
        alice.post("/journal", {"date": "2026-03-01", "mood": mood})
    address = f"/journal/user/{alice.user_id}"
    text = signed_in.get(f"{address}?from=&mood=%F0%9F%98%8C&limit=1").content.decode()
    assert f'href="{address}?mood=%F0%9F%98%8C&amp;format=csv"' in text
    table = signed_in.get(f"{address}?mood=%F0%9F%98%8C&format=csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert len(table.content.decode().split()) == 2


def test_a_list_links_to_its_older_and_newer_pages(signed_in, alice):
    for day in range(1, 4):
        alice.post("/period", {"date": f"2026-03-0{day}", "flow": "light"})
    page = signed_in.get(f"/period/user/{alice.user_id}?limit=2")
    older = page.content.decode().split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    text = signed_in.get(
        older.replace("http://testserver", "").replace("&amp;", "&")
    ).content.decode()
    assert "2026-03-01" in text
    assert 'rel="prev"' in text


def test_the_json_of_a_record_can_be_sent_back_unchanged(signed_in, alice):
    body = {"date": "2026-03-01", "text": "</textarea><b>", "cycleDay": 9}
    address = alice.post("/journal", body).headers["Location"]
    page = signed_in.get(address)
    assert "</textarea><b>" not in page.content.decode()
    before = alice.get(address).json()
    done = signed_in.submit(page, address, method="JSON", _method="PUT")
    assert done.status_code == 200, done.content
    after = alice.get(address).json()
    assert after == before


def test_a_typed_body_that_is_not_json_stays_in_the_form(signed_in, alice):
    page = signed_in.get("/journal")
    refused = signed_in.submit(
        page, "/journal", method="JSON", _json='{"date": oops}', _method="POST"
    )
    assert refused.status_code == 400
    assert "oops" in refused.content.decode()
    assert records(alice, "journal") == []
