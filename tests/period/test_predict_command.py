"""`manage.py predict`: the forecast without a store."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.support.faults import store_faults

STARTS = "--starts=2026-01-03,2026-01-31, 2026-03-01,2026-03-30"


def predict(*arguments):
    out = StringIO()
    with store_faults() as calls:
        call_command("predict", *arguments, stdout=out)
    assert calls == []
    return out.getvalue()


def test_it_prints_the_forecast_of_the_api(alice):
    for start in ("2026-01-03", "2026-01-31", "2026-03-01", "2026-03-30"):
        alice.post("/period", {"date": start, "flow": "medium"})
    answer = alice.get(f"/period/predictions/{alice.user_id}?today=2026-04-12").json()
    assert answer.pop("unreadable") == []  # the command reads no store
    assert json.loads(predict(STARTS, "--today=2026-04-12")) == answer


def test_the_table_has_the_forecast_in_words():
    printed = predict(STARTS, "--today=2026-04-12", "--table")
    rows = {line[:18].strip(): line[18:] for line in printed.splitlines()}
    assert rows["Cycle day"].startswith("14")
    assert rows["Next period"].startswith("2026-04-2")
    assert "on average" in rows["So far"]
    assert "contraception" in rows["Note"]


def test_the_table_gives_the_reason_for_a_missing_date():
    printed = predict("--starts=2026-01-03", "--today=2026-08-01", "--table")
    assert "No period was logged for over 120 days" in printed
    late = predict(STARTS, "--today=2026-05-12", "--table")
    assert "\nLate" in late
    assert "\nQuestion          Your period is later than expected. Did it come?" in late
    assert "\nAssumption" in late


@pytest.mark.parametrize("starts", ["", "2026-01", "2026-01-01;2026-02-01"])
def test_an_invalid_day_is_refused(starts):
    with pytest.raises(CommandError, match="YYYY-MM-DD"):
        predict(f"--starts={starts}", "--today=2026-04-12")
