"""Brings the history that an invented person kept elsewhere, by the requests that her phone sends.

The sandbox lies below the rooms that serve them, so it asks as everybody does.
"""

import json
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from glowcycle.api.today import travel_to
from glowcycle.errors import Unavailable
from glowcycle.sandbox.identity import issue_token
from glowcycle.sandbox.other_app import Moved
from glowcycle.sandbox.people import SandboxPerson

MINUTE = timedelta(minutes=1)
MAX_CALLS = 20
ADDRESS = "/me/imports"


def bring_history(person: SandboxPerson, *, day: date) -> int:
    """Import the file that she brings, if there is one; return how many records it made.

    Raise Unavailable.
    """
    if not isinstance(person.history, Moved):
        return 0
    # Loaded when somebody chooses her: it brings libraries that no request needs.
    from django.test import Client

    token = issue_token(user_id=person.id, lifetime=MINUTE)
    client = Client(headers={"Authorization": f"Bearer {token}", "Host": settings.ALLOWED_HOSTS[0]})
    file = SimpleUploadedFile("drip.csv", person.history.file(day), content_type="text/csv")
    with travel_to(day):  # even if this request has travelled
        told = _answer(client.post(f"{ADDRESS}?today={day}", {"file": file}))
        for _ in range(MAX_CALLS):
            if told["status"] == "applied":
                break
            address = f"{ADDRESS}/{told['importId']}"
            told = _answer(client.post(address, {}, content_type="application/json"))
    return sum(told["result"]["made"].values())


def _answer(answer: Any) -> Any:
    if answer.status_code >= HTTPStatus.BAD_REQUEST:
        raise Unavailable("The history from the other app could not be brought.")
    return json.loads(answer.content)
