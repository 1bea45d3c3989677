"""The calendar: logged days in their cells, and the predicted days after them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from period.charts.calendar import compose
from tests.support.browser_client import Browser
from tests.support.faults import store_faults
from tests.support.period_logs import log_period
from tests.support.svg import day_of, drawn, number, of_class, read, texts

TODAY = datetime.now(UTC).date()
STARTS = [TODAY - timedelta(days=10 + 28 * n) for n in range(5)]
FLOWS = ("heavy", "medium", "light", "spotting", "none")


def ask(phone, query=""):
    """Return the page of days, and the picture of it."""
    address = f"/period/user/{phone.user_id}?limit=100{query}"
    svg = phone.get(f"{address}&format=svg")
    assert svg.status_code == 200, svg.content
    return phone.get(address).json(), read(svg.content)


def days_of(picture, kind):
    return [str(day_of(cell)) for cell in of_class(picture, kind)]


@pytest.fixture
def regular(alice):
    for start in STARTS:
        log_period(alice, str(start), days=4)
    return alice


def test_every_logged_day_is_in_its_cell_with_its_flow(alice):
    for place, flow in enumerate(FLOWS, start=1):
        alice.post("/period", {"date": f"2026-03-{place:02}", "flow": flow})
    answer, picture = ask(alice)
    for flow in FLOWS:
        logged = [day["date"] for day in answer["results"] if day["flow"] == flow]
        assert days_of(picture, flow) == logged
    fills = {
        cell.find("{*}path").get("fill") for flow in FLOWS[:3] for cell in of_class(picture, flow)
    }
    assert len(fills) == 3
    for words in ("Heavy flow", "Medium flow", "Light flow", "Spotting", "no bleeding"):
        assert words in texts(picture)


@pytest.mark.parametrize(
    ("flow", "test", "kind", "facts"),
    [
        ("torrential", None, "logged", "torrential"),
        ("light", "unclear", "light", "flow light, unclear"),
    ],
)
def test_a_value_of_a_later_version_is_told_as_it_is(flow, test, kind, facts):
    """It may be stored when a release is rolled back."""
    day = {"date": "2026-03-01", "flow": flow, "symptoms": [], "ovulationTest": test}
    answer = {"next": None, "results": [day], "asOf": "2026-04-01"}
    picture = read(drawn(compose(answer=answer)))
    cell = of_class(picture, "day")[0]
    assert kind in cell.get("class").split()
    assert cell.find("{*}title").text == f"1 Mar 2026: {facts}."


def test_months_are_whole_and_weeks_begin_on_monday(alice):
    log_period(alice, "2024-02-27", days=4)
    _, picture = ask(alice, "&to=2024-12-31")
    cells = of_class(picture, "day")
    dates = [day_of(cell) for cell in cells]
    assert dates == [date(2024, 2, 1) + timedelta(days=n) for n in range(29 + 31)]
    places = [cell.get("transform")[len("translate(") : -1].split() for cell in cells[:29]]
    columns = sorted({float(x) for x, _ in places})
    assert all(
        float(x) == columns[day.weekday()] for day, (x, _) in zip(dates, places, strict=False)
    )
    assert len({float(y) for _, y in places}) == 5


def test_each_predicted_day_is_as_deep_as_it_is_probable(regular):
    _, picture = ask(regular)
    coming = regular.get(f"/period/predictions/{regular.user_id}").json()["nextPeriod"]
    odds = {day["date"]: day["probability"] for day in coming["distribution"]}
    cells = of_class(picture, "expected")
    assert days_of(picture, "expected") == [day for day, odd in odds.items() if odd >= 0.005]
    depths = {str(day_of(cell)): number(cell[2], "fill-opacity") for cell in cells}
    assert {day: round(depth / 2, 2) for day, depth in depths.items()} == {
        day: pytest.approx(min(odds[day], 0.3), abs=0.01) for day in depths
    }
    shares = {str(day_of(cell)): cell[3].text for cell in cells}
    assert shares[coming["date"]] == f"{odds[coming['date']]:.0%}".replace("%", "\u00a0%")
    assert days_of(picture, "now") == [str(TODAY)]
    words = texts(picture)
    assert "Next period most likely" in words
    assert "not medical" in words


def test_fertile_days_are_those_of_the_forecast(regular):
    _, picture = ask(regular)
    fertile = regular.get(f"/period/predictions/{regular.user_id}").json()["fertileDays"]
    shown = days_of(picture, "fertile")
    assert (shown[0], shown[-1]) == (fertile["first"], fertile["last"])


def test_ovulation_tests_and_symptoms_are_shown(alice):
    body = {"date": "2026-03-14", "flow": "none", "ovulationTest": "positive", "symptoms": ["<b>"]}
    alice.post("/period", body)
    _, picture = ask(alice)
    assert "+ positive" in texts(picture)
    tooltip = of_class(picture, "none")[0].find("{*}title").text
    assert tooltip == "14 Mar 2026: flow none, <b>, ovulation test positive."


@pytest.mark.parametrize("query", ["&to=2025-12-31", "older"])
def test_a_page_of_older_days_predicts_nothing(regular, query):
    if query == "older":
        first = regular.get(f"/period/user/{regular.user_id}?limit=3").json()
        svg = regular.get(first["next"].removeprefix("http://testserver") + "&format=svg")
        picture = read(svg.content)
    else:
        log_period(regular, "2025-03-01", days=2)
        _, picture = ask(regular, query)
    assert not of_class(picture, "expected")
    assert "Next period" not in texts(picture)
    assert of_class(picture, "medium")


def test_an_empty_log_says_what_to_do_first(alice):
    _, picture = ask(alice)
    assert "Log the first day of a period" in texts(picture)
    assert not of_class(picture, "day")


def test_a_query_without_a_match_does_not_say_that_the_log_is_empty(regular):
    _, picture = ask(regular, "&from=1990-01-01&to=1990-12-31")
    assert texts(picture) == "No logged day matches"


def test_the_picture_takes_a_forecast_more_than_the_page(regular):
    with store_faults() as calls:
        regular.get(f"/period/user/{regular.user_id}?format=svg")
    assert calls == ["Query", "Query", "Query", "GetItem"]
    with store_faults() as calls:
        regular.get(f"/period/user/{regular.user_id}")
    assert calls == ["Query"]


def test_a_stranger_sees_no_calendar(regular, stranger):
    refused = stranger.get(f"/period/user/{regular.user_id}?format=svg")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("day", ["1900-01-01", str(TODAY + timedelta(days=1))])
def test_the_first_day_and_the_last_that_can_be_logged_are_drawn(alice, day):
    alice.post("/period", {"date": day, "flow": "heavy"})
    _, picture = ask(alice)
    assert days_of(picture, "heavy") == [day]


def test_on_its_page_a_day_leads_to_its_record_or_to_the_form_with_its_date(alice):
    log_period(alice, "2026-03-10", days=1)
    log_period(alice, "2026-03-14", days=1)
    browser = Browser()
    browser.sign_in(alice.token)
    page = browser.get(f"/period/user/{alice.user_id}").content.decode()
    record, form = (
        re.search(rf'data-date="2026-03-{day}" href="([^"]+)"', page)[1] for day in (10, 12)
    )
    assert browser.get(record).status_code == 200
    field = re.search(r'<input[^>]* name="date"[^>]*>', browser.get(form).content.decode())[0]
    assert 'value="2026-03-12"' in field
