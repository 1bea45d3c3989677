"""Her day, and what it moves when a request travels to another one."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

from glowcycle.api.today import today, travel_to

TRAVELLED = date(2031, 3, 14)


def test_today_is_the_day_of_the_servers_clock_in_utc(time_machine):
    time_machine.move_to(datetime(2031, 3, 14, 23, 30, tzinfo=UTC))
    assert today() == date(2031, 3, 14)


def test_another_day_ends_with_its_block_and_is_unknown_to_other_requests():
    seen = []
    with travel_to(TRAVELLED):
        assert today() == TRAVELLED
        other = Thread(target=lambda: seen.append(today()))
        other.start()
        other.join()
    assert [*seen, today()] == [datetime.now(UTC).date()] * 2


def test_forecasts_and_cycles_follow_it(alice):
    for start in ("2031-01-01", "2031-01-29", "2031-02-26"):
        with travel_to(date(2031, 3, 1)):
            assert alice.post("/period", {"date": start, "flow": "heavy"}).status_code == 201
    with travel_to(TRAVELLED):
        assert alice.get(f"/period/predictions/{alice.user_id}").json()["asOf"] == str(TRAVELLED)
        newest = alice.get(f"/period/cycles/{alice.user_id}").json()["results"][0]
        assert (newest["start"], newest["length"]) == ("2031-02-26", None)


def test_what_may_be_logged_ends_on_the_day_after_it(alice):
    with travel_to(TRAVELLED):
        later = {"date": str(TRAVELLED + timedelta(days=2)), "mood": "😌", "energy": 50}
        assert alice.post("/journal", later).status_code == 400
        next_day = {**later, "date": str(TRAVELLED + timedelta(days=1))}
        created = alice.post("/journal", next_day)
        assert created.status_code == 201
        assert created.json()["createdAt"][:10] == str(datetime.now(UTC).date())
    assert alice.post("/journal", {**next_day, "energy": 51}).status_code == 400


def test_a_client_does_not_keep_the_answer_of_another_day(alice):
    path = f"/period/predictions/{alice.user_id}"
    tag = alice.get(path).headers["ETag"]
    assert alice.get(path, If_None_Match=tag).status_code == 304
    with travel_to(TRAVELLED):
        assert alice.get(path, If_None_Match=tag).status_code == 200
