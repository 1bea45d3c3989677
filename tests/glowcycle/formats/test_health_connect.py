"""Health Connect: the cycle out of the database of all that Android's apps measure."""

from datetime import date

import pytest

from glowcycle.formats.errors import WrongFile
from tests.support.health_connect_files import NAME, make_database, make_export
from tests.support.hostile_zips import make_zip
from tests.support.large_files.health_connect import insert, moment
from tests.support.read_histories import days, not_taken, read, read_history, recognizing

FLOW = "menstruation_flow_record_table"
PERIOD = "menstruation_period_record_table"
SPOTTING = "intermenstrual_bleeding_record_table"
MUCUS = "cervical_mucus_record_table"
OVULATION_TEST = "ovulation_test_record_table"
TEMPERATURE = "basal_body_temperature_record_table"
SEX = "sexual_activity_record_table"


def august(day, **kwargs):
    return moment(date(2026, 8, day), **kwargs)


def span(first, last):
    """Return the cells of a record from the start of one day of August to the end of another."""
    start, end = august(first, hour=0), august(last, hour=24)
    return {
        "start_time": start["time"],
        "start_zone_offset": start["zone_offset"],
        "end_time": end["time"],
        "end_zone_offset": end["zone_offset"],
        "local_date": start["local_date"],
    }


def fill_typical(database):
    insert(database, PERIOD, **span(1, 4))
    insert(database, FLOW, **august(1), flow=2)
    insert(database, FLOW, **august(2), flow=1)
    insert(database, FLOW, **august(2, hour=12), flow=3)
    insert(database, FLOW, **august(3), flow=0)
    insert(database, SPOTTING, **august(14))
    insert(database, MUCUS, **august(13), sensation=1, appearance=3)
    insert(database, MUCUS, **august(13, hour=20), sensation=1, appearance=5)
    insert(database, MUCUS, **august(15), sensation=2, appearance=0)
    for day, result in enumerate((3, 2, 1, 0), start=12):
        insert(database, OVULATION_TEST, **august(day), result=result)
    insert(database, TEMPERATURE, **august(14, hour=6.75), temperature=36.449999)
    insert(database, TEMPERATURE, **august(14, hour=9), temperature=36.9)
    insert(database, SEX, **august(10, hour=23.5), protection_used=1)
    insert(database, SEX, **august(11), protection_used=2)
    insert(database, SEX, **august(12), protection_used=0)
    insert(database, "steps_record_table", **span(1, 1), count=512)
    insert(database, "steps_record_table", **span(2, 2), count=97)


def one_flow(**cells):
    """Return the history of an export with one record of flow."""
    return read_history(make_export(lambda database: insert(database, FLOW, **cells)))


def test_reads_the_days_of_her_cycle():
    history = read_history(make_export(fill_typical))

    assert history.version == "20"
    assert days(history) == {
        "2026-08-01": {"flow": "medium", "startsPeriod": True},
        "2026-08-02": {"flow": "heavy"},
        "2026-08-03": {"flow": "unspecified"},
        "2026-08-04": {"flow": "unspecified"},
        "2026-08-10": {"sex": "protected"},
        "2026-08-11": {"sex": "unprotected"},
        "2026-08-12": {"ovulationTest": "negative"},
        "2026-08-13": {"mucus": "eggWhite", "ovulationTest": "high"},
        "2026-08-14": {
            "flow": "spotting",
            "ovulationTest": "positive",
            "temperature": {"celsius": 36.45, "time": "06:45"},
        },
        "2026-08-15": {"ovulationTest": "invalid"},
    }


def test_counts_all_that_it_does_not_take():
    assert not_taken(read_history(make_export(fill_typical))) == {
        ("steps_record_table", None, "no_place"): 2,
        ("menstruation_flow_record_table", "light", "several"): 1,
        (MUCUS, "creamy", "several"): 1,
        (MUCUS, "0", "incomplete"): 1,
        (f"{MUCUS}.sensation", "1", "no_place"): 2,
        (f"{MUCUS}.sensation", "2", "no_place"): 1,
        (TEMPERATURE, "36.9", "several"): 1,
        (SEX, "0", "incomplete"): 1,
    }


