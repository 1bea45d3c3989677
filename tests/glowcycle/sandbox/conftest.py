from datetime import timedelta

import pytest

from glowcycle.sandbox import seeding
from glowcycle.sandbox.identity import issue_token
from glowcycle.sandbox.people import PEOPLE
from tests.support.browser_client import Browser
from tests.support.phone import Phone


@pytest.fixture
def phone_of():
    """Return the phone of a person of the sandbox, with her history as it is after a reset."""

    def phone(name):
        seeding.reset(PEOPLE[name])
        return Phone(name, issue_token(user_id=name, lifetime=timedelta(hours=1)))

    return phone


@pytest.fixture
def choose():
    """Return a browser that has chosen this person on the page to sign in."""

    def browser(name):
        found = Browser()
        found.submit(found.get("/"), "/sandbox/person", person=name)
        return found

    return browser
