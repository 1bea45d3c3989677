"""The pages of a link: their headers and languages, and the one page of a link that is closed."""

import base64
import hashlib
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.person.shares import services
from tests.support.problems import assert_problem
from tests.support.shared_links import BROWSER, Visitor, link, path_of, program
from tests.support.shares import new_share, write

NOWHERE = f"/shared/{'A' * 43}"
SCOPES = ("periodDates", "forecast", "journalMoods", "report")


def end(phone, share):
    with request_context.act_for_user(phone.user_id):
        services.end_share(write=write(phone.user_id, share.share_id, None))


def told(answer):
    """Return all of an answer that is not made anew for each."""
    headers = {name: v for name, v in answer.headers.items() if name != "X-Request-Id"}
    body = re.sub(rb'"requestId": ?"[^"]*"', b"", answer.content)
    return answer.status_code, headers, body


def every_answer(path):
    """Return an answer of each kind at this link, and at one that opens nothing."""
    visitor, reader = Visitor(), program()
    yield from (visitor.get(path), reader.get(path), visitor.get(f"{path}/report.pdf"))
    yield from (visitor.open(path), reader.open(path))
    yield from (visitor.get(path), reader.get(path), visitor.head(path))
    yield from (visitor.get(f"{path}/report.pdf"), reader.get(f"{path}/report.pdf"))
    for nowhere in (NOWHERE, f"{NOWHERE}/report.pdf"):
        yield from (visitor.get(nowhere), reader.get(nowhere), visitor.open(nowhere))


def test_no_answer_is_kept_found_or_told_on(alice):
    answers = list(every_answer(link(alice, *SCOPES)))
    assert {answer.status_code for answer in answers} == {200, 303, 403, 404, 405}
    for answer in answers:
        headers = answer.headers
        assert headers["Cache-Control"] == "no-store"
        assert "ETag" not in headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert {"Accept", "Cookie"} <= set(headers["Vary"].split(", "))
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_a_page_runs_nothing_loads_nothing_and_leads_to_no_other_page(alice):
    path = link(alice, *SCOPES)
    visitor = Visitor()
    for page in (visitor.get(path), visitor.show(path), visitor.get(NOWHERE)):
        text, policy = page.content.decode(), page.headers["Content-Security-Policy"]
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in policy
        assert "form-action 'self'" in policy
        assert not re.search(r"<script|<img|<link|\son\w+=|\sstyle=|javascript:", text)
        assert set(re.findall(r'(?:href|src|action)="([^"]*)"', text)) <= {f"{path}/report.pdf"}


@pytest.mark.parametrize(
    ("wanted", "language", "text"),
    [
        ("de-AT, en;q=0.5", "de", "Jemand teilt etwas mit dir"),
        ("es", "es", "Alguien comparte algo contigo"),
        ("fr", "fr", "Quelqu’un partage quelque chose avec toi"),
        ("nl", "en", "Somebody shares something with you"),
    ],
)
def test_a_page_speaks_the_language_of_who_opens_it(alice, wanted, language, text):
    page = Visitor(**{"Accept-Language": wanted}).get(link(alice, "forecast"))
    assert f'<html lang="{language}">' in page.content.decode()
    assert text in page.content.decode()
    assert page.headers["Content-Language"] == language


def test_her_name_for_a_share_is_text_and_no_markup(alice):
    path = link(alice, "forecast", name='<b onclick="x">Sam</b> & \u202eevil')
    text = Visitor().show(path).content.decode()
    assert "&lt;b onclick=&quot;x&quot;&gt;Sam&lt;/b&gt; &amp; \u202eevil</bdi>" in text


def test_closed_links_are_all_alike(alice, stranger):
    revoked, expired = new_share(alice.user_id), new_share(alice.user_id)
    locked = new_share(alice.user_id, passphrase="right")
    erased = new_share(stranger.user_id)
    end(alice, revoked)
    for _ in range(10):
        program().open(path_of(locked), passphrase="wrong")
    assert stranger.delete("/me").status_code in (200, 202)
    paths = [path_of(share) for share in (revoked, locked, erased)]
    for visitor in (Visitor, program):
        for method in ("get", "open", "head"):
            expected = told(getattr(visitor(), method)(NOWHERE))
            assert expected[0] == 404
            for path in paths:
                assert told(getattr(visitor(), method)(path)) == expected
            with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
                assert told(getattr(visitor(), method)(path_of(expired))) == expected
    alice.put("/me/restriction", {"restricted": True})
    assert told(Visitor().get(path_of(expired))) == told(Visitor().get(NOWHERE))


@pytest.mark.parametrize(
    "secret", ["a", "A" * 2_000, "%00", "..", "%F0%9F%8C%B8", "A" * 42, "share"]
)
def test_no_other_text_is_a_secret(secret):
    assert_problem(program().get(f"/shared/{secret}"), 404, "not_found")
    page = Visitor().get(f"/shared/{secret}")
    assert "This link opens nothing" in page.content.decode()


@pytest.mark.parametrize("below", ["/", "/report.pdf/", "/report", "/x", "/report.pdf%00"])
def test_an_address_below_a_link_does_not_tell_whether_the_link_opens(alice, below):
    visitor = Visitor()
    path = link(alice, "report")
    visitor.show(path)  # its cookie goes along
    for accept in (BROWSER, "application/json"):
        visitor.headers["Accept"] = accept
        answers = [visitor.client.get(p + below, headers=visitor.headers) for p in (path, NOWHERE)]
        assert told(answers[0]) == told(answers[1])
        assert answers[0].status_code == 404


@pytest.mark.calm  # a lost answer counts twice
def test_a_share_opens_no_more_often_than_its_budget(alice, settings):
    settings.DAILY_SHARE_OPENINGS = 2
    path = link(alice, "forecast")
    reader, visitor = program(), Visitor()
    reader.open(path)
    visitor.open(path)
    assert [reader.get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert [visitor.get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert "very often today" in visitor.get(path).content.decode()
    assert assert_problem(reader.get(path), 429)["budget"] == "shareOpenings"


def test_pages_of_shares_need_no_qa_pages(alice, settings):
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "web" not in m and "csrf" not in m]
    path = link(alice, "journalMoods")
    assert "<button>Open</button>" in Visitor().get(path).content.decode()
    assert Visitor().show(path).status_code == 200
