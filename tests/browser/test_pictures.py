"""Each hard picture is legible: on a phone and a desk, light, dark, printed, enlarged."""

import json
from datetime import UTC, datetime

import pytest

from tests.support import page_measures
from tests.support.browser_pages import sign_in
from tests.support.picture_people import PEOPLE, operations

TODAY = datetime.now(UTC).date()
TRIES = 5
PHONE, DESK = {"width": 320, "height": 800}, {"width": 1280, "height": 900}
ADDRESSES = {
    "calendar": "/period/user/",
    "forecast": "/period/predictions/",
    "cycles": "/period/cycles/",
    "journal": "/journal/user/",
    "skin": "/skin/user/",
    "insights into the journal": "/journal/insights/",
    "insights into the skin": "/skin/insights/",
}


def log(page, token, operations):
    """Log it, as a phone does: what a busy service had no time for is sent again."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    for _ in range(TRIES):
        body = json.dumps({"operations": operations})
        results = page.request.post("/sync", data=body, headers=headers).json()["results"]
        pairs = zip(operations, results, strict=True)
        left = [(sent, result) for sent, result in pairs if result["status"] != "applied"]
        assert {result["problem"]["status"] for _, result in left} <= {503}
        operations = [sent for sent, _ in left]
        if not operations:
            return
    pytest.fail("the service stays busy")


@pytest.fixture(params=PEOPLE, ids=lambda person: person.__name__)
def person(request, open_page, token_of):
    """Return a person's name, and a page on which she is signed in and has logged everything."""
    name = f"picture-{request.param.__name__}"
    token = token_of(name)
    page, _ = open_page(viewport=PHONE)
    for batch in operations(request.param(TODAY)):
        log(page, token, batch)
    sign_in(page, token)
    return name, page


def looks(page):
    """Show the open page in each look, and yield the name and the faults of each."""
    yield "phone, light", page_measures.faults(page)
    yield "phone, large text", page_measures.faults_with_large_text(page)
    page.emulate_media(color_scheme="dark")
    yield "phone, dark", page_measures.faults(page)
    page.set_viewport_size(DESK)
    yield "desk, dark", page_measures.faults(page)
    page.emulate_media(color_scheme="light")
    yield "desk, light", page_measures.faults(page)
    page.emulate_media(media="print")
    yield "print", page_measures.faults(page)
    page.emulate_media(media="screen")
    page.set_viewport_size(PHONE)


def test_each_picture_is_legible(person):
    name, page = person
    faults = []
    for picture, address in ADDRESSES.items():
        page.goto(f"{address}{name}")
        faults += [f"{picture}, {look}: {fault}" for look, found in looks(page) for fault in found]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)
