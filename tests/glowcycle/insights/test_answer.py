"""The answer for both addresses: its order, its summary, and numbers that agree with its words."""

from dataclasses import replace
from datetime import date

import pytest

from glowcycle.insights.domain.cycles import FoundCycles, LeftOut
from glowcycle.insights.domain.outcomes import Insights, Outcome, OutcomeResult
from glowcycle.insights.example_readings import FOUND, journal_example, skin_example
from glowcycle.insights.serializers import insights_answer
from glowcycle.insights.summary import MAX_SENTENCES


@pytest.fixture(scope="module")
def journal():
    return journal_example()


@pytest.fixture(scope="module")
def skin():
    return skin_example()


def found(kind, verdict="no_pattern", *, days=10, name=None):
    of = Outcome(kind=kind, name=name, values={})
    return OutcomeResult(outcome=of, verdict=verdict, days=days, cycles=(), lacking=1, windows=())


def with_results(reading, *results):
    return replace(reading, insights=Insights(results=results, tests=0))


def test_the_examples_have_each_verdict(journal, skin):
    verdicts = {
        result["verdict"]
        for reading in (journal, skin)
        for result in insights_answer(reading, user_id="demo")["results"]
    }
    assert verdicts == {"follows", "no_pattern", "too_early", "below_noise"}


def test_the_numbers_of_a_window_are_those_of_its_text(journal):
    answer = insights_answer(journal, user_id="demo")
    window = answer["results"][0]["windows"][0]
    low, high = window["interval"]["low"], window["interval"]["high"]
    assert low < window["effect"] < high < 0
    assert f"{round(-window['effect'])} of 100 points lower" in window["text"]
    assert f"range: {round(-high)} to {round(-low)} lower." in window["text"]
    agreeing = round(window["share"] * window["cycles"])
    assert f"Of the {window['cycles']} cycles that can tell, {agreeing} show it" in window["text"]


def test_a_window_names_its_days(journal):
    windows = insights_answer(journal, user_id="demo")["results"][0]["windows"]
    days = [(each["window"], each["from"], each["to"], each["relativeTo"]) for each in windows]
    assert days == [
        ("perimenstrual", -3, 2, "menses"),
        ("premenstrual", -7, -4, "menses"),
        ("midCycle", -2, 2, "ovulation"),
    ]


def test_too_early_has_no_numbers(journal):
    result = insights_answer(journal, user_id="demo")["results"][-1]
    assert (result["verdict"], result["lacking"]) == ("too_early", 1)
    for window in result["windows"]:
        numbers = ("effect", "interval", "share", "usual", "pValue", "adjustedPValue")
        assert {window[name] for name in (*numbers, "smallestEffect")} == {None}


def test_what_follows_comes_first_then_energy_mood_pain_then_most_days(journal):
    results = [
        found("tag", days=30, name="b"),
        found("symptom", days=30, name="a"),
        found("tag", days=90, name="c"),
        found("pain"),
        found("mood"),
        found("energy", "too_early"),
        replace(journal.insights.results[0], outcome=Outcome(kind="symptom", name="d", values={})),
    ]
    answer = insights_answer(with_results(journal, *results), user_id="demo")
    assert [result["name"] or result["kind"] for result in answer["results"]] == [
        *("d", "energy", "mood", "pain"),
        *("c", "a", "b"),
    ]


def test_a_heading_names_what_alone_follows(journal, skin):
    assert insights_answer(journal, user_id="demo")["heading"] == "Your energy follows your cycle"
    heading = insights_answer(skin, user_id="demo")["heading"]
    assert heading == "Nothing that one scan can tell"


@pytest.mark.parametrize(
    ("results", "heading"),
    [
        ([], "Too early to say"),
        ([found("energy", "too_early")], "Too early to say"),
        ([found("energy"), found("mood", "too_early")], "No pattern along your cycle"),
    ],
)
def test_a_heading_says_the_most_that_is_known(journal, results, heading):
    assert insights_answer(with_results(journal, *results), user_id="demo")["heading"] == heading


def test_no_pattern_is_told_as_a_full_answer(journal):
    answer = insights_answer(with_results(journal, found("energy"), found("mood")), user_id="d")
    assert answer["sentences"][-1] == (
        "No pattern: Energy, Mood. That is the commonest answer, and a full one."
    )


