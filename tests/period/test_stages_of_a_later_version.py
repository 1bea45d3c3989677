"""After a rollback: values that only a later version of the service knows stay, and harm nothing.

Lists, exports and sync have them. All that is computed does without, and is sooner silent than
wrong.
"""

import json

import pytest
from django.utils import timezone

from glowcycle.storage.restoring import restore
from period.models import DayLog
from tests.support import schema_contract
from tests.support.browser_client import Browser
from tests.support.export_zips import download_export, unpack
from tests.support.life_stages import add, error_names, stage, store_unseen
from tests.support.period_logs import log_period
from tests.support.sync_operations import operation, send

TODAY = "2026-02-10"
STARTS = ("2025-11-10", "2025-12-08", "2026-01-05")
LATER = {
    "kind": {"kind": "treatment"},
    "kind that has ended": {"kind": "treatment", "start": "2025-12-01", "end": "2025-12-31"},
    "method": {"kind": "contraception", "method": "gel"},
    "basis": {"kind": "pregnancy", "dueDate": "2026-10-12", "basis": "bloodTest"},
    "outcome": {
        "kind": "pregnancy",
        "basis": "scan",
        "end": "2026-01-31",
        "outcome": "transferred",
    },
    "breastfeeding": {"kind": "postpartum", "birthDate": "2026-01-10", "breastfeeding": "pumped"},
    "hormones": {"kind": "menopause", "hormones": "gel"},
    "reason": {"kind": "exclusion", "reason": "surgery"},
}


@pytest.fixture
def signed_in(alice):
    browser = Browser()
    assert browser.sign_in(alice.token).status_code == 200
    return browser


@pytest.fixture(params=LATER)
def unknown(alice, request, monkeypatch):
    """Store three periods and such a stage; return the stage as it is answered."""
    monkeypatch.setattr(schema_contract, "check", lambda *_: None)  # /schema is of this version
    for start in STARTS:
        log_period(alice, start)
    alice.post("/journal", {"date": TODAY})
    key = store_unseen(alice, {"start": "2026-01-10", **LATER[request.param]})
    return alice.get(f"/period/stages/{key}").json()


def computed(phone):
    for path in ("period/predictions", "period/cycles", "period/user", "period/stages/user"):
        yield f"/{path}/{phone.user_id}?{'' if 'user' in path else f'today={TODAY}'}"
    yield f"/journal/user/{phone.user_id}?"


def test_every_answer_goes_on_and_the_stage_stays(alice, signed_in, unknown):
    for address in computed(alice):
        for form in ("json", "svg", "csv"):
            assert alice.get(f"{address}&format={form}").status_code in (200, 404), address
        assert signed_in.get(address).status_code == 200, address
    assert signed_in.get("/").status_code == 200
    assert signed_in.get(f"/period/stages/{unknown['stageId']}").status_code == 200
    exported = json.loads(unpack(download_export(alice))["stage.json"])["records"]
    assert exported == [{name: unknown[name] for name in unknown.keys() - {"etag"}}]
    stages = alice.get(f"/period/stages/user/{alice.user_id}").json()
    assert (stages["results"], stages["unreadable"]) == ([unknown], [])


def test_it_keeps_no_other_stage_away_and_goes_only_when_she_deletes_it(alice, unknown):
    if unknown["kind"] == "treatment":
        add(alice, stage("pause"))
    address = f"/period/stages/{unknown['stageId']}"
    for answer in (alice.patch(address, {"end": "2026-02-09"}), alice.put(address, unknown)):
        if answer.status_code != 200:
            assert error_names(answer) <= LATER["method"].keys() | unknown.keys()
    assert alice.get(address).json()["kind"] == unknown["kind"]
    [result] = send(alice, operation("stage", "delete", unknown["stageId"]))
    assert result["status"] == "applied"


def test_a_change_of_its_days_names_the_kind_that_is_not_known(alice, monkeypatch):
    monkeypatch.setattr(schema_contract, "check", lambda *_: None)
    key = store_unseen(alice, {"kind": "treatment", "start": "2026-01-10"})
    assert error_names(alice.patch(f"/period/stages/{key}", {"end": "2026-02-01"})) == {"kind"}
    [result] = send(alice, operation("stage", "change", key, {"end": "2026-02-01"}))
    assert (result["status"], [*result["problem"]["errors"]]) == ("invalid", ["kind"])
    whole = alice.put(f"/period/stages/{key}", stage("exclusion"))
    assert (whole.status_code, whole.json()["kind"]) == (200, "exclusion")


def test_nothing_is_said_of_ovulation_with_a_method_that_is_not_known(alice):
    for start in STARTS:
        log_period(alice, start)
    store_unseen(alice, {"start": "2026-01-10", **LATER["method"]})
    answer = alice.get(f"/period/predictions/{alice.user_id}?today=2026-01-20").json()
    assert (answer["ovulation"], answer["nextPeriod"]) == (None, None)
    assert answer["ovulationReason"]["code"] == "contraception"


def test_a_day_with_values_that_are_not_known_is_read(alice, signed_in, monkeypatch):
    monkeypatch.setattr(schema_contract, "check", lambda *_: None)
    for start in STARTS:
        log_period(alice, start)
    signs = dict.fromkeys(("flow", "ovulation_test", "mucus", "pregnancy_test", "sex"), "later")
    said = {**signs, "symptoms": [], "created_at": timezone.now(), "version": 1}
    for day in ("2026-01-10", "2026-01-15", "2026-02-02"):
        assert restore(DayLog(alice.user_id, day, **said))
    for address in computed(alice):
        for form in ("json", "svg"):
            assert alice.get(f"{address}&format={form}").status_code in (200, 404), address
        assert signed_in.get(address).status_code == 200, address
    answer = alice.get(f"/period/predictions/{alice.user_id}?today=2026-01-20").json()
    assert answer["currentCycle"]["start"] == STARTS[-1]
