"""What a link grants, and all that makes it grant nothing, read anew at each opening."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.errors import NotFound, QuotaExceeded, Unavailable
from glowcycle.person import secret_links
from glowcycle.person.consents.texts import HEALTH_DATA, TEXTS
from glowcycle.person.secret_links import LinkItem
from glowcycle.person.shares import services, uses
from glowcycle.person.shares.grants import check_passphrase, find_grant, note_opening
from glowcycle.person.shares.items import MAX_WRONG, ShareItem
from glowcycle.person.shares.uses import ShareUse
from tests.support.erasures import erase
from tests.support.faults import store_faults, throttled
from tests.support.shares import content, in_days, links_of, new_share, visit, write
from tests.support.thief import table

PASSPHRASE = "blue teapot"


def opens(secret):
    """Return whether the link grants anything to a new request."""
    with visit():
        try:
            find_grant(secret)
        except NotFound:
            return False
        return True


def guess(secret, text):
    """Return whether the passphrase was taken, None if the share does not open."""
    with visit():
        try:
            return check_passphrase(find_grant(secret), text)
        except NotFound:
            return None


def test_a_link_grants_what_she_said(alice):
    share = new_share(alice.user_id, first="2026-01-01", last="2026-03-01")
    with visit() as context:
        grant = find_grant(share.secret)
        assert (context.user_id, context.share.share_id) == (alice.user_id, share.share_id)
    assert (grant.user_id, grant.share_id, grant.name) == (
        alice.user_id,
        share.share_id,
        "Sam",
    )
    assert grant.scope == ("periodDates", "forecast")
    assert (grant.first, grant.last) == (date(2026, 1, 1), date(2026, 3, 1))
    assert (grant.expires_at, grant.passphrase_hash) == (share.ends, None)


def test_other_texts_grant_nothing_and_most_read_nothing(alice):
    secret = new_share(alice.user_id).secret
    other = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    for wrong in (other, secret[:-1], secret + "A", "", "../x", "ü" * 43, "A" * 43):
        assert not opens(wrong), wrong
    with visit() as context:
        with pytest.raises(NotFound):
            find_grant("x" * 42)
        assert context.calls == 0


def test_a_calendar_secret_opens_no_share(alice):
    share = new_share(alice.user_id)
    secret = secret_links.new_secret()
    link = secret_links.link_of(secret, kind="calendar")
    secret_links.store(link, owner=alice.user_id, target=share.key)
    assert not opens(secret)
    with visit():
        assert secret_links.find(share.secret, kind="calendar") is None


def test_the_store_has_no_secret(alice):
    secret = new_share(alice.user_id, passphrase=PASSPHRASE).secret
    stored = str(table(LinkItem.Meta.table_name))
    assert secret not in stored
    assert PASSPHRASE not in stored
    assert "Sam" not in stored


def test_an_ended_share_opens_nothing_at_once(alice):
    share = new_share(alice.user_id)
    assert opens(share.secret)
    services.end_share(write=write(alice.user_id, share.share_id, None))
    assert not opens(share.secret)
    assert secret_links.find(share.secret, kind="share") is None


def test_a_link_that_outlives_its_share_opens_nothing(alice):
    share = new_share(alice.user_id)
    services.end_share(write=write(alice.user_id, share.share_id, None))
    secret_links.store(share.link, owner=alice.user_id, target=share.key)
    assert not opens(share.secret)
    ShareItem(alice.user_id, share.key).delete()
    assert not opens(share.secret)


def test_an_older_link_that_is_put_back_opens_nothing(alice):
    """What is in clear decides nothing: only the sealed link does."""
    ends, share_id = in_days(9), str(uuid4())
    first = new_share(alice.user_id, share_id=share_id, ends_at=ends)
    again = new_share(alice.user_id, share_id=share_id, ends_at=ends)
    clients.dynamodb().update_item(
        TableName=ShareItem.Meta.table_name,
        Key={"userId": {"S": alice.user_id}, "item": {"S": first.key}},
        UpdateExpression="SET links = :l",
        ExpressionAttributeValues={":l": {"L": [{"S": first.link}]}},
    )
    secret_links.store(first.link, owner=alice.user_id, target=first.key)
    assert (opens(first.secret), opens(again.secret)) == (False, True)


def test_an_expired_share_opens_nothing(alice):
    share = new_share(alice.user_id)
    with time_machine.travel(share.ends - timedelta(seconds=1), tick=False):
        assert opens(share.secret)
    with time_machine.travel(share.ends, tick=False):
        assert not opens(share.secret)


def test_erasure_restriction_and_consent_close_it(alice, settings):
    share = new_share(alice.user_id)
    alice.put("/me/restriction", {"restricted": True})
    assert not opens(share.secret)
    alice.put("/me/restriction", {"restricted": False})
    assert opens(share.secret)
    settings.COLLECTION_CONSENT_REQUIRED = True
    assert not opens(share.secret)
    alice.put(f"/me/consents/{HEALTH_DATA}", {"version": TEXTS[HEALTH_DATA].version})
    assert opens(share.secret)
    alice.delete(f"/me/consents/{HEALTH_DATA}")
    assert not opens(share.secret)
    settings.COLLECTION_CONSENT_REQUIRED = False
    assert alice.delete("/me").status_code == 202
    assert not opens(share.secret)


def test_another_process_closes_it_at_once(alice):
    """The keys of this process may be a minute old; for others they are read anew."""
    share = new_share(alice.user_id)
    assert opens(share.secret)
    ring = keyring.find(user_id=alice.user_id)
    alice.put("/me/restriction", {"restricted": True})
    keyring._cache.remember(alice.user_id, ring, read_at=timezone.now().timestamp())
    assert not opens(share.secret)


def test_an_altered_share_opens_nothing(alice):
    share = new_share(alice.user_id)
    clients.dynamodb().update_item(
        TableName=ShareItem.Meta.table_name,
        Key={"userId": {"S": alice.user_id}, "item": {"S": share.key}},
        UpdateExpression="SET sealed = :s",
        ExpressionAttributeValues={":s": {"B": b"\x01" * 60}},
    )
    assert not opens(share.secret)


def test_erasure_removes_links_too(alice):
    share, other = new_share(alice.user_id), new_share(alice.user_id)
    services.create_share(
        write=write(alice.user_id, other.share_id, content(ends_at=other.ends_at))
    )
    erase(alice)
    assert links_of(alice.user_id) == []
    assert not opens(share.secret)


def test_the_right_passphrase_is_taken_and_not_counted(alice):
    secret = new_share(alice.user_id, passphrase=PASSPHRASE).secret
    assert [guess(secret, PASSPHRASE) for _ in range(MAX_WRONG + 1)] == [True] * (MAX_WRONG + 1)
    assert guess(new_share(alice.user_id).secret, "") is True


def test_ten_wrong_passphrases_lock_it_until_she_sets_another(alice):
    share = new_share(alice.user_id, passphrase=PASSPHRASE)
    assert [guess(share.secret, f"wrong {n}") for n in range(MAX_WRONG)] == [False] * MAX_WRONG
    assert guess(share.secret, PASSPHRASE) is None
    assert not opens(share.secret)
    [listed] = services.list_shares(user_id=alice.user_id)
    assert (listed.state, listed.wrong_passphrases) == ("locked", MAX_WRONG)
    change = write(alice.user_id, share.share_id, {"passphrase": "green kettle"})
    assert services.change_share(write=change).state == "open"
    assert guess(share.secret, PASSPHRASE) is False
    assert guess(share.secret, "green kettle") is True


def test_an_empty_passphrase_is_no_guess(alice):
    share = new_share(alice.user_id, passphrase=PASSPHRASE)
    assert [guess(share.secret, "") for _ in range(MAX_WRONG)] == [False] * MAX_WRONG
    assert guess(share.secret, PASSPHRASE) is True


def test_a_locked_share_opens_without_a_passphrase_once_she_removes_it(alice):
    share = new_share(alice.user_id, passphrase=PASSPHRASE)
    for number in range(MAX_WRONG):
        guess(share.secret, str(number))
    services.change_share(write=write(alice.user_id, share.share_id, {"passphrase": None}))
    assert guess(share.secret, "") is True


def test_many_guesses_at_once_are_ten(alice):
    secret = new_share(alice.user_id, passphrase=PASSPHRASE).secret
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda n: guess(secret, f"guess {n}"), range(32)))
    assert told.count(False) == MAX_WRONG
    assert told.count(None) == 32 - MAX_WRONG


def test_a_new_passphrase_is_a_new_version(alice):
    share = new_share(alice.user_id)
    share_id = share.share_id
    with visit():
        before = find_grant(share.secret).version
    services.change_share(write=write(alice.user_id, share_id, {"name": "Robin"}))
    with visit():
        assert find_grant(share.secret).version == before
    services.change_share(write=write(alice.user_id, share_id, {"passphrase": PASSPHRASE}))
    with visit():
        assert find_grant(share.secret).version != before


def test_openings_are_counted_and_bounded(alice, settings):
    settings.DAILY_SHARE_OPENINGS = 2
    share = new_share(alice.user_id)
    for kind in ("page", "page", "json"):
        with visit():
            note_opening(find_grant(share.secret), kind=kind)
    with visit(), pytest.raises(QuotaExceeded) as refused:
        note_opening(find_grant(share.secret), kind="page")
    assert refused.value.extra == {"budget": "shareOpenings"}
    use = ShareUse.find(alice.user_id, uses.use_of(alice.user_id, share.share_id).key)
    assert use.openings == 3
    with time_machine.travel(timezone.now() + timedelta(days=1)), visit():
        note_opening(find_grant(share.secret), kind="page")


def test_a_store_that_does_not_answer_is_no_closed_share(alice, no_waiting):
    share = new_share(alice.user_id)
    with store_faults(*[throttled] * 20), visit(), pytest.raises(Unavailable):
        find_grant(share.secret)
