"""The months of the calendar, and where its days lead on a page."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from glowcycle.charts.figures import figure
from period.charts.calendar import compose
from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from period.output_serializers import ForecastSerializer
from tests.support.period_logs import log_period
from tests.support.svg import day_of, drawn, of_class, read, texts

TODAY = date(2026, 11, 30)
REGULAR = [TODAY - timedelta(days=9 + 28 * n) for n in range(5)]


def logged(day, flow="medium", symptoms=(), test=None):
    return {
        "date": str(day),
        "flow": flow,
        "symptoms": [*symptoms],
        "ovulationTest": test,
    }


def answer(days, *, predicts=True):
    """Return the members that a calendar is drawn from, as the API gives them."""
    page = {"next": None, "results": days[::-1], "asOf": str(TODAY)}
    if not predicts:
        return page
    log = [Day(date.fromisoformat(day["date"]), day["flow"]) for day in days]
    return {**page, "forecast": ForecastSerializer.of(forecast(days=log, today=TODAY))}


def months(picture):
    return [panel.title for panel in picture.panels]


def cell(root, day):
    (found,) = [each for each in of_class(root, "day") if day_of(each) == day]
    return found


def test_a_month_between_that_has_no_day_is_drawn_and_says_so():
    starts = [date(2026, 6, 29), date(2026, 8, 30), date(2026, 11, 2)]
    picture = compose(answer=answer([logged(day) for day in starts], predicts=False))
    assert months(picture) == [
        *("June 2026", "July 2026", "August 2026", "September 2026", "October 2026"),
        "November 2026",
    ]
    assert texts(read(drawn(picture))).count("nothing logged") == 3
    assert "July 2026: nothing logged." in picture.description


def test_a_month_to_come_is_not_said_to_be_empty():
    picture = compose(answer=answer([logged(day) for day in reversed(REGULAR)]))
    assert months(picture)[-1] == "December 2026"
    assert "nothing logged" not in texts(read(drawn(picture)))


def test_a_life_between_two_days_is_one_line():
    days = [logged(date(1903, 5, 1)), logged(TODAY)]
    picture = compose(answer=answer(days, predicts=False))
    assert months(picture) == ["May 1903", "1481 months without a logged day", "November 2026"]
    assert len(of_class(read(drawn(picture)), "day")) == 31 + 30


def test_only_so_many_months_are_drawn_and_the_others_counted():
    days = [logged(date(1990 + n // 4, 1 + 3 * (n % 4), 1)) for n in range(100)]
    picture = compose(answer=answer(days, predicts=False))
    assert months(picture)[-1] == "October 2014"
    assert len(picture.panels) == 36
    assert picture.sentences[-1] == "262 older months are not drawn."


def test_each_day_leads_to_its_record_or_to_its_form_and_no_day_to_come_leads_anywhere():
    page = ET.fromstring(figure(picture=compose(answer=answer([logged(day) for day in REGULAR]))))
    for each in of_class(page, "day"):
        day, address = day_of(each), each.get("href")
        if day in REGULAR:
            assert address == f"/period/{day}"
        elif day <= TODAY:
            assert address == f"/period?date={day}"
        else:
            assert (each.tag, address) == ("g", None)
        assert each.tag == "g" or each.find("title").text.startswith(f"{day.day} ")


def test_today_is_the_day_of_the_answer():
    root = read(drawn(compose(answer=answer([logged(day) for day in REGULAR]))))
    assert [day_of(each) for each in of_class(root, "now")] == [TODAY]


def test_what_is_logged_beats_what_is_predicted():
    days = [logged(day) for day in reversed(REGULAR)]
    before = compose(answer=answer(days))
    fertile = day_of(of_class(read(drawn(before)), "fertile")[0])
    after = compose(answer={**answer(days), "results": [logged(fertile, "light"), *days]})
    classes = cell(read(drawn(after)), fertile).get("class").split()
    assert "light" in classes
    assert "fertile" not in classes


@pytest.mark.parametrize("flow", ["none", "spotting"])
def test_a_day_without_bleeding_stays_one_of_the_fertile_days(flow):
    days = [logged(day) for day in reversed(REGULAR)]
    fertile = [
        day_of(each) for each in of_class(read(drawn(compose(answer=answer(days)))), "fertile")
    ]
    tested = [logged(fertile[0], flow, test="negative"), *days]
    root = read(drawn(compose(answer={**answer(days), "results": tested})))
    assert [day_of(each) for each in of_class(root, "fertile")] == fertile
    title = cell(root, fertile[0]).find("{*}title").text
    assert title.endswith(f"flow {flow}, ovulation test negative, fertile day, estimated.")


@pytest.mark.parametrize(("symptoms", "dots"), [(0, 0), (1, 1), (3, 3), (7, 3)])
def test_symptoms_are_dots_and_all_have_their_names(symptoms, dots):
    names = [f"symptom {number}" for number in range(symptoms)]
    picture = compose(answer=answer([logged(TODAY, "none", names)], predicts=False))
    found = cell(read(drawn(picture)), TODAY)
    assert len(found.findall("{*}circle")) == dots
    assert ", ".join(["flow none", *names]) in found.find("{*}title").text
    assert any(entry.kind == "symptoms" for entry in picture.legend) == bool(symptoms)


def test_a_positive_test_is_full_and_a_negative_one_empty():
    days = [
        logged(TODAY - timedelta(days=1), "none", test="negative"),
        logged(TODAY, test="positive"),
    ]
    root = read(drawn(compose(answer=answer(days, predicts=False))))
    negative, positive = (
        of_class(root, test)[0].find("{*}circle") for test in ("negative", "positive")
    )
    assert negative.get("fill") != negative.get("stroke")
    assert positive.get("fill") == positive.get("stroke")


def test_a_shown_probability_is_that_of_its_day_also_within_fertile_days():
    odds = [{"date": str(TODAY + timedelta(days=n)), "probability": 0.08 * n} for n in (1, 2)]
    coming = answer([logged(day) for day in reversed(REGULAR)])
    coming["forecast"]["nextPeriod"]["distribution"] = odds
    coming["forecast"]["fertileDays"] = {"first": odds[0]["date"], "last": odds[0]["date"]}
    root = read(drawn(compose(answer=coming)))
    first, second = of_class(root, "expected")
    assert "fertile" in first.get("class").split()
    assert [found.findall("{*}text")[0].text for found in (first, second)] == ["8\xa0%", "16\xa0%"]
    depths = [float(of_class(found, "grid")[0].get("fill-opacity")) for found in (first, second)]
    assert depths == [0.16, 0.32]


def test_an_older_page_links_its_days_too(alice):
    log_period(alice, "2025-03-01", days=2)
    picture = alice.get(f"/period/user/{alice.user_id}?to=2025-12-31&format=svg")
    assert "Period log" in texts(read(picture.content))
    page = ET.fromstring(
        figure(picture=compose(answer=answer([logged("2025-03-01")], predicts=False)))
    )
    assert cell(page, date(2025, 3, 31)).get("href") == "/period?date=2025-03-31"


def test_a_day_of_another_page_is_neither_empty_nor_a_link():
    page = answer([logged(date(2026, 11, 10)), logged(date(2026, 11, 12))], predicts=False)
    other = {"next": "older", "previous": "newer", "query": {}}
    for members in (other, {"query": {"from": "2026-11-10", "to": "2026-11-12"}}):
        picture = compose(answer={**page, **members})
        root = ET.fromstring(figure(picture=picture))
        unknown = [day_of(each).day for each in of_class(root, "unknown")]
        assert unknown == [*range(1, 10), *range(13, 31)]
        assert not [each for each in of_class(root, "unknown") if each.get("href")]
        assert cell(root, date(2026, 11, 11)).get("href") == "/period?date=2026-11-11"
        assert ("unknown", "Not on this page.") in [(e.kind, e.text) for e in picture.legend]


def test_a_day_that_cannot_be_read_leads_to_it():
    page = answer([logged(TODAY)], predicts=False)
    lost = {"unreadable": [{"kind": "period", "id": "2026-10-05"}]}
    picture = compose(answer={**page, **lost})
    found = cell(ET.fromstring(figure(picture=picture)), date(2026, 10, 5))
    assert found.get("href") == "/period/2026-10-05"
    assert "5 Oct: cannot be read" in picture.description
    assert "nothing logged" not in picture.description
    assert "1 record cannot be read." in picture.sentences


def test_days_that_cannot_be_read_are_not_said_to_be_none():
    lost = [{"kind": "period", "id": "2026-10-05"}, {"kind": "period", "id": "2026-10-06"}]
    picture = compose(answer={**answer([], predicts=False), "unreadable": lost})
    assert picture.heading == "What is logged here cannot be read"
    assert [*picture.sentences] == ["2 records cannot be read."]
    assert months(picture) == ["October 2026"]
    root = ET.fromstring(figure(picture=picture))
    assert [day_of(each).day for each in of_class(root, "unreadable")] == [5, 6]


def test_the_smallest_probability_is_not_rounded_up():
    coming = answer([logged(day) for day in reversed(REGULAR)])
    odds = [{"date": str(TODAY + timedelta(days=9)), "probability": 0.005}]
    coming["forecast"]["nextPeriod"]["distribution"] = odds
    [day] = of_class(read(drawn(compose(answer=coming))), "expected")
    assert day.findall("{*}text")[0].text == "<1\xa0%"
    assert day.find("{*}title").text == "9 Dec: <1\xa0%"
