"""The two walls of a share as a whole: previews, revocation, faulty code, logs, failing stores."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import clients, request_context
from glowcycle.encryption import keyring
from glowcycle.person.access_log import services as access_log
from glowcycle.person.shares import services, uses
from glowcycle.sharing import sections
from glowcycle.sharing.sections.section import Part, Section, Shown
from journal.models import JournalEntry
from tests.support.faults import none, store_faults, throttled, unreachable
from tests.support.shared_links import Visitor, link, path_of, program
from tests.support.shares import new_share, write

DAY = "2026-03-01"
CANARY = "canary-7f3a"


@pytest.fixture
def share(alice):
    alice.post("/journal", {"date": DAY, "mood": CANARY, "text": f"text {CANARY}"})
    return new_share(alice.user_id, scope=["journalMoods"])


def noted(phone, share):
    """Return her access log, and how often the share was opened."""
    with request_context.act_for_user(phone.user_id):
        use = uses.find_uses(user_id=phone.user_id).get(share.share_id)
        return access_log.read(user_id=phone.user_id), use and use.openings


PREVIEWS = [
    {"Accept": "*/*", "User-Agent": "WhatsApp/2.24"},
    {"Accept": "text/html", "User-Agent": "facebookexternalhit/1.1"},
    {"Accept": "text/html,*/*", "User-Agent": "Mozilla/5.0 SkypeUriPreview Preview/0.5"},
    {"Accept": "application/json", "User-Agent": "TelegramBot (like TwitterBot)"},
    {"Accept": "image/*", "User-Agent": "Slackbot-LinkExpanding 1.0"},
]


@pytest.mark.parametrize("headers", PREVIEWS, ids=lambda headers: headers["User-Agent"])
def test_a_preview_of_the_link_opens_nothing_and_is_not_noted(alice, share, headers):
    path, preview = path_of(share), Visitor(**{**headers, "accept": headers["Accept"]})
    before = noted(alice, share)
    for answer in (preview.get(path), preview.head(path), preview.get(f"{path}/report.pdf")):
        assert CANARY.encode() not in answer.content
        assert not answer.cookies
    assert noted(alice, share) == before


class Process:
    """Another process of the service, with what it remembers of her keys and choices."""

    def __init__(self):
        self.memory = dict(keyring._cache)

    def serve(self):
        keyring._cache.clear()
        keyring._cache.update(self.memory)


def revoke(phone, share):
    with request_context.act_for_user(phone.user_id):
        services.end_share(write=write(phone.user_id, share.share_id, None))


ENDS = {
    "revoked": revoke,
    "restricted": lambda phone, _: phone.put("/me/restriction", {"restricted": True}),
    "erased": lambda phone, _: phone.delete("/me"),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_another_process_shows_nothing_from_the_same_moment_on(alice, share, end):
    path, reader, visitor = path_of(share), program(), Visitor()
    assert CANARY in reader.show(path).content.decode()
    assert CANARY in visitor.show(path).content.decode()
    other = Process()
    end(alice, share)
    other.serve()
    for answer in (reader.get(path), visitor.get(path), reader.open(path), visitor.open(path)):
        assert answer.status_code == 404
        assert CANARY.encode() not in answer.content


def test_a_share_ends_while_it_is_open(alice, share):
    path, reader = path_of(share), program()
    assert reader.show(path).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=30, minutes=1), tick=False):
        reader.client.cookies.clear()
        assert reader.open(path).status_code == 404


def section(read):
    return Section("Moods", lambda _: Part(), lambda **given: Shown(read(**given)))


def read_text(*, user_id, **_):
    return [{"text": entry.text} for entry in JournalEntry.query(user_id)]


def read_other_table(*, user_id, **_):
    from period.models import DayLog

    return [day.flow for day in DayLog.query(user_id)]


def read_photo(*, user_id, **_):
    return clients.s3().list_objects_v2(Bucket="any", Prefix=f"kept/{user_id}/")


def write_record(*, user_id, **_):
    with request_context.narrowed(request_context.share_limits()):
        JournalEntry(user_id, "e", write_id="w").delete()
    return []


@pytest.mark.parametrize(
    ("fault", "status"),
    [(read_text, 200), (read_other_table, 500), (read_photo, 500), (write_record, 500)],
)
def test_a_faulty_section_widens_no_share(alice, share, monkeypatch, fault, status):
    alice.post("/period", {"date": DAY, "flow": "heavy"})
    faulty = {**sections.SECTIONS, "journalMoods": section(fault)}
    monkeypatch.setattr("glowcycle.sharing.opening.SECTIONS", faulty)
    client = program()
    client.open(path_of(share))
    answer = client.client.get(path_of(share), headers=client.headers)
    assert answer.status_code == status
    assert b"heavy" not in answer.content
    assert CANARY.encode() not in answer.content
    assert alice.get(f"/journal/user/{alice.user_id}").json()["results"][0]["mood"] == CANARY


def test_logs_and_metrics_hold_no_secret(alice, share, log, caplog):
    caplog.set_level(logging.DEBUG, logger="glowcycle")
    path, reader = path_of(share), program()
    for visitor in (reader, Visitor()):
        visitor.get(path)
        visitor.open(path, passphrase="a passphrase")
        visitor.get(path)
        visitor.get(f"{path}/report.pdf")
    with store_faults(*[unreachable] * 40):
        reader.get(path)
    [cookie] = reader.client.cookies.values()
    revoke(alice, share)
    reader.get(path)
    written = log()
    assert "shared/<str:secret>" in written
    secret, names = share.secret, [CANARY, "Sam", "a passphrase", alice.user_id]
    for text in (secret, secret[:20], cookie.value, share.link, share.share_id, *names):
        assert text not in written, text


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_whichever_call_fails_nothing_is_shown_in_part(alice, share, accept):
    path, visitor = path_of(share), Visitor(accept)
    visitor.open(path)
    with store_faults() as calls:
        whole = visitor.get(path)
    assert whole.status_code == 200
    for number in range(len(calls)):
        keyring.forget()
        with store_faults(*[none] * number, *[unreachable] * 2):
            answer = visitor.get(path)
        assert answer.status_code == 503, number
        assert CANARY.encode() not in answer.content
        with store_faults(*[none] * number, throttled):
            assert visitor.get(path).status_code == 200, number


@pytest.mark.calm  # a lost answer counts twice
def test_her_access_log_has_each_opening(alice, share):
    path, reader, visitor = path_of(share), program(), Visitor()
    reader.show(path)
    reader.get(path)
    visitor.show(path)
    entries, openings = noted(alice, share)
    assert {(entry.kind, entry.count) for entry in entries} == {("json", 2), ("page", 1)}
    assert openings == 3


def test_a_link_of_one_share_shows_nothing_of_another(alice, share):
    other = link(alice, "forecast")
    reader = program()
    assert reader.show(other).json()["scope"] == ["forecast"]
    assert CANARY not in reader.get(other).content.decode()
    assert reader.get(path_of(share)).status_code == 403
