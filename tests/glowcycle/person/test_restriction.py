"""While she restricts the processing of her data, nothing but its storage goes on."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.utils import timezone
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet

from glowcycle.api.permissions import is_open
from glowcycle.encryption import keyring
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.person.erasure import services as erasure
from tests.support.addresses import at
from tests.support.export_zips import download_export, exported_records, unpack
from tests.support.faults import store_faults
from tests.support.model_answers import GOOD, model_answer
from tests.support.people import someone
from tests.support.routes import ROUTES
from tests.support.sample_requests import BODIES, REPRESENTATIVES
from tests.support.sample_requests import ROUTES as RECORD_ROUTES
from tests.support.sync_operations import operation, send, statuses

PATH = "/me/restriction"
# Whatever is not here is refused, and so is each new address until it says why it is not.
OPEN = {
    *(
        f"{method} {name}"
        for name in ("consent", "moods", "profile", "restriction")
        for method in ("GET", "PUT")
    ),
    *("DELETE consent", "GET consents", "GET retention", "GET access-log"),
    *("GET imports", "GET import"),
    *("GET calendar", "DELETE calendar"),
    *("GET shares", "GET share", "DELETE share"),
    *("GET health", "GET schema", "GET docs", "GET receipt", "GET sync", "POST sync"),
    *(f"POST {collection}" for collection, _, _ in RECORD_ROUTES.values()),
    *(
        f"{method} {record}"
        for _, record, _ in RECORD_ROUTES.values()
        for method in ("PUT", "PATCH", "DELETE")
    ),
}


def restrict(phone):
    answer = phone.put(PATH, {"restricted": True})
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def restricted(alice):
    """Alice with a period and an entry, restricted."""
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        alice.post("/period", {"date": day, "flow": "medium"})
    alice.post("/journal", {"date": "2026-03-05", "cycleDay": 9})
    restrict(alice)
    return alice


@pytest.mark.parametrize("name", REPRESENTATIVES)
def test_only_what_stores_and_her_choices_are_open(bedrock, name):
    bedrock.answers_with(model_answer(GOOD))
    phone = someone()
    ask = REPRESENTATIVES[name](phone)
    restrict(phone)
    answer = ask()
    if name.partition(":")[0] in OPEN:
        assert answer.status_code < 300, answer.content
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "restricted")
        assert PATH in answer.json()["detail"]


def test_a_view_that_says_nothing_is_closed():
    view = ViewSet()
    for action, is_allowed in (("list", False), ("create", False), (None, True)):
        view.action = action
        assert is_open(view) is is_allowed
    assert not is_open(APIView())


@pytest.mark.parametrize(
    ("kind", "form"),
    [*product(BODIES, ["json", "csv"]), *product(sorted(BODIES.keys() - {"stage"}), ["svg"])],
)
def test_no_form_of_a_list_is_answered(restricted, kind, form):
    for method in ("GET", "HEAD"):
        path = f"{at(kind)}/user/{restricted.user_id}?format={form}"
        assert restricted.send(method, path).status_code == 403


def test_a_method_that_is_not_offered_stays_405(restricted):
    for route in ROUTES:
        if route.template in {"journal", "skin/analyze", "me"}:
            assert restricted.get(f"/{route.template}").status_code == 405


def test_a_write_is_answered_as_stored(alice, restricted):
    entry = restricted.post("/journal", {"date": "2026-03-06", "cycleDay": 11}).json()
    unsent = restricted.post("/journal", {"date": "2026-03-06"}).json()
    path = f"/journal/{entry['entryId']}"
    changed = restricted.patch(path, {"energy": 7}).json()
    assert [each["cycleDay"] for each in (entry, unsent, changed)] == [11, None, 11]
    restricted.put(PATH, {"restricted": False})
    assert restricted.get(path).json()["cycleDay"] == 6


def test_phones_go_on_to_sync(restricted):
    created = operation(
        "journal", "create", "3f9f2a52-44a5-4e0b-bb5c-0f6a5c0d9b11", {"date": "2026-03-01"}
    )
    assert statuses(send(restricted, created)) == ["applied"]
    assert len(restricted.get("/sync").json()["changes"]) == 5


def test_she_can_export_and_set_retention_and_erase(restricted):
    files = unpack(download_export(restricted))
    [entry] = exported_records(files)["journal"].values()
    assert entry["cycleDay"] == 9  # as she sent it: a day computed from her log is processing
    retention = {"journal": 30, "period": None, "skin": None}
    assert restricted.put("/me/retention", retention).status_code == 202
    assert restricted.delete("/me/export").status_code == 204
    assert restricted.delete("/me").status_code == 202
    with time_machine.travel(timezone.now() + erasure.SETTLE):
        assert restricted.delete("/me").status_code == 200


def test_it_tells_since_when_and_a_repetition_changes_nothing(alice):
    assert alice.get(PATH).json() == {"restricted": False, "since": None}
    chosen = restrict(alice)
    assert chosen["restricted"] is True
    assert restrict(alice) == alice.get(PATH).json() == chosen
    for _ in range(2):
        ended = alice.put(PATH, {"restricted": False}).json()
        assert ended == alice.get(PATH).json() == {"restricted": False, "since": None}
    assert restrict(alice)["since"] > chosen["since"]


def test_it_outlives_a_rotation_and_a_retention_choice(restricted):
    chosen = restricted.get(PATH).json()
    keyring.rotate(user_id=restricted.user_id)
    restricted.put("/me/retention", {"journal": 365, "period": None, "skin": None})
    assert restricted.get(PATH).json() == chosen


def test_a_person_without_records_can_restrict(alice, issuer_key):
    KeyItem(alice.user_id, KeyItem.NAME).delete()
    keyring.forget()
    restrict(alice)
    assert alice.get(f"/journal/user/{alice.user_id}").status_code == 403


@pytest.mark.parametrize(
    "body", [{}, {"restricted": "true"}, {"restricted": 1}, {"restricted": None}]
)
def test_another_body_is_400(alice, body):
    assert alice.put(PATH, body).status_code == 400
    assert alice.get(PATH).json()["restricted"] is False


def test_another_process_follows_within_a_minute(alice):
    alice.post("/journal", {"date": "2026-03-01"})
    path = f"/journal/user/{alice.user_id}"
    remembered = dict(keyring._cache)
    restrict(alice)
    keyring._cache.update(remembered)  # as in a process that read her keys before
    with time_machine.travel(timezone.now() + timedelta(seconds=keyring.CACHE_SECONDS)):
        assert alice.get(path).status_code == 403


def test_nobody_waits_a_minute_for_the_end(restricted):
    remembered = dict(keyring._cache)
    restricted.put(PATH, {"restricted": False})
    keyring._cache.update(remembered)
    with time_machine.travel(timezone.now() + timedelta(seconds=2)):
        assert restricted.get(f"/journal/user/{restricted.user_id}").status_code == 200


def test_it_costs_no_call(alice, restricted):
    entry = restricted.post("/journal", {"date": "2026-03-07"}).json()
    restricted.put(PATH, {"restricted": False})
    path = f"/journal/{entry['entryId']}"
    restricted.get(path)
    for method, calls in (
        ("GET", ["GetItem", "Query", "Query"]),
        ("DELETE", ["GetItem", "PutItem"]),
    ):
        with store_faults() as made:
            restricted.send(method, path)
        assert made == calls


def test_only_her_own_data_is_restricted(restricted, stranger):
    assert stranger.get(f"/journal/user/{stranger.user_id}").status_code == 200
    assert stranger.get(PATH).json() == {"restricted": False, "since": None}
