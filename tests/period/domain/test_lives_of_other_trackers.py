"""Lives of the kinds that users of other trackers report as predicted wrongly: stages and signs."""

from dataclasses import replace

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from tests.support.lives import dry, pill, postpartum, pregnancy, stage
from tests.support.period_logs import bleeding, log_of, on
from tests.support.told import assert_told

LAST = 4 * 28
FOUR = log_of(28, 28, 28, 28)
BIRTH = LAST + 280
BORN = pregnancy(LAST, BIRTH, basis="lastPeriod", outcome="birth")
LOST = pregnancy(LAST + 30, LAST + 55, basis="lastPeriod", outcome="loss")
NOTHING = {"day": None, "next": None, "ovulation": False, "fertile": False, "late": False}


def log(cycle_day, **signs):
    return Day(on(LAST + cycle_day - 1), **signs)


def case(name, days, today, *stages, **right):
    return pytest.param(days, today, stages, right, id=name)


HORMONES = [
    case("a pill", FOUR, LAST + 9, pill(0), **NOTHING, reason="contraception"),
    case("no bleed on the pill", FOUR, LAST + 40, pill(0), **NOTHING, questions=[]),
    case("a pill in months of nothing", FOUR, LAST + 200, pill(0), **NOTHING, questions=[]),
    case("stopped, nothing since", FOUR, LAST + 22, pill(0, LAST + 20), **NOTHING, questions=[]),
    case("stopped in the pause", FOUR, LAST + 9, pill(0, LAST + 3), day=10, used=0, fertile=False),
    case(
        "stopped, a period since",
        [*FOUR, *bleeding(LAST + 31)],
        LAST + 36,
        pill(0, LAST + 7),
        day=6,
        used=0,
        confidence="low",
        fertile=False,
    ),
    case(
        "an implant with bleeding at any time",
        log_of(40, 12, 60),
        120,
        stage("contraception", -90, method="implant"),
        **NOTHING,
        questions=[],
    ),
    case(
        "copper coil",
        FOUR,
        LAST + 9,
        stage("contraception", -90, method="copperIud"),
        day=10,
        next=LAST + 28,
        used=4,
    ),
    case(
        "condoms",
        FOUR,
        LAST + 9,
        stage("contraception", 50, method="condom"),
        day=10,
        next=LAST + 28,
        used=4,
    ),
]

PREGNANCIES = [
    case("pregnant", FOUR, LAST + 60, pregnancy(LAST + 30), **NOTHING, attention=[], questions=[]),
    case(
        "bleeding while pregnant",
        [*FOUR, *bleeding(LAST + 55, 2)],
        LAST + 57,
        pregnancy(LAST + 30),
        **NOTHING,
        attention=["bleeding_in_pregnancy"],
    ),
    case(
        "lochia",
        [*FOUR, *bleeding(BIRTH, 30)],
        BIRTH + 40,
        BORN,
        postpartum(BIRTH),
        **NOTHING,
        attention=[],
    ),
    case(
        "half a year of breastfeeding",
        FOUR,
        BIRTH + 180,
        BORN,
        postpartum(BIRTH, breastfeeding="full"),
        **NOTHING,
        questions=[],
    ),
    case(
        "the first period after a birth",
        [*FOUR, *bleeding(BIRTH, 30), *bleeding(BIRTH + 75)],
        BIRTH + 80,
        BORN,
        postpartum(BIRTH),
        day=6,
        used=0,
        confidence="low",
        fertile=False,
        questions=[],
    ),
    case(
        "a loss, and its bleeding",
        [*FOUR, *bleeding(LAST + 56, 9)],
        LAST + 66,
        LOST,
        **NOTHING,
        questions=[],
    ),
    case(
        "the first period after a loss",
        [*FOUR, *bleeding(LAST + 56, 9), *bleeding(LAST + 90)],
        LAST + 95,
        LOST,
        day=6,
        used=0,
        confidence="low",
        questions=[],
    ),
]

LATER_YEARS = [
    case(
        "perimenopause",
        log_of(28, 24, 45, 60, 33),
        190 + 20,
        stage("perimenopause", 0),
        day=21,
        used=5,
        fertile=False,
        confidence="low",
        late=False,
    ),
    case("menopause", FOUR, LAST + 400, stage("menopause", LAST + 380), **NOTHING, attention=[]),
    case(
        "bleeding after menopause",
        [*FOUR, *bleeding(LAST + 500, 2)],
        LAST + 502,
        stage("menopause", LAST + 380, hormones="none"),
        **NOTHING,
        attention=["bleeding_in_menopause"],
    ),
    case(
        "bleeding after a dry year",
        [*FOUR, *dry(LAST + 5, LAST + 399), *bleeding(LAST + 400, 3)],
        LAST + 402,
        next=None,
        fertile=False,
        reason="no_period_12_months",
        attention=["bleeding_after_12_months"],
    ),
    case("a hysterectomy", FOUR, LAST + 60, stage("noPeriods", LAST + 10), **NOTHING, questions=[]),
]

INTERRUPTIONS = [
    case("a pause", FOUR, LAST + 60, stage("pause", LAST + 10), **NOTHING, questions=[]),
    case(
        "after a pause",
        [*FOUR, *bleeding(LAST + 100)],
        LAST + 105,
        stage("pause", LAST + 10, LAST + 90),
        day=6,
        next=LAST + 128,
        used=4,
        questions=[],
    ),
    case(
        "an ill cycle",
        log_of(28, 28, 28, 41, 28),
        153 + 5,
        stage("exclusion", 90, 94, reason="illness"),
        next=153 + 28,
        used=4,
        left_out=["excluded"],
    ),
]

SIGNS = [
    case(
        "a surge in menses",
        [*FOUR, log(3, ovulation_test="peak")],
        LAST + 6,
        next=LAST + 28,
        not_used=["unlikely_day"],
    ),
    case(
        "a surge in the sixth week",
        [*FOUR, log(40, ovulation_test="positive")],
        LAST + 40,
        late=True,
        not_used=["period_late"],
    ),
    case(
        "a late surge",
        [*FOUR, log(20, ovulation_test="positive")],
        LAST + 20,
        day=21,
        next=LAST + 34,
        not_used=[],
    ),
    case(
        "an invalid test",
        [*FOUR, log(14, ovulation_test="invalid")],
        LAST + 15,
        next=LAST + 28,
        not_used=["invalid_test"],
    ),
    case(
        "a positive pregnancy test",
        [*FOUR, log(34, pregnancy_test="positive")],
        LAST + 34,
        questions=["pregnant", "did_period_come"],
    ),
]


@pytest.mark.parametrize(
    ("days", "today", "stages", "right"),
    [*HORMONES, *PREGNANCIES, *LATER_YEARS, *INTERRUPTIONS, *SIGNS],
)
def test_the_forecast_tells_what_is_right(days, today, stages, right):
    assert_told(forecast(days=days, today=on(today), stages=stages), **right)


@pytest.mark.parametrize("said", [True, False])
def test_her_word_on_early_bleeding_is_followed(said):
    days = log_of(28, 28, 28, 28, 15)
    start = on(LAST + 15)
    days = [replace(day, starts_period=said) if day.date == start else day for day in days]
    result = forecast(days=days, today=on(LAST + 19))
    assert result.questions == ()
    assert result.current_cycle.start == (start if said else on(LAST))
    assert abs((result.next_period.date - on(LAST + 28 + (15 if said else 0))).days) <= 1
