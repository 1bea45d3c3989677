"""A person who imports: the services of imports run in her own context, as in a request."""

import pytest

from glowcycle.aws import request_context
from tests.support.line_format import use_lines
from tests.support.people import someone


@pytest.fixture
def alice(monkeypatch):
    """A phone of a person in whose context the test runs, with the format of the tests alone."""
    use_lines(monkeypatch)
    phone = someone()
    with request_context.act_for_user(phone.user_id):
        yield phone


@pytest.fixture
def phone(monkeypatch):
    """A phone of a person, while the test itself may read the tables as an operator."""
    use_lines(monkeypatch)
    return someone()


@pytest.fixture
def user_id(alice):
    """The id of that person."""
    return alice.user_id
