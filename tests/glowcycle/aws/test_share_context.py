"""A request becomes one of a share once, and its limits are only ever narrowed."""

from datetime import date

import pytest

from glowcycle.aws import request_context
from glowcycle.aws.request_context import RequestContext, narrowed, set_share, share_limits
from glowcycle.aws.share_limits import ShareLimits

WIDE = ShareLimits(
    share_id="s1",
    reads={"period": frozenset({"flow", "pain"}), "journal": frozenset({"text"})},
    person_items=frozenset({"profile", "moods"}),
    last=date(2026, 3, 31),
)


@pytest.fixture
def request_of_nobody():
    with request_context.open_context(RequestContext()) as context:
        yield context


def test_a_request_has_no_share_by_default(request_of_nobody):
    assert share_limits() is None


def test_a_share_names_the_owner_and_its_limits(request_of_nobody):
    set_share("hers", WIDE)
    assert (request_of_nobody.user_id, share_limits()) == ("hers", WIDE)


def test_the_same_share_may_set_other_limits(request_of_nobody):
    set_share("hers", ShareLimits(share_id="s1"))
    set_share("hers", WIDE)
    assert share_limits() == WIDE


@pytest.mark.parametrize(
    ("user_id", "share_id"), [("hers", "s2"), ("other's", "s1"), ("other's", "s2")]
)
def test_a_share_never_becomes_another(request_of_nobody, user_id, share_id):
    set_share("hers", WIDE)
    with pytest.raises(ValueError, match="nobody"):
        set_share(user_id, ShareLimits(share_id=share_id))
    assert (request_of_nobody.user_id, share_limits()) == ("hers", WIDE)


@pytest.mark.parametrize(
    "context", [RequestContext(user_id="hers"), RequestContext(is_operator=True)]
)
def test_a_request_of_somebody_never_becomes_one_of_a_share(context):
    with (
        request_context.open_context(context),
        pytest.raises(ValueError, match="nobody"),
    ):
        set_share("hers", WIDE)


def test_a_share_never_becomes_its_owner(request_of_nobody):
    set_share("hers", WIDE)
    with pytest.raises(ValueError, match="own"):
        request_context.set_user("hers")


def test_narrowing_leaves_what_both_allow_and_ends_with_the_block(request_of_nobody):
    set_share("hers", WIDE)
    limits = ShareLimits(
        share_id="s1",
        reads={"period": frozenset({"pain", "note"}), "skin": frozenset({"metrics"})},
        person_items=frozenset({"moods", "export"}),
        first=date(2026, 3, 1),
        last=date(2027, 1, 1),
    )
    with narrowed(limits):
        assert share_limits() == ShareLimits(
            share_id="s1",
            reads={"period": frozenset({"pain"})},
            person_items=frozenset({"moods"}),
            first=date(2026, 3, 1),
            last=date(2026, 3, 31),
        )
    assert share_limits() == WIDE


def test_narrowing_ends_with_an_error_too(request_of_nobody):
    set_share("hers", WIDE)
    with pytest.raises(ZeroDivisionError), narrowed(ShareLimits(share_id="s1")):
        raise ZeroDivisionError
    assert share_limits() == WIDE


def test_limits_of_another_share_narrow_nothing(request_of_nobody):
    with pytest.raises(ValueError, match="share"), narrowed(WIDE):
        pass
    set_share("hers", WIDE)
    with pytest.raises(ValueError, match="share"), narrowed(ShareLimits(share_id="s2")):
        pass
