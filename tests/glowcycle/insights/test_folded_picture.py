"""The picture of insights: what it draws of which outcome, and that it is what the answer says."""

import re

import pytest

from glowcycle.insights.charts.folded_picture import compose
from tests.support.folded_answers import (
    CALM_ENERGY,
    ENERGY,
    METRICS,
    MOOD,
    answer_of,
    cycles_of,
    outcome,
    paused_answer,
    skin_answer,
    tag,
)
from tests.support.folded_panels import (
    day_at,
    marked_days,
    mean_points,
    panel_of,
    panels_of,
    picture_of,
    points,
    read_scale,
)
from tests.support.svg import NAMESPACE, drawn, of_class, read, texts


def test_what_follows_is_drawn_then_energy_and_mood_and_no_other():
    answer = answer_of(
        MOOD, CALM_ENERGY, outcome("pain", usual=2, spread=1), tag("tea"),
        tag("headache", effect=0.5, window="premenstrual"),
    )  # fmt: skip
    titles = [title.strip("\u2068\u2069") for title, _ in panels_of(answer)]
    assert titles == ["headache", "Energy", "Mood"]


def test_the_days_of_the_verdict_are_marked_and_named():
    panel = panel_of(answer_of(ENERGY, MOOD))
    assert marked_days(panel) == {"perimenstrual": [*range(-3, 3)]}
    assert "Around your period: lower" in texts(panel)
    panel = panel_of(answer_of(tag("headache", effect=0.5, window="premenstrual")))
    assert marked_days(panel) == {"premenstrual": [*range(-7, -3)]}
    assert "The days before your period: more often" in texts(panel)


def test_without_a_pattern_nothing_is_marked_and_it_says_so():
    panel = panel_of(answer_of(CALM_ENERGY))
    assert (marked_days(panel), of_class(panel, "usual")) == ({}, [])
    assert "No pattern" in texts(panel)


def test_days_around_ovulation_are_marked_where_most_of_her_cycles_have_them():
    follows = tag("headache", effect=0.5, window="midCycle")
    answer = answer_of(follows, cycles=cycles_of([28] * 9))
    assert marked_days(panel_of(answer))["midCycle"] == [-14, -13, 11, 12, 13]
    assert "stand at the ends of the picture" in texts(picture_of(answer))


def test_days_around_ovulation_that_lie_elsewhere_in_each_cycle_are_not_marked():
    follows = tag("headache", effect=0.8, window="midCycle")
    cycles = cycles_of([30] * 10, luteal=(7, 12, 18, 24))
    answer = answer_of(follows, cycles=cycles)
    assert answer["results"][0]["verdict"] == "follows"
    assert "midCycle" not in marked_days(panel_of(answer))
    assert "The days around ovulation are not marked" in texts(picture_of(answer))


@pytest.mark.parametrize(
    ("outcomes", "exact"),
    [([ENERGY], 0.5), ([MOOD], 0.05), ([tag("tea", effect=0.6, window="perimenstrual")], 0.5)],
    ids=["energy", "mood", "tag"],
)
def test_each_mean_is_drawn_where_the_answer_says(outcomes, exact):
    answer = answer_of(*outcomes)
    panel, result = panel_of(answer), answer["results"][0]
    value_at = read_scale(panel)
    size = 100 if result["unit"] == "share" else 1
    told = {each["day"]: size * each["mean"] for each in result["folded"] if each["cycles"] >= 3}
    shown = {day_at(x): value_at(y) for x, y in mean_points(panel)}
    assert shown == pytest.approx(told, abs=exact)


def test_each_number_beside_a_day_is_the_answers():
    answer = answer_of(ENERGY, tag("headache", effect=0.5, window="premenstrual"))
    for place, result in enumerate(answer["results"]):
        columns = of_class(panel_of(answer, place), "days")[0]
        said = [title.text for title in columns.iter(f"{NAMESPACE}title")]
        told = [each for each in result["folded"] if each["low"] is not None]
        assert len(told) > 26
        said = [text for text in said if "(" in text]
        for text, each in zip(said, told, strict=True):
            numbers = [float(found) for found in re.findall(r"[\d.]+", text.split(": ")[1])]
            values = [each["mean"], each["low"], each["high"]]
            if result["unit"] == "share":
                values = [100 * value for value in values]
            assert numbers == pytest.approx([*values, each["cycles"]], abs=1)


def test_the_mean_of_the_marked_days_is_a_line_and_that_of_the_others_a_dashed_one():
    answer = answer_of(ENERGY)
    panel = panel_of(answer)
    (line,) = of_class(panel, "usual")
    (window,) = [each for each in answer["results"][0]["windows"] if each["verdict"] == "follows"]
    ((_, y),) = points(line.get("d"))
    assert read_scale(panel)(y) == pytest.approx(window["usual"], abs=0.5)
    ((_, y),) = points(of_class(panel, "level")[-1].get("d"))
    level = window["usual"] + window["effect"]
    assert read_scale(panel)(y) == pytest.approx(level, abs=0.5)


def test_a_day_of_fewer_than_three_periods_has_no_mean():
    answer = answer_of(ENERGY, cycles=cycles_of([29] * 9))
    folded = answer["results"][0]["folded"]
    answer["results"][0]["folded"] = [{**each, "cycles": 2} for each in folded]
    panel = panel_of(answer)
    assert (mean_points(panel), of_class(panel, "band")) == ([], [])
    assert len(of_class(panel, "column")) == 29


