"""The last period of a log that ended years ago: found by one small query."""

from datetime import date, timedelta

from period.last_period import FIRST_PAGE, MAX_DAYS, find_last_period
from tests.support.faults import store_faults
from tests.support.long_history import every_day, log_of, long_history
from tests.support.period_logs import log_period

TODAY = date(2026, 3, 1)


def test_it_is_found_by_one_query(alice):
    for start in ("2019-11-10", "2019-12-08", "2020-01-05", "2020-02-02"):
        log_period(alice, start)
    with store_faults() as calls:
        period = find_last_period(user_id=alice.user_id, before=TODAY)
    assert (str(period.start), str(period.end)) == ("2020-02-02", "2020-02-06")
    assert calls == ["Query"]


def test_only_periods_before_that_day_count(alice):
    log_period(alice, "2020-01-05")
    assert find_last_period(user_id=alice.user_id, before=date(2020, 1, 5)) is None
    log_period(alice, "2019-12-08")
    assert (
        str(find_last_period(user_id=alice.user_id, before=date(2020, 1, 5)).start) == "2019-12-08"
    )


def test_without_a_log_there_is_none(alice):
    assert find_last_period(user_id=alice.user_id, before=TODAY) is None


def test_a_long_log_without_periods_is_read_in_part(alice):
    days = every_day(TODAY, first=TODAY - timedelta(days=2000))
    with long_history(log := log_of(alice.user_id, days, flow="none")):
        assert find_last_period(user_id=alice.user_id, before=TODAY) is None
    assert log.reads.records == MAX_DAYS == 5 * FIRST_PAGE
    assert log.reads.calls == 2
