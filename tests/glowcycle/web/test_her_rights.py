"""The restriction, the access log and the history of a consent in a browser."""

import io
import re

from django.core.management import call_command

from glowcycle.web.humanize import humanize
from tests.support.markup import ParsedPage

RESTRICTION, ACCESS_LOG = "/me/restriction", "/me/access-log"
CONSENT = "/me/consents/photo-analysis"


def visible(page):
    """Return the page without the API's own answer at its foot."""
    return page.content.decode().partition("<pre")[0]


def test_the_menu_leads_to_both(signed_in):
    home = signed_in.get("/").content.decode()
    paths = [
        path
        for path in re.findall(r'href="(/[^"]*)"', home)
        if path.startswith(("/me", "/journal"))
    ]
    assert {RESTRICTION, ACCESS_LOG} < {*paths}
    assert paths.index(RESTRICTION) > paths.index(next(p for p in paths if "/journal" in p))


def test_she_can_restrict_and_end_it(signed_in, alice):
    alice.post("/journal", {"date": "2026-03-01"})
    page = signed_in.get(RESTRICTION)
    chosen = signed_in.submit(page, RESTRICTION, method="PUT", restricted="true")
    assert chosen.status_code == 200
    assert alice.get(RESTRICTION).json()["restricted"] is True
    for path in (f"/journal/user/{alice.user_id}", f"/period/predictions/{alice.user_id}"):
        refused = signed_in.get(path)
        assert refused.status_code == 403
        assert "You have restricted your data" in visible(refused)
        assert f'<a href="{RESTRICTION}">See your choice</a>' in visible(refused)
    ended = signed_in.submit(chosen, RESTRICTION, method="PUT", restricted=[])  # not ticked
    assert ended.status_code == 200
    assert signed_in.get(f"/journal/user/{alice.user_id}").status_code == 200


def test_she_can_log_while_restricted(signed_in, alice):
    alice.put(RESTRICTION, {"restricted": True})
    page = signed_in.get("/journal")
    saved = signed_in.submit(page, "/journal", date="2026-03-01", energy="50")
    assert "Done: the API answered 201" in visible(saved)
    assert "You have restricted your data" in visible(signed_in.get(saved.headers["Location"]))
    assert len(alice.get("/sync").json()["changes"]) == 1


def test_an_empty_log_says_so_and_a_full_one_says_what(signed_in, alice):
    assert "Nobody has looked at your data." in visible(signed_in.get(ACCESS_LOG))
    call_command("rotate_key", alice.user_id, stdout=io.StringIO())
    page = visible(signed_in.get(ACCESS_LOG))
    assert "Gave you a new data key." in page
    assert ParsedPage(page)


def test_the_history_of_a_consent_is_a_table(signed_in, alice):
    alice.delete(CONSENT)
    alice.put(CONSENT, {"version": "1"})
    history = alice.get(CONSENT).json()["history"]
    page = visible(signed_in.get(CONSENT))
    times = re.findall(r"<tr><th scope=\"row\">([^<]+)</th><td[^>]*>([^<]+)</td>", page)
    assert [withdrawn for _, withdrawn in times].count("–") == 1
    assert [given for given, _ in times] == [humanize(giving["givenAt"]) for giving in history]
    assert "You have not given this consent yet." in visible(
        signed_in.get("/me/consents/health-data")
    )
