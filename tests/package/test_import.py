"""The packaged function brings the history of another app in, and takes it back."""

from io import BytesIO
from uuid import uuid4

import pytest

from tests.support.brought_files import DRIP, DRIP_DAYS
from tests.support.large_files.writers import writer
from tests.support.package.gateways import GATEWAYS
from tests.support.package.request_bodies import file_form, json_body

IMPORTS, TODAY = "/me/imports", (("today", "2026-03-20"),)


@pytest.fixture
def alice():
    return str(uuid4())


@pytest.fixture(params=GATEWAYS)
def gateway(request):
    return GATEWAYS[request.param]


def small_file(name, **size):
    file = BytesIO()
    writer(name)(file, **size)
    return file.getvalue()


def finished(send, *request, **parts):
    """Repeat the request until it is done; return the last answer."""
    for _ in range(20):
        answer = send(*request, **parts)
        if answer.status != 202:
            return answer
    raise AssertionError("it never ends")


def test_a_file_is_previewed_applied_and_undone(deployed, gateway, tokens, alice):
    def send(*request, **parts):
        return gateway.send(deployed, *request, token=tokens.token(alice), **parts)

    def days():
        return [log["date"] for log in send("GET", f"/period/user/{alice}").json()["results"]]

    body, content_type = file_form(DRIP)
    previewed = send("POST", IMPORTS, body=body, content_type=content_type, query=TODAY)
    assert previewed.status == 201, previewed.body
    assert previewed.json()["counts"]["period"]["new"] == len(DRIP_DAYS)
    assert days() == []
    path = f"{IMPORTS}/{previewed.json()['importId']}"
    assert previewed.headers["Location"] == gateway.prefix + path
    applied = finished(send, "POST", path, body=json_body())
    assert (applied.status, applied.json()["status"]) == (200, "applied")
    assert days() == list(DRIP_DAYS)
    undone = finished(send, "DELETE", path)
    assert (undone.status, undone.json()["status"]) == (200, "undone")
    assert days() == []


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("apple-health", {"size": 20_000, "menstrual": 10}),
        ("clue", {"days": 40}),
        ("daylio", {"rows": 10}),
        ("health-connect", {"days": 40}),
    ],
)
def test_the_archive_has_the_parser_of_each_kind_of_file(deployed, tokens, alice, name, size):
    """XML, JSON, CSV, and a database in a zip: each needs a part of Python or a library."""
    body, content_type = file_form(small_file(name, **size))
    token = tokens.token(alice)
    previewed = GATEWAYS["rest"].send(deployed, "POST", IMPORTS, token, body, content_type)
    assert previewed.status == 201, previewed.body
    assert previewed.json()["format"] == name
    assert sum(counts["new"] for counts in previewed.json()["counts"].values()) > 5