def test_reads_an_old_version_with_fewer_tables_and_columns():
    def fill(database):
        database.execute("PRAGMA user_version = 3")
        database.execute(f"CREATE TABLE {FLOW} (time INTEGER, zone_offset INTEGER, flow INTEGER)")
        day = august(1)
        database.execute(f"INSERT INTO {FLOW} VALUES (?, ?, 2)", (day["time"], day["zone_offset"]))

    history = read_history(make_zip({NAME: make_database(fill)}))

    assert history.version == "3"
    assert days(history) == {"2026-08-01": {"flow": "medium"}}


def test_reads_the_database_without_its_zip():
    def fill(database):
        database.execute(f"CREATE TABLE {FLOW} (local_date INTEGER, flow INTEGER)")
        database.execute(f"INSERT INTO {FLOW} VALUES (20000, 3)")

    assert days(read_history(make_database(fill))) == {"2024-10-04": {"flow": "heavy"}}


def test_refuses_a_damaged_database():
    whole = make_database(lambda database: database.execute(f"CREATE TABLE {FLOW} (flow INTEGER)"))

    for damaged in (whole[:3000], whole[:100] + bytes(1000) + whole[1100:], b"no database"):
        with pytest.raises(WrongFile, match="database that is damaged"):
            read_history(make_zip({NAME: damaged}))


def test_names_the_column_that_is_missing():
    def fill(database):
        database.execute(f"CREATE TABLE {FLOW} (row_id INTEGER PRIMARY KEY, local_date INTEGER)")

    with pytest.raises(WrongFile) as caught:
        read_history(make_zip({NAME: make_database(fill)}))

    assert caught.value.extra == {
        "expected": "a column flow",
        "seen": f"a table {FLOW} without it",
        "column": "flow",
    }


def test_refuses_a_zip_without_the_database():
    zipped = make_zip({"notes.txt": b""})

    assert recognizing(zipped) == []
    with pytest.raises(WrongFile):
        read("health-connect", zipped)


def test_keeps_the_day_of_its_own_offset():
    late = august(6, hour=23.9, zone=-8 * 3600)
    early = august(8, hour=0.1, zone=14 * 3600)

    for cells in (late, early):
        by_date = one_flow(**cells, flow=2)
        by_time = one_flow(**{**cells, "local_date": None}, flow=2)
        assert days(by_date) == days(by_time)


@pytest.mark.parametrize("cells", [{}, {"time": 1_785_571_200_000}, {"local_date": 2**62}])
def test_guesses_no_day(cells):
    history = one_flow(**cells, flow=2)

    assert not history.days
    assert not_taken(history) == {(FLOW, "2", "incomplete"): 1}


@pytest.mark.parametrize("flow", [4, -1, 2**62, None, "heavy", b"\xff", 1.5])
def test_counts_a_flow_that_is_unknown(flow):
    history = one_flow(**august(1), flow=flow)

    assert not history.days
    assert [(each.what, each.reason) for each in history.not_taken] == [(FLOW, "unknown")]


@pytest.mark.parametrize("celsius", [None, "warm", float("inf"), -float("inf")])
def test_counts_a_temperature_that_is_no_number(celsius):
    history = read_history(
        make_export(
            lambda database: insert(database, TEMPERATURE, **august(1), temperature=celsius)
        )
    )

    assert not history.days
    assert [each.reason for each in history.not_taken] == ["invalid"]


def test_leaves_out_a_period_of_a_year():
    def fill(database):
        insert(database, PERIOD, **{**span(1, 1), "end_time": moment(date(2027, 8, 1))["time"]})

    history = read_history(make_export(fill))

    assert not history.days
    assert [(each.what, each.reason) for each in history.not_taken] == [(PERIOD, "invalid")]


def test_takes_the_first_start_where_two_apps_differ_by_a_day():
    def fill(database):
        insert(database, PERIOD, **span(2, 5))
        insert(database, PERIOD, **span(1, 5))

    found = days(read_history(make_export(fill)))

    assert [day for day, values in found.items() if "startsPeriod" in values] == ["2026-08-01"]
    assert len(found) == 5