def test_means_far_apart_are_not_joined():
    answer = answer_of(ENERGY, cycles=cycles_of([29] * 9))
    folded = answer["results"][0]["folded"]
    answer["results"][0]["folded"] = [
        each if each["day"] in (-7, -6, -2, 0) else {**each, "cycles": 2} for each in folded
    ]
    panel = panel_of(answer)
    paths = of_class(panel, "mean")[0].iter(f"{NAMESPACE}path")
    runs = [run for path in paths for run in path.get("d").split("M")[1:]]
    assert [[day_at(x) for x, _ in points(f"M{run}")] for run in runs] == [[-7, -6], [-2, 0]]


def test_each_menses_is_a_line_or_a_row():
    answer = answer_of(ENERGY, tag("headache", effect=0.5, window="premenstrual"))
    energy, headache = (drawing for _, drawing in panels_of(answer))
    assert len(of_class(energy, "line")) == len(cycles_of()) + 1
    assert not of_class(energy, "rows")
    lines = answer["results"][1]["lines"]
    logged = [value for line in lines for value in line if value is not None]
    assert not of_class(headache, "line")
    assert of_class(headache, "logged")[0].get("d").count("M") == len(logged)
    assert of_class(headache, "noted")[0].get("d").count("M") == sum(logged)


def test_all_metrics_share_one_scale():
    panels = panels_of(skin_answer(texture=-12))
    assert len(panels) == len(METRICS)
    scales = [[tick.text for tick in of_class(panel, "scale")] for _, panel in panels]
    assert scales == [scales[0]] * len(METRICS)


def test_a_difference_below_the_noise_is_marked_and_called_that():
    answer = skin_answer(texture=-12, noise=30)
    assert answer["results"][2]["verdict"] == "below_noise"
    panel = panel_of(answer, 2)
    assert marked_days(panel) == {"perimenstrual": [*range(-3, 3)]}
    assert "Less than one scan can tell" in texts(panel)


def test_more_than_six_that_follow_are_counted():
    follow = [tag(f"tag {n}", effect=0.5, window="perimenstrual") for n in range(8)]
    answer = answer_of(CALM_ENERGY, *follow)
    assert len(panels_of(answer)) == 6
    assert "no room for 2 more that follow your cycle" in texts(picture_of(answer))


def test_too_early_is_said_and_not_drawn():
    picture = compose(answer=answer_of(ENERGY, MOOD, cycles=cycles_of([28] * 3)))
    assert not [*picture.panels, *picture.legend]
    assert "Too early" in picture.description


def test_an_outcome_that_is_too_early_beside_others_has_words_alone():
    without = outcome("metric", "pores", usual=50)
    answer = answer_of(outcome("metric", "texture"), lambda _: without([]))
    panel = panel_of(answer, 1)
    assert "Pores" in texts(panel)
    assert "Too early to say" in texts(panel)
    assert not of_class(panel, "mean")


def test_a_pause_draws_nothing_but_words():
    picture = compose(answer=paused_answer())
    assert not [*picture.panels, *picture.legend]
    assert picture.sentences


def test_her_words_are_never_markup_and_move_no_text():
    hostile = '<script>alert("x")</script>&amp;\x01'
    hebrew = "\N{RIGHT-TO-LEFT OVERRIDE}כאב"
    answer = answer_of(
        *(tag(name, effect=0.5, window="premenstrual") for name in (hostile, hebrew, "", "٣" * 64))
    )
    svg = drawn(compose(answer=answer))
    assert "<script" not in svg
    picture = read(svg)
    titles = [panel[0].text for panel in of_class(picture, "panel")]
    assert all(title[0] == "\u2068" and title[-1] == "\u2069" for title in titles)
    assert f"\u2068{hebrew}\u2069" in titles


@pytest.mark.parametrize("usual", [0.0, 50.0, 100.0])
def test_values_that_are_all_the_same_are_drawn(usual):
    panel = panel_of(answer_of(outcome("energy", usual=usual, spread=0)))
    value_at = read_scale(panel)
    assert {round(value_at(y), 1) for _, y in mean_points(panel)} == {usual}


def test_a_hundred_short_cycles_stay_a_picture():
    cycles = cycles_of([10] * 100, luteal=(6,))
    answer = answer_of(ENERGY, tag("tea", effect=0.5, window="perimenstrual"), cycles=cycles)
    picture = compose(answer=answer)
    assert all(panel.height < 300 for panel in picture.panels)
    read(drawn(picture))


def test_screen_readers_hear_the_finding_and_five_means():
    answer = answer_of(ENERGY)
    described = compose(answer=answer).panels[0].description
    result = answer["results"][0]
    assert described.startswith(result["text"])
    first = next(each for each in result["folded"] if each["day"] == 0)
    assert f"First day of your period: {round(first['mean'], 1):g}" in described
    assert described.count(" period") >= 5


def test_the_same_answer_is_the_same_picture():
    assert drawn(compose(answer=answer_of(ENERGY))) == drawn(compose(answer=answer_of(ENERGY)))
