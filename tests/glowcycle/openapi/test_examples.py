"""The examples of the document are true: they keep the rules of the domain and of the service."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from glowcycle.openapi.document import openapi

ROUNDING = 0.00002
OF_THE_SERVER = ("userId", "createdAt", "updatedAt", "etag")


def _examples(part: Any) -> Iterator[Any]:
    """Yield each example of the document below this part."""
    if isinstance(part, dict):
        yield from (each["value"] for each in part.get("examples", {}).values())
        part = [inner for name, inner in part.items() if name != "examples"]
    for inner in part if isinstance(part, list) else ():
        yield from _examples(inner)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield each object in the value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from _objects(inner)


def objects_with(*names: str) -> list[dict[str, Any]]:
    """Return each object of an example that has all these members, none of them null."""
    found = [
        each
        for each in _objects(list(_examples(openapi()["paths"])))
        if all(each.get(name) is not None for name in names)
    ]
    assert found, names
    return found


def answer(path: str, method: str = "get", status: str = "200") -> Any:
    """Return the first JSON example of that answer."""
    response = openapi()["paths"][path][method]["responses"][status]
    return next(iter(response["content"]["application/json"]["examples"].values()))["value"]


def request(path: str, method: str = "post") -> Any:
    """Return the first JSON example of that body."""
    content = openapi()["paths"][path][method]["requestBody"]["content"]["application/json"]
    return next(iter(content["examples"].values()))["value"]


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def test_no_date_lies_outside_its_own_range():
    for each in objects_with("date", "earliest", "latest"):
        assert each["earliest"] <= each["date"] <= each["latest"], each
    for each in objects_with("start", "end", "bleedingDays"):
        assert each["start"] <= each["end"]
        assert each["bleedingDays"] <= (day(each["end"]) - day(each["start"])).days + 1
    for each in objects_with("first", "last"):
        assert each["first"] <= each["last"]


def test_probabilities_are_those_of_one_distribution():
    for each in objects_with("distribution", "withinTwoDays", "level"):
        by_day = {day(d["date"]): d["probability"] for d in each["distribution"]}
        assert 0.9 < sum(by_day.values()) <= 1 + ROUNDING
        before = sum(share for on, share in by_day.items() if on < day(each["date"]))
        assert before < 0.5 <= before + by_day[day(each["date"])], "the date is the median"
        near = sum(by_day.get(day(each["date"]) + timedelta(days=n), 0) for n in range(-2, 3))
        assert near * 0.98 < each["withinTwoDays"] <= near, "less where a period was not logged"
        inside = [p for d, p in by_day.items() if day(each["earliest"]) <= d <= day(each["latest"])]
        assert sum(inside) >= each["level"] - ROUNDING


def test_the_forecast_agrees_with_the_cycles_and_with_itself():
    forecast, cycles = answer("/period/predictions/{userId}"), answer("/period/cycles/{userId}")
    current = forecast["currentCycle"]
    assert (day(forecast["asOf"]) - day(current["start"])).days + 1 == current["day"]
    assert cycles["asOf"] == forecast["asOf"]
    assert cycles["results"][0]["period"] == current["period"]
    starts = [day(cycle["start"]) for cycle in cycles["results"]]
    lengths = [(later - start).days for later, start in pairwise(starts)]
    assert [cycle["length"] for cycle in cycles["results"]] == [None, *lengths]
    predicted = [forecast["nextPeriod"], *forecast["followingPeriods"]]
    assert forecast["asOf"] < predicted[0]["earliest"]
    assert sorted(predicted, key=lambda period: period["date"]) == predicted
    fertile, ovulation = forecast["fertileDays"], forecast["ovulation"]["date"]
    assert fertile["first"] <= ovulation <= fertile["last"] < predicted[0]["date"]
    record = forecast["trackRecord"]
    scored = [each for each in record["predictions"] if each["scored"]]
    assert len(scored) == record["scored"] <= len(lengths)
    assert {each["actual"] for each in scored} <= {str(start) for start in starts}
    assert forecast["basedOn"]["cyclesUsed"] == len(lengths)


def test_a_cycle_day_counts_from_the_period_of_the_other_examples():
    start = day(answer("/period/predictions/{userId}")["currentCycle"]["start"])
    for each in objects_with("cycleDay", "date"):
        assert each["cycleDay"] == (day(each["date"]) - start).days + 1


def test_times_follow_each_other():
    for before, after in (
        *(("createdAt", "updatedAt"), ("measuredAt", "createdAt"), ("givenAt", "withdrawnAt")),
        *(("keyDestroyedAt", "erasedAt"), ("erasedAt", "backupsLapseAt")),
    ):
        for each in _objects(list(_examples(openapi()["paths"]))):
            times = {**each, **(each.get("provenance") or {})}
            if times.get(before) and times.get(after):
                assert datetime.fromisoformat(times[before]) <= datetime.fromisoformat(times[after])
    for each in objects_with("date", "createdAt"):
        assert each["date"][:10] <= each["createdAt"][:10]


@pytest.mark.parametrize("path", ["/journal", "/skin"])
def test_the_service_answers_a_create_as_the_document_says(alice, path):
    assert alice.post("/period", request("/period")).status_code == 201
    sent = request(path)
    said, got = answer(path, "post", "201"), alice.post(path, sent)
    assert got.status_code == 201
    assert {**got.json(), **{name: said[name] for name in OF_THE_SERVER}} == said


def test_the_service_answers_the_period_and_sync_as_the_document_says(alice):
    said, got = answer("/period", "post", "201"), alice.post("/period", request("/period")).json()
    assert {**got, **{name: said[name] for name in OF_THE_SERVER}} == said
    (said,) = answer("/sync", "post")["results"]
    (got,) = alice.post("/sync", request("/sync")).json()["results"]
    record = {**got["change"]["record"], **{n: said["change"]["record"][n] for n in OF_THE_SERVER}}
    change = {**got["change"], "record": record}
    change |= {name: said["change"][name] for name in ("updatedAt", "etag")}
    assert {**got, "etag": said["etag"], "change": change} == said
