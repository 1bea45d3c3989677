"""Requests have a rate: of each person, and of each address that needs no token."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from glowcycle.api import throttles
from glowcycle.api.permissions import OPEN_ROUTES
from glowcycle.api.throttles import BURST_SECONDS
from glowcycle.sandbox.identity import issue_token
from tests.support.people import someone
from tests.support.phone import Phone
from tests.support.problems import assert_problem
from tests.support.routes import ROUTES

BURST = 2 * BURST_SECONDS  # at two requests a second
OPEN = ["/health", "/schema", "/docs", "/me/receipts/5d0e6a2e-2f43-4b8e-9b1c-0c2b3a4d5e6f"]
PARTS = {
    "entry_id": str(uuid4()),
    "scan_id": str(uuid4()),
    "stage_id": str(uuid4()),
    "photo_id": str(uuid4()),
    "receipt_id": str(uuid4()),
    "import_id": str(uuid4()),
    "share_id": str(uuid4()),
    "date": "2026-03-01",
    "day": "2026-03-01",
    "name": "photo-analysis",
}


@pytest.fixture
def now(monkeypatch):
    """Return a clock that stands still; set its `time`."""
    clock = SimpleNamespace(time=1000.0)
    monkeypatch.setattr(throttles, "time", SimpleNamespace(monotonic=lambda: clock.time))
    monkeypatch.setattr(throttles, "_paid_until", type(throttles._paid_until)())
    return clock


@pytest.fixture(autouse=True)
def slow(settings):
    settings.REQUESTS_PER_SECOND = settings.OPEN_REQUESTS_PER_SECOND = 2


def allowed(phone, path, times):
    """Send the request that many times at once; return how many were not refused."""
    return [phone.get(path).status_code for _ in range(times)].count(200)


def test_a_flood_gets_its_burst_and_then_the_rate(alice, now):
    path = "/me/consents"
    assert allowed(alice, path, BURST + 20) == BURST
    problem = assert_problem(answer := alice.get(path), 429, "throttled")
    assert (problem["budget"], answer.headers["Retry-After"]) == ("requests", "1")
    for _ in range(5):
        now.time += 1
        assert allowed(alice, path, 10) == 2
    now.time += BURST_SECONDS
    assert allowed(alice, path, BURST + 20) == BURST


def test_a_refused_request_costs_the_store_nothing_and_names_nobody(alice, now, log):
    allowed(alice, "/me/consents", BURST)
    before = log()
    assert alice.post("/journal", {"date": "2026-03-01"}).status_code == 429
    new = log().removeprefix(before)
    assert '"storeCalls": 0' in new
    assert '"budget": "requests"' in new
    assert alice.user_id not in new


def test_every_address_of_hers_shares_one_rate(alice, now):
    allowed(alice, "/me/consents", BURST)
    for route in ROUTES:
        if route.name in OPEN_ROUTES:
            continue
        path = route.at({**PARTS, "user_id": alice.user_id})
        for method in route.offered - {"OPTIONS", "HEAD"}:
            body = {} if method in ("POST", "PUT", "PATCH") else None
            assert alice.send(method, path, body).status_code == 429, (method, path)


def test_many_tokens_of_one_person_share_one_rate(alice, now):
    phones = [
        Phone(alice.user_id, issue_token(user_id=alice.user_id, lifetime=timedelta(hours=hours)))
        for hours in range(1, 11)
    ]
    assert sum(allowed(phone, "/me/consents", BURST // 5) for phone in phones) == BURST


def test_a_flood_does_not_touch_another_person(alice, stranger, now):
    allowed(alice, "/me/consents", BURST + 1)
    assert allowed(stranger, "/me/consents", BURST) == BURST


@pytest.mark.parametrize("path", OPEN)
def test_each_open_address_has_a_rate_of_its_own(alice, nobody, now, path):
    answers = [nobody.get(path).status_code for _ in range(BURST + 10)]
    assert answers.count(429) == 10
    assert_problem(nobody.get(path), 429, "throttled")
    assert alice.get(path).status_code == 429  # a token changes nothing there
    for other in set(OPEN) - {path}:
        assert nobody.get(other).status_code != 429
    assert alice.get("/me/consents").status_code == 200


def test_a_load_balancer_is_never_refused(settings, nobody, now):
    """With the rate as it is set, a hundred nodes ask every five seconds for minutes."""
    settings.OPEN_REQUESTS_PER_SECOND = 100
    for _ in range(40):
        assert allowed(nobody, "/health", 100) == 100
        now.time += 5


def test_a_caller_without_a_valid_token_stays_401(now):
    stranger = Phone("nobody", "x.y.z")
    assert {stranger.get("/me/consents").status_code for _ in range(BURST + 5)} == {401}


def test_a_phone_that_imports_ten_years_is_not_refused(settings, now):
    """It sends 120 batches of sync in four parallel streams, then asks for all changes."""
    settings.REQUESTS_PER_SECOND = 20
    phone = someone()
    for number in range(250):
        assert phone.post("/sync", {"operations": []}).status_code == 200
        now.time += 0.02 * (number % 4 == 3)


def test_a_clock_that_is_set_back_refuses_nobody(alice, now):
    allowed(alice, "/me/consents", BURST + 1)
    now.time -= 500
    assert allowed(alice, "/me/consents", BURST + 1) == BURST


def test_the_process_remembers_a_bounded_number_of_callers(monkeypatch, now):
    monkeypatch.setattr(throttles, "MAX_CALLERS", 5)
    for number in range(50):
        throttles._take(f"person-{number}", rate=2)
    assert list(throttles._paid_until) == [f"person-{number}" for number in range(45, 50)]
