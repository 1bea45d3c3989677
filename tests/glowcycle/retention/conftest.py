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


class LastingPhone(Phone):
    """A phone that gets a new token for each request, since the clock of these tests jumps."""

    def _headers(self, extra):
        self.token = issue_token(user_id=self.user_id, lifetime=timedelta(hours=1))
        return super()._headers(extra)


@pytest.fixture
def alice(clock):
    user_id = str(uuid4())
    with request_context.act_for_user(user_id):
        keyring.own(user_id=user_id)
    return LastingPhone(user_id, None)
