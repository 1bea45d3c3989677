"""The picture of the cycles in life stages: what is excluded, named, and not measured."""

import pytest

from period.charts.cycles import MOST_BARS, compose
from period.cycle_serializers import CyclesSerializer
from period.domain.log.life_stages import LifeStage
from period.domain.periods.cycles import find_cycles
from period.domain.periods.menses import find_periods
from period.services import Cycles
from tests.support.period_logs import log_of, on
from tests.support.svg import drawn, number, of_class, read, texts


def stage(kind, first, last=None, **members):
    """Return a stage from one day after FIRST to another."""
    end = None if last is None else on(last)
    return LifeStage(id=kind, kind=kind, start=on(first), end=end, **members)


def pill(first, last=None):
    return stage("contraception", first, last, method="combinedPill")


def ask(*lengths, day, stages):
    """Return the answer on that day of the last of these cycles, and the picture of it."""
    today, days = on(sum(lengths) + day - 1), log_of(*lengths)
    periods = find_periods(days=days, today=today, stages=stages)
    cycles = find_cycles(periods=periods, today=today, stages=stages, days=days)
    found = Cycles(today, cycles[::-1], None, older=None, unreadable=[])
    answer = {"next": None, **CyclesSerializer.of(found)}
    return answer, read(drawn(compose(answer=answer)))


def looks(picture):
    """Return how each cycle is drawn, the newest first."""
    return [row.get("class").split()[1] for row in of_class(picture, "cycle")]


def remarks(picture, mark):
    return [texts(each) for each in of_class(picture, mark) if "remark" in each.get("class")]


def test_bleeds_under_the_pill_are_drawn_as_excluded_and_named_once():
    answer, picture = ask(28, 29, 28, 28, day=10, stages=[pill(57)])
    assert [cycle["excluded"] for cycle in answer["results"]] == [True, True, True, False, False]
    assert looks(picture) == ["open", "excluded", "excluded", "own", "own"]
    assert remarks(picture, "excluded") == ["Contraception: not counted"]
    assert "2 complete cycles of 28 to 29 days" in texts(picture)
    assert "3 cycles are not counted: a life stage covers them." in texts(picture)
    assert len(of_class(picture, "period")) == 5


def test_her_median_is_of_her_own_cycles_alone():
    _, picture = ask(31, 32, 31, 28, 28, 28, 28, day=10, stages=[pill(94)])
    assert "Median: 31 days." in texts(picture)


def test_without_a_cycle_of_her_own_no_length_is_called_hers():
    _, picture = ask(28, 28, 28, day=10, stages=[pill(0)])
    words = texts(picture)
    assert "No cycle of your own is complete yet" in words
    assert "complete cycles of" not in words
    assert "Median" not in words


@pytest.mark.parametrize("kind", ["pregnancy", "noPeriods", "menopause", "pause"])
def test_days_without_a_cycle_are_no_bar(kind):
    answer, picture = ask(28, 28, 28, day=200, stages=[stage(kind, 100)])
    assert answer["results"][0]["length"] is None
    assert looks(picture)[0] == "none"
    newest = of_class(picture, "cycle")[0]
    assert not of_class(newest, "length")
    bleeding = number(of_class(newest, "period")[0], "width")
    assert bleeding < min(number(bar, "width") for bar in of_class(picture, "length"))
    assert "day 200" not in texts(picture)
    assert "A period alone" in texts(picture)


def test_a_birth_between_two_periods_is_no_long_cycle():
    stages = [
        stage("pregnancy", 70, 330, outcome="birth"),
        stage("postpartum", 330, 400, birth_date=on(330)),
    ]
    _, picture = ask(28, 28, 364, 31, day=12, stages=stages)
    assert looks(picture) == ["open", "own", "none", "own", "own"]
    bars = [number(bar, "width") for bar in of_class(picture, "length")]
    assert max(bars) < 152  # 42 days have the whole width


def test_a_stage_with_cycles_of_her_own_is_named_and_counts():
    _, picture = ask(28, 41, 35, day=9, stages=[stage("perimenopause", 28)])
    assert looks(picture) == ["open", "own", "own", "own"]
    assert remarks(picture, "stage") == ["Perimenopause"]
    assert "not counted" not in texts(picture)


def test_an_excluded_cycle_shows_its_length():
    _, picture = ask(28, 52, 28, day=9, stages=[stage("exclusion", 40, 60, reason="illness")])
    assert looks(picture) == ["open", "own", "excluded", "own"]
    assert "52 days" in texts(picture)
    assert remarks(picture, "excluded") == ["Excluded time: not counted"]


def test_a_strip_of_many_cycles_tells_them_apart_too():
    lengths = [28] * MOST_BARS + [300, 28]
    first = 28 * MOST_BARS
    stages = [pill(0, 28 * 5 - 1), stage("pregnancy", first + 14, first + 280, outcome="birth")]
    _, picture = ask(*lengths, day=9, stages=stages)
    found = looks(picture)
    assert (found.count("excluded"), found.count("none"), found.count("open")) == (5, 1, 1)
    words = [mark[0].text for mark in of_class(picture, "cycle")]
    assert words[0].endswith("28 days; Contraception: not counted")
    assert sum(text.endswith(": Pregnancy: not counted") for text in words) == 1
    places = [float(m.get("transform")[10:].split()[0]) for m in of_class(picture, "cycle")]
    assert places == sorted(places)
