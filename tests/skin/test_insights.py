"""GET /skin/insights/{userId}: whether the scores of her skin follow her cycle."""

import pytest

from glowcycle.aws import request_context
from tests.support.faults import store_faults
from tests.support.life_stages import stage
from tests.support.people import someone
from tests.support.scans import LOCAL, cycles_of, log_cycles, on, scan, scans_of, store_scans

CYCLES = 6
TODAY = on(28 * CYCLES + 3)
RANGE = f"from={on(0)}&to={TODAY}&today={TODAY}"


@pytest.fixture(scope="module")
def anna(engine):
    """Return one person for several tests, who changes nothing, so that her log is made once."""
    with request_context.act_as_operator():
        return measured(someone())


@pytest.fixture
def her(alice):
    return measured(alice)


def measured(phone):
    log_cycles(phone, CYCLES)
    dark = {0: ["too_dark"], 2: ["too_dark"], 26: ["too_dark"]}
    scans = scans_of(CYCLES, lower=12.0, by=LOCAL, quality=lambda day: dark.get(day, []))
    store_scans(phone, [*scans, scan(30, radiance=40.0)])
    return phone


def ask(phone, query=RANGE, **headers):
    return phone.get(f"/skin/insights/me?{query}", **headers)


def told(phone, query=RANGE):
    answer = ask(phone, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_it_answers_what_follows_her_cycle_by_how_much_and_how_surely(anna):
    answer = told(anna)
    [result] = answer["results"]
    assert (result["kind"], result["name"], result["verdict"]) == ("metric", "texture", "follows")
    window = result["windows"][0]
    assert (window["window"], window["verdict"], window["cycles"]) == (
        "perimenstrual",
        "follows",
        6,
    )
    assert window["interval"]["low"] < window["effect"] < window["interval"]["high"] < 0
    assert (answer["userId"], answer["from"], answer["to"]) == (
        anna.user_id,
        str(on(0)),
        str(TODAY),
    )
    assert answer["cycles"]["complete"] == len(cycles_of(CYCLES))
    assert answer["reason"] is None


def test_it_says_which_scans_were_compared(anna):
    assert told(anna)["provenance"] == {
        "source": "local",
        "modelId": "classical-2",
        "promptVersion": None,
        "scans": 60,
        "otherScans": 1,
    }


def test_it_invites_a_second_scan_until_the_noise_is_her_own(her):
    noise = told(her)["noise"]
    assert (noise["repeats"], noise["scansNeeded"]) == (0, 8)
    assert noise["metrics"]["texture"]["source"] == "published"
    assert noise["metrics"]["moisture"]["deviation"] is None
    assert "A second scan within a day" in noise["text"]
    again = (day for number in range(4) for day in (28 * number + 6, 28 * number + 12))
    store_scans(her, [scan(day, by=LOCAL, texture=61.0) for day in again])
    noise = told(her)["noise"]
    assert (noise["repeats"], noise["scansNeeded"]) == (8, 0)
    assert noise["metrics"]["texture"]["source"] == "own"


def test_it_names_what_else_differs_there(anna):
    [light] = [c for c in told(anna)["confounders"] if c["window"] == "perimenstrual"]
    assert light["code"] == "light"
    assert "quality of your photos" in light["text"]


def test_without_scans_it_is_too_early_for_every_score(alice):
    answer = told(alice)
    assert [result["verdict"] for result in answer["results"]] == ["too_early"] * 5
    assert (answer["provenance"], answer["confounders"]) == (None, [])
    assert answer["heading"]
    assert answer["sentences"]


def test_her_id_or_me_names_her_and_no_other_id_does(anna, stranger):
    assert anna.get(f"/skin/insights/{anna.user_id}?{RANGE}").json() == told(anna)
    refused = stranger.get(f"/skin/insights/{anna.user_id}")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert told(stranger)["provenance"] is None


def test_an_id_like_another_address_leads_to_no_scan(anna):
    assert [anna.get(f"/skin/insights/{name}").status_code for name in ("photo", "user")] == [
        403
    ] * 2
    assert anna.get("/skin/insights").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["from=2026-02-30", "from=2020-01-01&to=2026-01-01", "from=2026-05-01&to=2026-04-01", "x=1"],
)
def test_a_wrong_range_is_refused(anna, query):
    assert ask(anna, query).status_code == 400


def test_while_she_restricts_her_data_nothing_is_told(her):
    her.put("/me/restriction", {"restricted": True})
    assert (ask(her).status_code, ask(her).json()["code"]) == (403, "restricted")


def test_an_erased_person_is_told_nothing(her):
    assert her.delete("/me").status_code == 202
    assert (ask(her).status_code, ask(her).json()["code"]) == (410, "erased")


def test_a_picture_of_the_same_answer_is_drawn(anna):
    answer = told(anna)
    picture = ask(anna, f"{RANGE}&format=svg")
    assert picture.headers["Content-Type"].startswith("image/svg+xml")
    assert answer["heading"] in picture.content.decode()
    assert "Texture" in picture.content.decode()


CHANGES = {
    "a scan": ("/skin", {"date": str(on(40)), "metrics": {"texture": 20}}),
    "a day": ("/period", {"date": str(on(70)), "flow": "heavy"}),
    "a stage": ("/period/stages", stage("exclusion", str(on(30)), str(on(34)))),
    "a product": ("/journal", {"date": str(on(40)), "tags": ["serum"]}),
}


def test_an_answer_that_is_still_right_is_304(anna):
    tag = ask(anna).headers["ETag"]
    assert ask(anna, If_None_Match=tag).status_code == 304
    assert ask(anna, f"from={on(1)}&to={TODAY}&today={TODAY}", If_None_Match=tag).status_code == 200


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_it_is_another_answer(her, name):
    tag = ask(her).headers["ETag"]
    assert her.post(*CHANGES[name]).status_code == 201
    assert ask(her, If_None_Match=tag).status_code == 200


def test_after_a_change_of_her_profile_it_is_computed_anew(her):
    tag = ask(her).headers["ETag"]
    her.put("/me/profile", {"lutealLength": 9})
    with store_faults() as calls:
        ask(her, If_None_Match=tag)
    assert calls.count("Query") > 4  # the reads of an answer, not only the look for changes
