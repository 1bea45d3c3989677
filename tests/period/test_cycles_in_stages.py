"""Life stages in the cycles and in the cycle days of entries and scans."""

import pytest

from tests.support.broken_records import BREAKS, DATES
from tests.support.faults import store_faults
from tests.support.life_stages import add, stage
from tests.support.period_logs import log_period


def entry_on(phone, day, **extra):
    return phone.post("/journal", {"date": day, **extra}).json()


def cycles_of(phone, today="2026-06-20"):
    return phone.get(f"/period/cycles/{phone.user_id}?today={today}").json()["results"]


@pytest.fixture
def regular(alice):
    for start in ("2026-01-01", "2026-01-29", "2026-02-26", "2026-03-26"):
        log_period(alice, start)
    return alice


def listed_days(phone):
    entries = phone.get(f"/journal/user/{phone.user_id}").json()["results"]
    return {entry["date"]: entry["cycleDay"] for entry in entries}


@pytest.mark.parametrize(
    "body",
    [
        stage("pregnancy", "2026-04-10", dueDate="2026-12-31"),
        stage("postpartum", "2026-04-10", birthDate="2026-04-10"),
        stage("menopause", "2026-04-10"),
        stage("noPeriods", "2026-04-10"),
        stage("pause", "2026-04-10"),
    ],
    ids=lambda body: body["kind"],
)
def test_without_a_cycle_there_is_no_cycle_day_whatever_the_phone_sends(regular, body):
    for day in ("2026-04-09", "2026-04-11"):
        entry_on(regular, day, cycleDay=9)
    scan = {"date": "2026-04-11", "metrics": {"pores": 50}, "cycleDay": 9}
    scan_id = regular.post("/skin", scan).json()["scanId"]
    assert listed_days(regular) == {"2026-04-09": 15, "2026-04-11": 17}
    added = add(regular, body)
    assert listed_days(regular) == {"2026-04-09": 15, "2026-04-11": None}
    assert regular.get(f"/skin/{scan_id}").json()["cycleDay"] is None
    regular.delete(f"/period/stages/{added['stageId']}")
    assert listed_days(regular) == {"2026-04-09": 15, "2026-04-11": 17}
    assert regular.get(f"/skin/{scan_id}").json()["cycleDay"] == 17


@pytest.mark.parametrize("kind", ["contraception", "irregular", "perimenopause", "exclusion"])
def test_in_other_stages_the_cycle_day_counts_on(regular, kind):
    add(regular, stage(kind, "2026-03-01"))
    assert entry_on(regular, "2026-04-10")["cycleDay"] == 16


def test_in_a_stage_without_any_period_the_phones_cycle_day_is_not_answered(alice):
    add(alice, stage("pregnancy", "2026-01-10"))
    assert entry_on(alice, "2026-03-01", cycleDay=9)["cycleDay"] is None
    assert entry_on(alice, "2026-01-09", cycleDay=9)["cycleDay"] == 9


def test_counting_begins_again_with_the_first_period_after_a_birth(regular):
    add(regular, stage("postpartum", "2026-04-10", birthDate="2026-04-10"))
    log_period(regular, "2026-04-10", days=20)
    assert entry_on(regular, "2026-05-20")["cycleDay"] is None
    log_period(regular, "2026-05-25")
    assert entry_on(regular, "2026-05-26")["cycleDay"] == 2


def test_cycles_name_the_stage_that_touches_them(regular):
    add(regular, stage("pregnancy", "2026-02-15", "2026-02-20", dueDate=None, outcome="loss"))
    add(regular, stage("exclusion", "2026-01-05", "2026-01-06"))
    told = [
        (cycle["start"], cycle["length"], cycle["lifeStage"], cycle["excluded"])
        for cycle in cycles_of(regular, "2026-04-01")
    ]
    assert told == [
        ("2026-03-26", None, None, False),
        ("2026-01-29", None, "pregnancy", True),  # bleeding two weeks after the loss is no period
        ("2026-01-01", 28, "exclusion", True),
    ]


def test_her_word_changes_cycles_and_cycle_days_at_once(regular):
    log_period(regular, "2026-04-10", days=3)
    assert cycles_of(regular)[0]["period"]["needsConfirmation"] is True
    assert entry_on(regular, "2026-04-11")["cycleDay"] == 2
    regular.patch("/period/2026-04-10", {"startsPeriod": True})
    assert cycles_of(regular)[0]["period"]["needsConfirmation"] is False
    regular.patch("/period/2026-04-10", {"startsPeriod": False})
    assert cycles_of(regular)[0]["start"] == "2026-03-26"
    assert listed_days(regular) == {"2026-04-11": 17}


def test_her_word_on_a_later_day_changes_the_days_before_it(regular):
    """A page reads the log for some days after its records, too."""
    log_period(regular, "2026-04-10", days=3)
    entry_on(regular, "2026-04-10")
    regular.patch("/period/2026-04-12", {"startsPeriod": False})
    assert listed_days(regular) == {"2026-04-10": 16}


def test_a_page_reads_her_stages_once(regular):
    for day in ("2019-01-01", "2023-01-01", "2026-04-10"):
        entry_on(regular, day)
    with store_faults() as calls:
        regular.get(f"/journal/user/{regular.user_id}")
    assert len(calls) == 1 + 1 + 3  # entries, stages, and three times far apart


def test_while_processing_is_restricted_no_stage_is_read(regular):
    add(regular, stage("pregnancy", "2026-04-01"))
    entry = entry_on(regular, "2026-04-10", cycleDay=9)
    regular.put("/me/restriction", {"restricted": True})
    changed = regular.patch(f"/journal/{entry['entryId']}", {"energy": 5})
    assert changed.json()["cycleDay"] == 9


def test_cycles_name_a_stage_that_cannot_be_read_and_go_on_without_it(regular):
    stage_id = add(regular, stage("pregnancy", "2026-04-01"))["stageId"]
    address = f"/period/stages/{stage_id}"
    BREAKS[min(BREAKS.keys() - DATES.keys())](regular, address)
    answer = regular.get(f"/period/cycles/{regular.user_id}?today=2026-04-10").json()
    assert answer["unreadable"] == [{"kind": "stage", "id": stage_id}]
    assert [cycle["lifeStage"] for cycle in answer["results"]] == [None] * 4
