"""A preview says what an import would do, and stores nothing but the parsed records."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.aws.request_context import RequestContext
from glowcycle.errors import QuotaExceeded, Unavailable
from glowcycle.formats.errors import TooLarge, UnknownFile, WrongFile
from glowcycle.formats.history import TooManyRecords
from glowcycle.person.consents.services import ConsentRequired
from glowcycle.person.imports import chunks, import_job, preview, preview_run
from glowcycle.sentences import Sentence
from tests.support import line_format, thief
from tests.support.faults import failing, store_faults, throttled
from tests.support.line_format import DAY, ENTRY, NONE, STAGE, TODAY, lines, seen, waiting


def stolen(phone):
    """Return every item of hers, of every table. Other tests may write to the same engine."""
    with request_context.act_as_operator():
        return {
            table: [item for item in items if item["userId"]["S"] == phone.user_id]
            for table, items in thief.tables().items()
        }


def test_new_records_are_counted_and_wait(alice):
    job = seen(alice, DAY, ENTRY, STAGE)
    content = job.content
    assert (job.status, content.format, content.app) == ("previewed", "lines", "Lines")
    assert (content.format_version, content.first, content.last) == (
        "1",
        "2024-01-01",
        "2024-02-01",
    )
    assert content.counts == {kind: {**NONE, "new": 1} for kind in ("journal", "period", "stage")}
    assert {(record.kind, record.values["date"]) for record in waiting(job)[:2]} == {
        ("period", "2024-01-01"),
        ("journal", "2024-01-02"),
    }
    stored = import_job.find(user_id=alice.user_id, import_id=job.import_id)
    assert stored.content == content


def test_nothing_else_is_stored(alice):
    before = stolen(alice)
    seen(alice, DAY, ENTRY, STAGE)
    new = thief.since(before, stolen(alice))
    items = sorted(item["item"]["S"].split("#")[0] for items in new.values() for item in items)
    assert items == ["count", "import", "importchunk"]
    texts = b"".join(thief.raw(item) for items in new.values() for item in items)
    for canary in (b"fine", b"work", b"light", b"pause", b"2024-0"):
        assert canary not in texts


def test_a_dry_run_stores_nothing_at_all(alice):
    before = stolen(alice)
    job = seen(alice, DAY, ENTRY, stores=False)
    assert job.content.counts["period"]["new"] == 1
    assert stolen(alice) == before


def test_equal_days_are_the_same_and_others_stay_hers(alice):
    alice.post("/period", {"date": "2024-01-01", "flow": "light"})
    alice.post("/period", {"date": "2024-01-02", "flow": "heavy"})
    job = seen(alice, DAY, {**DAY, "date": "2024-01-02"}, {**DAY, "date": "2024-01-03"})
    assert job.content.counts["period"] == {**NONE, "new": 1, "same": 1, "conflicting": 1}
    # What is there already waits for nothing; of her own day, empty fields may be filled.
    assert [record.key for record in waiting(job)] == ["2024-01-02", "2024-01-03"]


def test_what_she_deleted_is_skipped(alice):
    alice.post("/period", {"date": "2024-01-01", "flow": "light"})
    alice.delete("/period/2024-01-01")
    assert seen(alice, DAY).content.counts["period"] == {**NONE, "skipped": 1}


def test_stages_that_overlap_conflict(alice):
    alice.post("/period/stages", {"kind": "pause", "start": "2024-02-05"})
    apart = {**STAGE, "start": "2023-02-01", "end": "2023-02-09"}
    inside = {**STAGE, "start": "2023-02-03", "end": "2023-02-05"}
    job = seen(alice, STAGE, apart, inside)
    assert job.content.counts["stage"] == {**NONE, "new": 1, "conflicting": 2}


def test_stages_without_room_conflict(alice):
    stages = [
        {"is": "stage", "kind": "exclusion", "reason": "other", "start": f"{year}-{month:02}-01"}
        for year in range(1990, 2010)
        for month in range(1, 13)
    ]
    counts = seen(alice, *stages).content.counts["stage"]
    assert counts == {**NONE, "new": 200, "conflicting": 40}


def test_a_question_is_told_with_its_count_and_its_default_counts(alice):
    key = seen(alice, {**ENTRY, "mood": "Meh", "asks": ["mood:Meh"]}).content
    [question] = key.questions
    assert (question["id"], question["assumed"], question["count"]) == ("mood:Meh", "keep", 1)
    assert isinstance(question["text"], Sentence)
    assert [option["changes"] for option in question["options"]] == [{}, {"mood": "sad"}]


def test_the_outlook_tells_her_cycles(alice):
    days = [{**DAY, "date": str(date(2024, 1, 1) + timedelta(days=28 * n))} for n in range(5)]
    outlook = seen(alice, *days, today=date(2024, 5, 1)).content.outlook
    assert outlook["cycles"]["count"] == 5
    assert outlook["forecast"]["date"] == "2024-05-20"


def test_progress_is_reported(alice):
    told = []
    seen(alice, DAY, ENTRY, report_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2), (2, 2)]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.4", UnknownFile),
        (b"", WrongFile),
        (line_format.HEAD + b'{"is":"wrong"}', WrongFile),
    ],
)
def test_a_wrong_file_leaves_nothing(alice, content, error):
    before = stolen(alice)
    file = lines()
    file.seek(0)
    file.truncate()
    file.write(content)
    with pytest.raises(error):
        preview.preview(user_id=alice.user_id, file=file, today=TODAY)
    new = thief.since(before, stolen(alice))
    assert [item["item"]["S"][:5] for items in new.values() for item in items] == ["count"]


def test_too_many_records_are_too_large(alice, monkeypatch):
    def refuse(_source):
        raise TooManyRecords

    monkeypatch.setattr(line_format.LINES.__class__, "read", property(lambda _: refuse))
    with pytest.raises(TooLarge):
        seen(alice, DAY)


@pytest.mark.parametrize("checks", [0, 1, 10], ids=["at once", "as it is read", "later"])
def test_a_file_that_takes_too_long_is_too_large(alice, monkeypatch, checks):
    monkeypatch.setattr(preview_run, "BATCH", 1)
    left = [100] * checks
    hurried = RequestContext(user_id=alice.user_id, time_left=lambda: left.pop() if left else 1)
    with request_context.open_context(hurried), pytest.raises(TooLarge):
        seen(alice, *({**ENTRY, "date": "never"} for _ in range(20)), stores=False)
    assert not left


def test_too_much_text_is_too_large_and_leaves_no_chunk(alice, monkeypatch):
    monkeypatch.setattr(chunks, "MAX_CHUNKS", 2)
    monkeypatch.setattr(chunks, "MAX_BYTES", 1_000)
    entries = [{**ENTRY, "text": f"{number} " * 200} for number in range(9)]
    with pytest.raises(TooLarge):
        seen(alice, *entries)
    assert not [key for key in _keys(alice) if key.startswith("import")]


@pytest.mark.calm  # a lost answer counts twice
def test_a_day_has_so_many_previews(alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "imports": 2}
    for _ in range(2):
        seen(alice, DAY)
    with pytest.raises(QuotaExceeded):
        seen(alice, DAY)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        seen(alice, DAY)


def test_without_consent_nothing_is_read(alice, settings):
    settings.COLLECTION_CONSENT_REQUIRED = True
    with pytest.raises(ConsentRequired):
        seen(alice, DAY)


@pytest.mark.calm
def test_an_outage_costs_no_preview_of_the_day(alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "imports": 1}
    with (
        store_faults(failing, failing, operation="BatchGetItem"),
        pytest.raises(Unavailable),
    ):
        seen(alice, ENTRY)
    with store_faults(throttled, operation="BatchGetItem"):
        assert seen(alice, ENTRY).content.counts["journal"]["new"] == 1


def _keys(phone):
    table = stolen(phone)[import_job.HistoryImport.Meta.table_name]
    return [item["item"]["S"] for item in table]
