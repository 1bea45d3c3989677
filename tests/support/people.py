"""Persons of the tests, as a phone is signed in for each."""

from datetime import timedelta
from uuid import uuid4

import moto.core  # noqa: F401  before any client is made: moto hooks into botocore on import
from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.encryption import keyring
from glowcycle.person.consents.items import ConsentItem
from glowcycle.person.consents.texts import PHOTO_ANALYSIS, TEXTS
from glowcycle.sandbox.identity import issue_token
from tests.support.phone import Phone


def someone() -> Phone:
    """Return the phone of a new person, who has only a data key and a consent to photo analysis."""
    user_id = str(uuid4())
    with request_context.act_for_user(user_id):
        keyring.own(user_id=user_id)
        # As `consents.give` stores it, without its reads: this runs before every test.
        ConsentItem(
            user_id,
            f"consent#{PHOTO_ANALYSIS}",
            version=TEXTS[PHOTO_ANALYSIS].version,
            given_at=timezone.now(),
        ).save()
    return Phone(user_id, issue_token(user_id=user_id, lifetime=timedelta(hours=1)))
