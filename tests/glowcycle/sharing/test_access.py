"""What each scope may read, and that every field is in a scope or is never shared."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from glowcycle.aws import request_context
from glowcycle.aws.request_context import RequestContext
from glowcycle.person.moods.items import MoodsItem
from glowcycle.person.person_records import PersonRecord
from glowcycle.person.profile.items import ProfileItem
from glowcycle.person.shares.grants import OpenGrant
from glowcycle.person.shares.scopes import PRESETS, Scope
from glowcycle.records import record_kinds
from glowcycle.report.contents import REPORT_FIELDS
from glowcycle.sharing import access
from glowcycle.storage.sealed_item import added_names, content_names

SCOPES = get_args(Scope)
GRANT = OpenGrant(
    user_id="hers",
    share_id="s1",
    name="For you",
    scope=SCOPES,
    first=date(2026, 1, 1),
    last=date(2026, 3, 31),
    expires_at=datetime(2026, 5, 1, tzinfo=UTC),
    passphrase_hash=None,
    version="v1",
)


def fields():
    """Return the wire names of the content of each kind, "me" for what she said once."""
    models = {name: [kind.model] for name, kind in record_kinds().items()}
    models["me"] = [ProfileItem, MoodsItem]
    return {
        kind: {name for model in found for name in (*content_names(model), *added_names(model))}
        for kind, found in models.items()
    }


def test_each_field_is_in_a_scope_or_is_never_shared():
    for kind, names in fields().items():
        read = {name for scope in SCOPES for name in access.READS[scope].get(kind, ())}
        never = access.NEVER_READ.get(kind, frozenset())
        assert read | never == names, kind
        assert read & never == set(), kind


def test_no_scope_names_a_kind_that_there_is_not():
    known = fields().keys()
    assert all(access.READS[scope].keys() <= known for scope in SCOPES)
    items = {model.NAME for model in PersonRecord.__subclasses__() if hasattr(model, "NAME")}
    assert set().union(*access.PERSON_ITEMS.values()) <= items


@pytest.mark.parametrize(
    ("scope", "kind", "name"),
    [
        *((scope, "journal", "text") for scope in SCOPES if scope != "journalText"),
        *((scope, "journal", "tags") for scope in SCOPES if scope != "journalText"),
        *((scope, "period", "sex") for scope in SCOPES if scope != "intimate"),
        *((scope, "period", "note") for scope in SCOPES if scope != "intimate"),
        *((scope, "period", "medication") for scope in SCOPES if scope != "intimate"),
        ("periodDates", "period", "pregnancyTest"),
        ("period", "period", "pregnancyTest"),
        ("journalMoods", "period", "flow"),
        ("skinScores", "journal", "mood"),
    ],
)
def test_what_she_writes_for_herself_is_in_its_own_scope_alone(scope, kind, name):
    assert name not in access.limits_of(scope, GRANT).reads.get(kind, frozenset())


@pytest.mark.parametrize("scope", SCOPES)
def test_only_a_computed_scope_reads_outside_the_days(scope):
    limits = access.limits_of(scope, GRANT)
    days = (None, None) if scope in access.COMPUTED else (GRANT.first, GRANT.last)
    assert (limits.first, limits.last) == days


def test_a_share_without_a_scope_reads_nothing():
    with request_context.open_context(RequestContext()):
        access.admit(replace(GRANT, scope=()))
        limits = request_context.share_limits()
    assert (limits.reads, limits.person_items) == ({}, frozenset())


@pytest.mark.parametrize("scopes", [*((scope,) for scope in SCOPES), *PRESETS.values(), SCOPES])
def test_a_section_reads_what_its_scope_allows_whatever_else_the_share_has(scopes):
    grant = replace(GRANT, scope=scopes)
    with request_context.open_context(RequestContext()):
        access.admit(grant)
        for scope in scopes:
            with access.reading(scope, grant):
                assert request_context.share_limits() == access.limits_of(scope, grant)


def test_a_section_that_the_share_lacks_reads_nothing():
    grant = replace(GRANT, scope=("journalMoods",))
    with request_context.open_context(RequestContext()):
        access.admit(grant)
        with access.reading("journalText", grant):
            assert request_context.share_limits().reads == {"journal": frozenset()}
        with access.reading("intimate", grant):
            assert request_context.share_limits().reads == {}


def test_a_shared_report_reads_what_a_report_reads():
    assert access.READS["report"] == REPORT_FIELDS
