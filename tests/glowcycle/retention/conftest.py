import math
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.encryption import keyring
from glowcycle.person.retention import services
from glowcycle.sandbox.identity import issue_token
from tests.support.phone import Phone


@pytest.fixture(autouse=True)
def no_time_limit(monkeypatch):
    """Let each call finish its work on a slow machine."""
    monkeypatch.setattr(services, "MAX_WAITING_SECONDS", math.inf)


@pytest.fixture
def clock():
    """A clock that stands still until a test shifts it."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def alice(clock):
    """A person whose token is valid for years."""
    user_id = str(uuid4())
    with request_context.act_for_user(user_id):
        keyring.own(user_id=user_id)
    return Phone(user_id, issue_token(user_id=user_id, lifetime=timedelta(days=3650)))
