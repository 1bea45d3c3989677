"""A pregnancy of a file that must be over and lacks its end hides no period of hers."""

from datetime import date, timedelta

import pytest

from glowcycle.formats.history import History
from glowcycle.formats.pregnancies import leave_out_unended
from tests.support.brought_files import TODAY, brought
from tests.support.period_logs import log_period
from tests.support.read_histories import not_taken

DAY = date(2026, 3, 14)
OLD = {"kind": "pregnancy", "start": "2019-02-02", "dueDate": "2019-11-09"}
FLO = b"""{"operationalData": {"cycles": [
    {"period_start_date": "2019-02-02 00:00:00.0", "period_end_date": "2019-02-06 00:00:00.0",
     "pregnant": true, "pregnant_due_date": "2019-11-09 00:00:00.0"}]}}"""


def left(*stages):
    """Return the stages that stay, and what is counted."""
    history = History()
    for row, values in enumerate(stages, 1):
        history.add("stage", values, row=row)
    leave_out_unended(history, DAY)
    return [record.values for record in history.records()], not_taken(history)


def test_one_that_must_be_over_is_left_out_and_counted():
    last = {**OLD, "start": str(DAY - timedelta(weeks=44))}
    first = {**OLD, "start": str(DAY - timedelta(weeks=44, days=1)), "end": None}
    told = {("pregnancy", first["start"], "incomplete"): 1}
    assert left(first, last) == ([last], told)


@pytest.mark.parametrize(
    "other",
    [
        {**OLD, "end": "2019-11-02"},
        {**OLD, "stageId": "0c8a1f6e-52b7-4d0b-9a3e-6f1d2b7c9e44"},
        {"kind": "contraception", "method": "implant", "start": "2019-02-02"},
        {**OLD, "start": "no day"},
    ],
)
def test_all_else_stays(other):
    assert left(other) == ([other], {})


def test_her_own_periods_since_stay_periods(alice):
    for start in ("2026-01-05", "2026-02-03"):
        log_period(alice, start)
    address = brought(alice, FLO)
    assert list(alice.get(address).json()["result"]["made"]) == ["period"]
    cycles = alice.get(f"/period/cycles/me?today={TODAY}").json()["results"]
    starts = [cycle["start"] for cycle in cycles]
    assert starts == ["2026-02-03", "2026-01-05"]
