"""Each giving and withdrawal of a consent is kept, with its time and version."""

import json

import pytest

from glowcycle.person.consents import services
from glowcycle.person.consents.items import ConsentItem
from glowcycle.person.consents.texts import HEALTH_DATA, PHOTO_ANALYSIS, TEXTS, ConsentText
from tests.support import faults
from tests.support.export_zips import download_export, unpack
from tests.support.faults import store_faults
from tests.support.stored_life import items

PATH = f"/me/consents/{PHOTO_ANALYSIS}"
VERSION = {"version": "1"}


def history(phone, path=PATH):
    return phone.get(path).json()["history"]


def test_each_giving_and_withdrawal_is_kept_in_order(alice):
    for _ in range(3):
        alice.delete(PATH)
        alice.put(PATH, VERSION)
    kept = history(alice)
    times = [time for each in kept for time in (each["givenAt"], each["withdrawnAt"]) if time]
    assert len(times) == 7
    assert times == sorted(times)
    assert kept[-1]["withdrawnAt"] is None
    assert {each["version"] for each in kept} == {"1"}


def test_a_repetition_adds_nothing(alice):
    for _ in range(2):
        alice.put(PATH, VERSION)
    assert len(history(alice)) == 1
    for _ in range(2):
        alice.delete(PATH)
    [giving] = history(alice)
    assert giving["givenAt"] < giving["withdrawnAt"]


def test_a_consent_to_a_newer_text_keeps_the_earlier_one(alice, monkeypatch):
    newer = {**TEXTS, PHOTO_ANALYSIS: ConsentText(version="2", words="More.")}
    monkeypatch.setattr(services, "TEXTS", newer)
    alice.put(PATH, {"version": "2"})
    assert [(each["version"], each["withdrawnAt"]) for each in history(alice)] == [
        ("1", None),
        ("2", None),
    ]


def test_a_consent_from_before_the_history_is_in_it(alice):
    # As `someone` stores it: the item of the last giving alone.
    [giving] = history(alice)
    assert giving == {
        "version": "1",
        "givenAt": alice.get(PATH).json()["givenAt"],
        "withdrawnAt": None,
        "language": None,
    }


def test_no_consent_has_no_history(alice):
    assert history(alice, f"/me/consents/{HEALTH_DATA}") == []


def test_each_consent_has_its_own_history(alice, stranger):
    path = f"/me/consents/{HEALTH_DATA}"
    for _ in range(2):
        alice.put(path, VERSION)
        alice.delete(path)
    assert (len(history(alice, path)), len(history(alice))) == (2, 1)
    assert history(stranger, path) == []


def test_answer_and_export_are_bounded(alice, monkeypatch):
    monkeypatch.setattr(services, "MAX_HISTORY", 3)
    monkeypatch.setattr(services, "MAX_EXPORTED", 6)
    for _ in range(7):
        alice.delete(PATH)
        alice.put(PATH, VERSION)
    exported = json.loads(unpack(download_export(alice))["consent-history.json"])
    assert len(exported[PHOTO_ANALYSIS]) == 6
    assert history(alice) == exported[PHOTO_ANALYSIS][-3:]
    assert exported[PHOTO_ANALYSIS][-1]["withdrawnAt"] is None
    assert exported[HEALTH_DATA] == []


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.lost, faults.unreachable])
@pytest.mark.parametrize("call", range(4))
def test_no_giving_is_lost_or_doubled_by_a_failure(alice, fault, call):
    alice.delete(PATH)
    with store_faults(*[faults.none] * call, *[fault] * 2):
        alice.put(PATH, VERSION)
    assert alice.put(PATH, VERSION).status_code == 200
    assert len(history(alice)) == 2
    assert history(alice)[0]["withdrawnAt"] is not None


def test_a_giving_that_another_request_changed_meanwhile_is_503(alice, monkeypatch):
    alice.delete(PATH)
    copy = services.items._copy

    def meanwhile(item):
        monkeypatch.setattr(services.items, "_copy", copy)
        assert alice.put(PATH, VERSION).status_code == 200
        copy(item)

    monkeypatch.setattr(services.items, "_copy", meanwhile)
    assert alice.put(PATH, VERSION).status_code == 503
    assert alice.put(PATH, VERSION).status_code == 200
    assert len(history(alice)) == 2


def test_erasure_takes_the_history(alice):
    alice.delete(PATH)
    alice.put(PATH, VERSION)
    alice.delete("/me")
    left = [item["item"]["S"] for _, item in items(alice.user_id) if "item" in item]
    assert not [name for name in left if name.startswith("consent")]
    assert ConsentItem.find(alice.user_id, f"consent#{PHOTO_ANALYSIS}") is None
