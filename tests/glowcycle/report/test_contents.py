from datetime import date

import pytest

from glowcycle.aws import request_context
from glowcycle.records import record_kinds
from glowcycle.report import contents, services
from glowcycle.report.contents import REPORT_FIELDS
from glowcycle.report.domain.facts import Typed
from glowcycle.storage import sealed_item
from tests.support.broken_records import SEALS
from tests.support.sample_requests import ADDRESSES, BODIES

TODAY = date(2026, 3, 31)
RANGE = {"first": date(2025, 4, 1), "last": TODAY, "today": TODAY}


@pytest.fixture
def her(alice):
    for kind, body in BODIES.items():
        assert alice.post(f"/{record_kinds()[kind].address()}", body).status_code == 201
    return alice


def test_every_field_that_is_read_exists():
    for name, kind in record_kinds().items():
        known = {*sealed_item.content_names(kind.model), *sealed_item.added_names(kind.model)}
        assert REPORT_FIELDS[name] <= known


def test_her_words_and_what_is_intimate_are_not_read(her):
    with request_context.act_for_user(her.user_id):
        read = contents.read(user_id=her.user_id, **RANGE)
    assert read.records["period"][0]["pain"] == 3
    assert read.records["journal"][0] == {"date": "2026-03-01", "mood": None, "energy": 70}
    for kind in ("period", "journal", "skin"):
        names = {name for content in read.records[kind] for name in content}
        assert not names & {"text", "tags", "note", "sex", "medication", "observations"}


def test_report_has_her_records(her):
    with request_context.act_for_user(her.user_id):
        report = services.make_report(user_id=her.user_id, typed=Typed(name="Ada"), **RANGE)
    assert report.cycles.last_period == date(2026, 3, 1)
    assert report.coverage.period_days == 1
    assert [stage.kind for stage in report.stages] == ["exclusion"]
    assert report.typed.name == "Ada"
    assert {facts.metric for facts in report.skin} >= {"radiance"}
    assert set(report.insights) == {"journal", "skin"}


def test_a_report_is_the_same_with_a_pause_and_without(her):
    def report():
        with request_context.act_for_user(her.user_id):
            return services.make_report(user_id=her.user_id, typed=Typed(), **RANGE)

    before = report()
    her.post("/period/stages", {"kind": "pause", "start": "2026-03-20"})
    assert report() == before
    assert set(before.insights) == {"journal", "skin"}


def test_journal_beyond_its_bound_is_named_and_leaves_the_period_log(her, monkeypatch):
    monkeypatch.setattr(contents, "MAX_RECORDS", 2)
    for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
        her.post("/journal", {"date": day, "energy": 50})
    with request_context.act_for_user(her.user_id):
        report = services.make_report(user_id=her.user_id, typed=Typed(), **RANGE)
    assert report.read_since == RANGE["first"]
    assert report.read_later == {"journal": date(2026, 3, 4)}
    assert report.coverage.period_days == 1


def test_a_record_that_cannot_be_read_is_counted(her):
    SEALS["empty"](her, ADDRESSES["journal"])
    with request_context.act_for_user(her.user_id):
        report = services.make_report(user_id=her.user_id, typed=Typed(), **RANGE)
    assert report.unreadable == 1
