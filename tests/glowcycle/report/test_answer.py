import json
from dataclasses import replace
from datetime import date

import pytest

from glowcycle.api.languages import in_language
from glowcycle.report.answer import report_answer
from period.domain.periods.menses import OtherBleeding
from tests.support import report_facts as facts


def texts_of(value):
    """Yield every text with a space: a sentence, a label, a name."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts_of(each)
    elif isinstance(value, str) and " " in value:
        yield value


def test_answer_is_json_with_the_facts_and_their_sentences():
    answer = json.loads(json.dumps(report_answer(facts.full_report())))
    assert answer["cycles"]["lastPeriod"] == "2026-06-21"
    assert answer["cycles"]["length"]["median"] == 28.5
    assert answer["cycles"]["periods"][0]["start"] == "2026-06-21"
    assert answer["typed"] == {
        "name": "Ada",
        "birthYear": 1991,
        "menarcheAge": 12,
        "question": "Why?",
    }
    assert answer["complaints"][0]["byDay"][1] == {"day": 0, "days": 6, "with": 5, "mean": 5.5}


def test_strip_has_each_month_with_each_day():
    strip = report_answer(facts.full_report())["strip"]
    assert [month["month"] for month in strip][:2] == ["2025-12", "2026-01"]
    assert len(strip) == 12
    assert [len(month["days"]) for month in strip][:3] == [31, 31, 28]
    assert strip[0]["days"][2:9] == [None, *["medium"] * 5, None]


def test_summary_begins_with_last_period_length_and_regularity():
    summary = report_answer(facts.full_report())["summary"]
    assert summary == [
        "Last period: began on 21\u00a0June 2026, 162 days before this report.",
        "Cycle length: median 28.5, shortest 27, longest 31 days (6 cycles). Not counted: 1 (not "
        "over yet).",
        "Regularity: regular, 4 days between the shortest and the longest of 6 cycles; up to 7 is "
        "regular.",
        "Contraception (hormonal IUD), since 1\u00a0July 2026.",
        "Amount of bleeding: heavy, in 5 of 8 periods.",
    ]


@pytest.mark.parametrize(
    ("code", "when"),
    [("menopause", "after menopause"), ("pregnancy", "in a pregnancy")],
)
def test_bleeding_where_there_should_be_none_stands_out_first(code, when):
    day = date(2026, 11, 3)
    cycles = replace(facts.cycles(), other_bleeding=[OtherBleeding(day, day, code)])
    answer = report_answer(facts.full_report(cycles=cycles, stages=[]))
    assert answer["standsOut"][0] == f"Bleeding or spotting {when}: 3\u00a0November 2026."
    assert answer["cycles"]["otherBleeding"][0]["code"] == code


def test_regularity_in_doubt_says_why():
    term = replace(facts.figo("regularity", "irregular", 34), in_doubt=True)
    cycles = replace(facts.cycles(), figo=[term])
    summary = report_answer(facts.full_report(cycles=cycles))["summary"]
    assert summary[2].endswith("A period that was not logged would look the same.")


def test_newest_whole_window_stands_out():
    windows = [
        facts.window(("frequent",)),
        facts.window(("none",)),
        facts.window((), is_whole=False),
    ]
    cycles = replace(facts.cycles(), windows=windows, figo=[])
    told = report_answer(facts.full_report(cycles=cycles, stages=[]))["standsOut"]
    assert told[1] == "There was no bleeding in 90 days."


def test_improvement_before_a_period_is_not_called_worse():
    change = facts.change(difference=-2.0, percent=-20.0, raised=0)
    told = report_answer(facts.full_report(premenstrual=[change]))["premenstrual"]["changes"][0]
    assert "2 of 10 points lower in the week before a period" in told["text"]
    assert "not worse" in told["text"]


def test_report_without_a_log_says_so():
    answer = report_answer(facts.empty_report())
    assert answer["summary"][0] == "Last period: none logged."
    assert answer["cycles"]["length"] is None
    assert "Not logged: pain, symptoms" in answer["coverage"]["text"]


def test_each_language_says_every_sentence_in_its_own_words():
    english = set(texts_of(report_answer(facts.full_report())))
    for language in ("de", "es", "fr"):
        with in_language(language):
            answer = report_answer(facts.full_report())
        assert answer["language"] == language
        assert not english & set(texts_of(answer))


def untold_report(reason):
    terms = [
        replace(facts.figo(term, None, measured=None, count=0), untold=reason)
        for term in ("frequency", "regularity", "duration", "volume", "intermenstrual")
    ]
    empty = facts.empty_report()
    return replace(empty, cycles=replace(empty.cycles, figo=terms))


def test_under_a_hormonal_method_the_method_is_why_nothing_is_told():
    answer = report_answer(untold_report("hormonal_method"))
    why = "bleeding follows the hormonal method."
    assert answer["summary"][1] == f"Cycle length: cannot be told, {why}"
    assert answer["summary"][2] == f"Regularity: cannot be told, {why}"
    assert {each["untold"] for each in answer["cycles"]["figo"]} == {"hormonal_method"}


def test_irregular_cycles_stand_out_and_are_summed_up_once():
    report = facts.full_report()
    terms = [facts.figo("regularity", "irregular", 14, count=7)]
    answer = report_answer(replace(report, cycles=replace(report.cycles, figo=terms)))
    (told,) = (each for each in answer["summary"] if each.startswith("Regularity"))
    assert told in answer["standsOut"]


def test_much_bleeding_stands_out_before_its_window_is_over():
    report = facts.full_report()
    running = [facts.window(()), facts.window(("prolonged",), is_whole=False)]
    cycles = replace(report.cycles, figo=[], windows=running)
    answer = report_answer(replace(report, cycles=cycles))
    assert any("prolonged" in each for each in answer["standsOut"])


def test_a_wait_longer_than_each_cycle_stands_out():
    told = report_answer(facts.full_report(stages=[]))["standsOut"]
    assert told[0] == (
        "162 days since the last period began; the longest of 6 cycles lasted 31 days. A period "
        "that was not logged would look the same."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"as_of": facts.STARTS[-1] + 38 * facts.DAY, "last": facts.STARTS[-1] + 38 * facts.DAY},
        {"as_of": facts.TODAY + facts.DAY},
        {"cycles": replace(facts.cycles(), length=None)},
        {"cycles": replace(facts.cycles(), length=facts.spread(most=162))},
        {"cycles": replace(facts.cycles(), periods=[])},
    ],
    ids=["usual", "past", "no cycle", "longer before", "not running"],
)
def test_no_other_wait_stands_out(changes):
    told = report_answer(facts.full_report(stages=[], **changes))["standsOut"]
    assert not [text for text in told if "since the last period" in text]


def test_bleeding_outside_the_pauses_of_the_newest_window_stands_out():
    windows = [replace(facts.window(()), unscheduled_days=days) for days in (1, 2)]
    cycles = replace(facts.cycles(), windows=windows, figo=[])
    told = report_answer(facts.full_report(cycles=cycles))["standsOut"]
    assert told[1].startswith("2 days of bleeding outside the pauses of the packs, 1")
    assert not [text for text in told if text.startswith("1 day")]


def test_a_period_of_more_than_eight_days_stands_out_though_most_are_short():
    report = facts.full_report(stages=[])
    longest = replace(report.cycles.periods[2], bleeding_days=20)
    periods = [*report.cycles.periods[:2], longest]
    cycles = replace(report.cycles, figo=[], windows=[], periods=periods)
    (told, *_) = report_answer(replace(report, cycles=cycles))["standsOut"]
    assert told.startswith("Longest period: 20 days of bleeding, ")


def test_a_long_time_that_is_not_all_logged_stands_out():
    report = facts.full_report(stages=[])
    cycles = replace(report.cycles, length=None, days_without=120)
    (told, *_) = report_answer(replace(report, cycles=cycles))["standsOut"]
    assert told == "No period is logged for 120 days, and these days are not all logged."
