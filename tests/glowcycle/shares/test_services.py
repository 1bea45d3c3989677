"""Making, changing and ending shares: repeated, at once, interrupted."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import uuid4

import pytest
import time_machine

from glowcycle.aws import request_context
from glowcycle.errors import Contended, IdTaken, InvalidFields, NotFound, Unavailable
from glowcycle.person import secret_links
from glowcycle.person.shares import services
from glowcycle.person.shares.errors import MAX_OPEN, ShareEnded, TooManyShares
from glowcycle.person.shares.grants import find_grant
from tests.support.faults import lost, none, store_faults, unreachable
from tests.support.shares import content, in_days, links_of, new_share, visit, write


def opens(secret):
    with visit():
        try:
            return find_grant(secret).share_id
        except NotFound:
            return None


def test_a_repeated_create_makes_another_link_and_the_first_is_gone(alice):
    ends, share_id = in_days(5), str(uuid4())
    first = new_share(alice.user_id, share_id=share_id, ends_at=ends, passphrase="blue teapot")
    again = new_share(alice.user_id, share_id=share_id, ends_at=ends, passphrase="blue teapot")
    assert first.secret != again.secret
    assert (opens(first.secret), opens(again.secret)) == (None, share_id)
    assert links_of(alice.user_id) == [again.link]


def test_a_repetition_after_a_change_keeps_the_change(alice):
    ends, share_id = in_days(5), str(uuid4())
    new_share(alice.user_id, share_id=share_id, ends_at=ends)
    services.change_share(write=write(alice.user_id, share_id, {"name": "Robin"}))
    again = new_share(alice.user_id, share_id=share_id, ends_at=ends)
    assert (again.name, opens(again.secret)) == ("Robin", share_id)


@pytest.mark.parametrize(
    "other",
    [{"name": "Robin"}, {"scope": ["stages"]}, {"passphrase": "x" * 8}, {"first": "2026-01-01"}],
)
def test_other_content_under_the_same_id_is_refused(alice, other):
    ends, share_id = in_days(5), str(uuid4())
    share = new_share(alice.user_id, share_id=share_id, ends_at=ends)
    with pytest.raises(IdTaken):
        new_share(alice.user_id, share_id=share_id, ends_at=ends, **other)
    assert opens(share.secret) == share_id


def test_what_has_ended_stays_ended(alice):
    ends, share_id = in_days(5), str(uuid4())
    share = new_share(alice.user_id, share_id=share_id, ends_at=ends)
    with time_machine.travel(share.ends), pytest.raises(ShareEnded):
        services.change_share(write=write(alice.user_id, share_id, {"ends_at": in_days(9)}))
    services.end_share(write=write(alice.user_id, share_id, None))
    services.end_share(write=write(alice.user_id, share_id, None))
    with pytest.raises(ShareEnded):
        services.change_share(write=write(alice.user_id, share_id, {"name": "Robin"}))
    with pytest.raises(ShareEnded):
        new_share(alice.user_id, share_id=share_id, ends_at=ends)
    assert services.get_share(user_id=alice.user_id, share_id=share_id).state == "revoked"


def test_a_full_budget_refuses_no_end(alice, settings):
    share = new_share(alice.user_id)
    settings.WRITE_BUDGETS = {**settings.WRITE_BUDGETS, "writes": 0, "totalWrites": 0}
    services.end_share(write=write(alice.user_id, share.share_id, None))
    assert opens(share.secret) is None


def test_a_later_end_moves_the_link_and_an_end_of_the_share_stays(alice):
    share = new_share(alice.user_id, ends_at=in_days(5))
    later = in_days(50)
    services.change_share(write=write(alice.user_id, share.share_id, {"ends_at": later}))
    link = secret_links.find(share.secret, kind="share")
    assert f"{link.expires_at:%Y-%m-%dT%H:%M:%SZ}" == later
    services.end_share(write=write(alice.user_id, share.share_id, None))
    secret_links.move_expiry(share.link, expires_at=share.ends)
    assert links_of(alice.user_id) == []


def test_days_that_contradict_each_other_are_refused_in_parts_too(alice):
    share = new_share(alice.user_id, first="2026-02-01", last="2026-03-01")
    change = write(alice.user_id, share.share_id, {"last": "2026-01-31"})
    with pytest.raises(InvalidFields):
        services.change_share(write=change)


def test_there_are_at_most_so_many_open_ones(alice):
    shares = [new_share(alice.user_id) for _ in range(MAX_OPEN)]
    with pytest.raises(TooManyShares):
        new_share(alice.user_id)
    services.end_share(write=write(alice.user_id, shares[0].share_id, None))
    new_share(alice.user_id)
    assert len(services.list_shares(user_id=alice.user_id)) == MAX_OPEN + 1


def test_the_share_that_ended_first_goes_where_many_are_kept(alice, monkeypatch):
    monkeypatch.setattr(services, "MAX_KEPT", 3)
    shares = [new_share(alice.user_id) for _ in range(3)]
    for share in (shares[1], shares[0]):
        services.end_share(write=write(alice.user_id, share.share_id, None))
    new = new_share(alice.user_id)
    kept = {share.share_id for share in services.list_shares(user_id=alice.user_id)}
    assert kept == {shares[0].share_id, shares[2].share_id, new.share_id}


def test_many_creates_at_once_leave_one_link_that_opens(alice):
    ends, share_id = in_days(5), str(uuid4())

    def create(_number):
        with request_context.act_for_user(alice.user_id), suppress(Contended):
            return services.create_share(
                write=write(alice.user_id, share_id, content(ends_at=ends))
            ).secret
        return None

    with ThreadPoolExecutor(6) as pool:
        secrets = list(pool.map(create, range(6)))
    open_ones = [secret for secret in secrets if secret and opens(secret)]
    links = links_of(alice.user_id)
    assert len(links) == len(open_ones) == 1
    assert links == [services.get_share(user_id=alice.user_id, share_id=share_id).link]


def test_an_end_beats_a_new_link_at_once(alice):
    ends, share_id = in_days(5), str(uuid4())
    first = new_share(alice.user_id, share_id=share_id, ends_at=ends)

    def act(number):
        with request_context.act_for_user(alice.user_id), suppress(Contended, ShareEnded):
            if number % 2:
                services.end_share(write=write(alice.user_id, share_id, None))
            else:
                return services.create_share(
                    write=write(alice.user_id, share_id, content(ends_at=ends))
                ).secret
        return None

    with ThreadPoolExecutor(4) as pool:
        secrets = [first.secret, *pool.map(act, range(4))]
    assert [secret for secret in secrets if secret and opens(secret)] == []
    assert links_of(alice.user_id) == []


@pytest.mark.parametrize("fault", [lost, unreachable])
@pytest.mark.parametrize("step", range(8))
def test_a_create_that_is_cut_off_anywhere_can_be_repeated(alice, step, fault, no_waiting):
    ends, share_id = in_days(5), str(uuid4())
    with store_faults(*[none] * step, fault, fault), suppress(Unavailable):
        new_share(alice.user_id, share_id=share_id, ends_at=ends)
    share = new_share(alice.user_id, share_id=share_id, ends_at=ends)
    assert opens(share.secret) == share_id
    assert links_of(alice.user_id) == [share.link]


@pytest.mark.parametrize("step", range(5))
def test_an_end_whose_answer_is_lost_anywhere_is_an_end_when_repeated(alice, step, no_waiting):
    share = new_share(alice.user_id)
    end = write(alice.user_id, share.share_id, None)
    with store_faults(*[none] * step, lost, lost), suppress(Unavailable):
        services.end_share(write=end)
    services.end_share(write=end)
    assert opens(share.secret) is None
    assert links_of(alice.user_id) == []
