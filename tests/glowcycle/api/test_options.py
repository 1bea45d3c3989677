"""OPTIONS describes an address to readers of the API, by REST framework's metadata."""

import pytest

from glowcycle.api.parsers import FileForm
from tests.support.routes import ROUTES, every_route

JSON, CSV, SVG = "application/json", "text/csv", "image/svg+xml"
NOWHERE = "5b0e4c1e-4d0c-4b7e-8a55-2c1f7a9d3e10"


@pytest.mark.parametrize(
    ("path", "renders"),
    [
        ("/journal", [JSON]),
        (f"/journal/{NOWHERE}", [JSON]),
        ("/journal/user/me", [JSON, CSV, SVG]),
        ("/period/predictions/me", [JSON, SVG]),
        ("/me/retention", [JSON]),
        ("/health", [JSON]),
    ],
)
def test_options_names_the_forms_of_answers_that_accept_can_choose(alice, path, renders):
    assert alice.send("OPTIONS", path).json()["renders"] == renders


def test_options_names_the_bodies_that_an_address_parses(alice):
    assert alice.send("OPTIONS", "/skin").json()["parses"] == [JSON]
    assert alice.send("OPTIONS", "/skin/analyze").json()["parses"] == [JSON, FileForm.media_type]


def test_options_does_not_say_whether_a_record_exists(alice, stranger):
    address = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    missing = f"/journal/{NOWHERE}"
    answers = [p.send("OPTIONS", path) for p in (alice, stranger) for path in (address, missing)]
    assert len({answer.content for answer in answers}) == 1


@every_route
def test_options_describes_each_address_in_one_sentence(route, alice):
    ids = ("entry_id", "scan_id", "stage_id", "photo_id", "receipt_id", "import_id")
    ids += ("calendar_secret", "share_id")
    parts = dict.fromkeys(ids, NOWHERE)
    path = route.at({**parts, "user_id": "me", "day": "2026-03-01", "name": "analysis"})
    described = alice.send("OPTIONS", path).json()
    assert described["name"]
    assert described["description"].count(". ") == 0
    assert described["description"].endswith(".")
    assert "text/html" not in described["renders"]


def test_each_address_is_asked():
    assert len(ROUTES) > 20
