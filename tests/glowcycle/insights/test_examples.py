"""The examples of the document are what the method answers: each verdict, and no contradiction."""

import pytest

from glowcycle.insights.domain.discovery import RATE
from glowcycle.insights.example_readings import TODAY
from glowcycle.openapi.document import openapi
from glowcycle.openapi.parameters import EXAMPLES

ADDRESSES = ("/journal/insights/{userId}", "/skin/insights/{userId}")
NUMBERS = ("effect", "interval", "share", "usual", "pValue", "adjustedPValue", "smallestEffect")
every_address = pytest.mark.parametrize("address", ADDRESSES)


def example(address):
    content = openapi()["paths"][address]["get"]["responses"]["200"]["content"]
    [found] = content["application/json"]["examples"].values()
    return found["value"]


def windows(address):
    return [window for result in example(address)["results"] for window in result["windows"]]


def test_each_verdict_has_an_example():
    verdicts = {window["verdict"] for address in ADDRESSES for window in windows(address)}
    assert verdicts == {"too_early", "below_noise", "follows", "no_pattern"}


@every_address
def test_a_verdict_follows_from_its_numbers(address):
    for window in windows(address):
        if window["verdict"] == "too_early":
            assert window["lacking"] > 0
            assert {window[name] for name in NUMBERS} == {None}
            continue
        assert window["lacking"] == 0
        assert window["pValue"] <= window["adjustedPValue"]
        is_significant = window["adjustedPValue"] <= RATE
        assert is_significant == (window["verdict"] in ("follows", "below_noise"))
        assert window["interval"]["low"] < window["effect"] < window["interval"]["high"]


@every_address
def test_an_outcome_has_the_verdict_of_its_strongest_window(address):
    order = ("follows", "below_noise", "no_pattern", "too_early")
    for result in example(address)["results"]:
        verdicts = [window["verdict"] for window in result["windows"]]
        assert result["verdict"] == min(verdicts, key=order.index)


@every_address
def test_the_tests_are_the_windows_that_are_told_of(address):
    told = [window for window in windows(address) if window["pValue"] is not None]
    assert example(address)["tests"] == len(told)


@every_address
def test_a_result_stands_on_the_cycles_of_the_answer(address):
    answer = example(address)
    for result in answer["results"]:
        assert result["cycles"] <= answer["cycles"]["complete"]
        assert result["lacking"] == max(answer["cycles"]["needed"] - result["cycles"], 0)
        assert all(window["cycles"] <= result["cycles"] for window in result["windows"])
        assert max(day["cycles"] for day in result["folded"]) <= result["cycles"] + 1


@every_address
def test_its_days_are_those_of_the_other_examples(address):
    answer = example(address)
    assert answer["asOf"] == EXAMPLES["today"] == TODAY.isoformat()
    assert answer["from"] < answer["to"] <= answer["asOf"]
    for left_out in answer["cycles"]["leftOut"]:
        assert answer["from"] <= left_out["start"] < answer["to"]


def test_what_one_scan_cannot_tell_is_smaller_than_its_noise():
    answer = example("/skin/insights/{userId}")
    floors = answer["noise"]["metrics"]
    for result in answer["results"]:
        for window in result["windows"]:
            if window["verdict"] == "below_noise":
                assert abs(window["effect"]) < floors[result["name"]]["deviation"]
