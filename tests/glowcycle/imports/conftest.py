"""A person who imports: the services of imports run in her own context, as in a request."""

import pytest

from glowcycle.aws import request_context
from tests.support.people import someone


@pytest.fixture
def user_id():
    """The id of a person in whose context the test runs."""
    her_id = someone().user_id
    with request_context.act_for_user(her_id):
        yield her_id