def test_many_names_are_counted_and_sentences_stay_few(journal, skin):
    many = [found("tag", name=f"tag {number}") for number in range(20)]
    told = insights_answer(with_results(journal, *many), user_id="demo")["sentences"]
    assert told[-1].count("\u2068") == 4
    assert "and 16 more." in told[-1]
    for reading in (journal, skin):
        assert len(insights_answer(reading, user_id="demo")["sentences"]) <= MAX_SENTENCES


def test_many_that_follow_are_named(journal):
    [energy, *_] = [r for r in journal.insights.results if r.verdict == "follows"]
    four = [replace(energy, outcome=Outcome(kind="tag", name=name, values={})) for name in "abcd"]
    answer = insights_answer(with_results(journal, *four), user_id="demo")
    assert answer["heading"] == "4 things follow your cycle"
    assert (
        "These follow your cycle, too: \u2068b\u2069, \u2068c\u2069, \u2068d\u2069."
        in (answer["sentences"])
    )


def test_a_pause_says_so_and_nothing_else(journal):
    paused = replace(journal, cycles=FoundCycles(is_paused=True))
    answer = insights_answer(paused, user_id="demo")
    assert answer["reason"]["code"] == "paused"
    assert answer["sentences"] == [answer["reason"]["text"]]
    assert (answer["results"], answer["cycles"]["complete"]) == ([], 0)


def test_few_cycles_say_how_many_there_are(journal):
    few = FoundCycles(complete=FOUND.complete[:1])
    answer = insights_answer(replace(journal, cycles=few), user_id="demo")
    assert answer["sentences"][0] == (
        "You have 1 complete cycle here; an answer needs 5 with entries on at least 8 days each."
    )


def test_few_cycles_say_why_others_do_not_count(journal):
    other = [
        LeftOut(start=date(2025, 1, day), length=28, reason=reason)
        for day, reason in ((1, "excluded"), (2, "life_stage"), (3, "life_stage"))
    ]
    few = FoundCycles(complete=FOUND.complete[:1], left_out=other)
    answer = insights_answer(replace(journal, cycles=few), user_id="demo")
    assert answer["sentences"][1] == (
        "2 more do not count: At least in part in another stage of your life, as you told."
    )


def test_cycles_on_which_nothing_rests_are_not_called_a_basis(skin):
    """She has cycles enough, and no scans: more cycles alone would not help."""
    early = [found("metric", "too_early", name=name) for name in ("radiance", "pores")]
    [basis, *_] = insights_answer(with_results(skin, *early), user_id="demo")["sentences"]
    assert basis == (
        f"You have {len(FOUND.complete)} complete cycles here; an answer needs 5 with scans on at "
        "least 4 days each."
    )


def test_two_that_follow_are_named_in_the_heading(journal):
    [energy, *_] = [r for r in journal.insights.results if r.verdict == "follows"]
    tag = replace(energy, outcome=Outcome(kind="tag", name="a", values={}))
    heading = insights_answer(with_results(journal, energy, tag), user_id="demo")["heading"]
    assert heading == "Your energy and “\u2068a\u2069” follow your cycle"


def test_one_word_as_tag_and_symptom_is_not_named_twice_in_the_heading(journal):
    [energy, *_] = [r for r in journal.insights.results if r.verdict == "follows"]
    both = [
        replace(energy, outcome=Outcome(kind=kind, name="a", values={}))
        for kind in ("tag", "symptom")
    ]
    heading = insights_answer(with_results(journal, *both), user_id="demo")["heading"]
    assert heading == "2 things follow your cycle"


def test_left_out_noise_confounder_and_provenance_are_told(skin):
    answer = insights_answer(skin, user_id="demo")
    [left_out] = answer["cycles"]["leftOut"]
    assert (left_out["start"], left_out["reason"]) == ("2025-02-10", "period_not_logged")
    assert answer["noise"]["metrics"]["texture"] == {"deviation": 3.2, "source": "published"}
    assert answer["noise"]["metrics"]["moisture"] == {"deviation": None, "source": None}
    assert "After 5 more of them" in answer["noise"]["text"]
    [product] = answer["confounders"]
    assert (product["date"], product["name"]) == (date(2025, 9, 1).isoformat(), "retinol")
    assert answer["provenance"]["otherScans"] == 4


def test_the_fold_has_each_day_around_a_period(journal):
    folded = insights_answer(journal, user_id="demo")["results"][0]["folded"]
    assert [day["day"] for day in folded] == [*range(-14, 15)]
