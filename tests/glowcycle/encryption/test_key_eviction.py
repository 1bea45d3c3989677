"""Opened keys leave the memory when their minute is over."""

import gc
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from glowcycle.encryption import keyring
from glowcycle.encryption.data_keys import KeyRing
from tests.support.people import someone

MINUTE = timedelta(seconds=keyring.CACHE_SECONDS)
ENTRY = {"date": "2026-03-01", "text": "hers"}


@pytest.fixture
def clock():
    keyring.forget()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


def rings_in_memory(user_id):
    """Return her key rings, which hold the opened keys, wherever a reference to them is left."""
    return [each for each in gc.get_objects() if type(each) is KeyRing and each._user_id == user_id]


def use_keys(user_id):
    keyring.own(user_id=user_id).seal(b"hers", associated_data=("a", "b", "c"))


def test_another_persons_use_removes_keys_whose_minute_is_over(clock):
    hers, others = str(uuid4()), str(uuid4())
    use_keys(hers)
    clock.shift(MINUTE - timedelta(seconds=1))
    use_keys(others)
    assert rings_in_memory(hers)
    clock.shift(timedelta(seconds=1))
    use_keys(str(uuid4()))
    assert not rings_in_memory(hers)
    assert rings_in_memory(others)


@pytest.mark.parametrize("path", ["/health", "/me/receipts/0f0e0d0c-0b0a-4908-8706-050403020100"])
def test_a_request_without_a_person_removes_them(clock, nobody, path):
    phone = someone()
    address = phone.post("/journal", ENTRY).headers["Location"]
    phone.get(address)
    phone.get(f"/journal/user/{phone.user_id}")
    phone.patch(address, {"energy": 5})
    phone.delete(address)
    assert rings_in_memory(phone.user_id)
    clock.shift(MINUTE)
    nobody.get(path)
    assert not rings_in_memory(phone.user_id)


def test_keys_leave_without_any_further_use(monkeypatch):
    keyring.forget()
    monkeypatch.setattr(keyring._cache, "seconds", 0.5)
    monkeypatch.setattr(keyring._cache, "_timer", None)
    hers = [str(uuid4()) for _ in range(3)]
    for user_id in hers:
        use_keys(user_id)
    assert rings_in_memory(hers[-1])
    for _ in range(100):
        if not any(map(rings_in_memory, hers)):
            break
        threading.Event().wait(0.05)
    assert not any(map(rings_in_memory, hers))
    assert not keyring._cache


def test_a_clock_that_was_set_back_keeps_nothing(clock):
    hers = str(uuid4())
    use_keys(hers)
    clock.shift(-timedelta(hours=1))
    keyring.evict()
    assert not rings_in_memory(hers)


def test_the_timer_lives_only_while_there_are_keys(clock, monkeypatch):
    began = []
    monkeypatch.setattr(keyring._cache, "_timer", None)
    monkeypatch.setattr(keyring._cache, "_start_timer", began.append)
    use_keys(str(uuid4()))
    assert began == [keyring.CACHE_SECONDS] * len(began) != []
    clock.shift(MINUTE / 2)
    use_keys(str(uuid4()))
    began.clear()
    clock.shift(MINUTE / 2)
    keyring._cache._evict_again()
    assert began == [keyring.CACHE_SECONDS / 2]
    began.clear()
    clock.shift(MINUTE)
    keyring._cache._evict_again()
    assert began == []


def test_no_timer_keeps_a_process_alive():
    use_keys(str(uuid4()))
    assert keyring._cache._timer.daemon
