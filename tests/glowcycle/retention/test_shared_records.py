"""A record that has expired is in no share and no calendar, before the store deletes it."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.test import Client
from django.utils import timezone

from journal.models import JournalEntry
from period.models import DayLog
from tests.support.period_logs import log_period
from tests.support.retention_choices import choose, write_entry
from tests.support.shared_links import link, program
from tests.support.shares import in_days

KEPT = timedelta(days=30)
SCOPES = ("periodDates", "forecast", "period", "stages", "journalMoods", "journalText")


def test_expired_records_are_shown_to_nobody(alice, clock):
    choose(alice, clock, journal=KEPT.days, period=KEPT.days, stage=KEPT.days)
    today = timezone.now().date()
    for days in (85, 57, 29):
        log_period(alice, str(today - timedelta(days=days)))
    write_entry(alice, mood="calm", text="hers")
    alice.post("/period/stages", {"kind": "irregular", "start": "2026-01-01", "reason": "pcos"})
    path = link(alice, *SCOPES, ends_at=in_days(60))
    calendar = urlsplit(alice.put("/me/calendar", {}).json()["url"]).path
    shown = program().show(path).json()
    assert all(shown[scope] for scope in SCOPES)
    assert b"VEVENT" in Client().get(calendar).content
    clock.shift(KEPT)
    silent = {scope: None if scope == "forecast" else [] for scope in SCOPES}
    after = program().show(path).json()
    assert {scope: after[scope] for scope in SCOPES} == silent
    assert b"VEVENT" not in Client().get(calendar).content
    for model in (JournalEntry, DayLog):
        assert [*model.query(alice.user_id)], "the store still has them"
