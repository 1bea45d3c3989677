"""Answers and pictures with every kind of sentence, made without a store."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args
from uuid import UUID

from glowcycle.insights.charts import folded_picture
from journal.charts import history as journal
from period.charts import calendar, cycles
from period.charts import forecast as forecasts
from period.cycle_serializers import CyclesSerializer
from period.domain.forecast.forecast import forecast
from period.domain.forecast.phase_spans import current_phases, past_phases
from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import (
    Day,
    Flow,
    Mucus,
    OvulationTest,
    PregnancyTest,
    Temperature,
)
from period.domain.periods.cycles import find_cycles, find_variation
from period.domain.periods.menses import find_periods
from period.output_serializers import ForecastSerializer
from skin.charts import history as skin
from tests.support import folded_answers, insight_remarks
from tests.support.lives import dry, pill, postpartum, pregnancy, spotting, stage
from tests.support.period_logs import FIRST, bleeding, log_of, on, positive_test
from tests.support.svg import drawn

# Her own words, which no language changes.
SYMPTOMS = [f"⚘{number}" for number in range(22)]
MOODS = [f"☺{number}" for number in range(9)]
NEXT = "https://localhost/next"

# Logs by what a forecast says of them, each with today in days after FIRST.
LOGS = {
    "empty": ([], 0),
    "first period": (log_of(), 10),
    "few cycles": (log_of(28, 29), 70),
    "own cycles": (log_of(28, 27, 29, 28), 120),
    "tested": ([*log_of(28, 28, 28), positive_test(97)], 99),
    "signs": (
        [
            *log_of(28, 28, 28),
            Day(on(86), temperature=Temperature(38.5), ovulation_test="invalid", mucus="unusual"),
            Day(on(87), ovulation_test="positive"),
            *(
                Day(on(84 + n), temperature=Temperature(36.4 if n < 17 else 36.8), mucus="watery")
                for n in range(6, 21)
            ),
        ],
        84 + 20,
    ),
    "late": (log_of(28, 28, 28, 28), 112 + 34),
    "a day late": (log_of(28, 28, 28, 28), 112 + 31),
    "overdue": (log_of(28, 28, 28, 28), 112 + 47),
    "pause": (log_of(28, 28), 56 + 150),
    "after a pause": (log_of(28, 150, 28), 210),
    "doubtful": (log_of(28, 28, 12), 75),
    "left out": (log_of(28, 28, 56, 28, 13, 15, 28, 28, 41, 28), 300),
    "unlike": (log_of(20, 47, 24, 60, 33, 90, 26), 310),
    "long bleeding": (log_of(28, 28, days=11), 70),
    "stages": (log_of(*[28] * 8), 230),
    "interrupted": ([*bleeding(0, 2), Day(on(2), "none"), *bleeding(5, 2)], 10),
}

STAGES = {
    "stages": [
        LifeStage(id="pill", kind="contraception", method="ring", start=on(60), end=on(100)),
        LifeStage(id="flu", kind="exclusion", reason="illness", start=on(150), end=on(152)),
    ],
}


TESTED = Day(on(70), "none", pregnancy_test="positive")
IUD = stage("contraception", method="hormonalIud")

# Lives by what a forecast says of them: a log, today, and the stages.
LIVES = {
    "pill": ([*bleeding(22, 3), *bleeding(38, 2)], 45, [pill()]),
    "hormonal IUD": (bleeding(38, 2), 200, [IUD]),
    "after an IUD": (log_of(28, 28), 120, [replace(IUD, start=on(70), end=on(110))]),
    "copper IUD": (log_of(28, 28), 60, [stage("contraception", method="copperIud")]),
    "pregnant": ([*log_of(28), *spotting(60)], 65, [pregnancy(50, basis="lastPeriod")]),
    "in a pregnancy": (bleeding(60, 2), 65, [pregnancy(20, basis="conception")]),
    "past the due date": (log_of(28), 400, [pregnancy(50, due_date=on(364))]),
    "a loss": (bleeding(90, 3), 100, [pregnancy(50, 90, outcome="loss")]),
    "a birth": (bleeding(300, 9), 330, [pregnancy(50, 300, outcome="birth")]),
    "postpartum": (bleeding(300, 9), 330, [postpartum(300)]),
    "perimenopause": (log_of(28, 60), 100, [stage("perimenopause")]),
    "irregular": (log_of(28, 60), 100, [stage("irregular", reason="pcos")]),
    "menopause": (bleeding(100, 2), 120, [stage("menopause", hormones="none")]),
    "hormones": (bleeding(100, 2), 120, [stage("menopause", hormones="sequential")]),
    "no periods": (bleeding(100, 2), 120, [stage("noPeriods", reason="ablation")]),
    "paused": (log_of(28), 60, [stage("pause", 40)]),
    "excluded": (log_of(28, 28, 28), 100, [stage("exclusion", 30, 40, reason="illness")]),
    "a positive test": ([*log_of(28, 28), TESTED], 72, []),
    "three months": (log_of(28, 28), 160, []),
    "three dry months": ([*log_of(28, 28), *dry(61, 160)], 160, []),
    "twelve months": ([*log_of(28), *bleeding(500, 3)], 505, []),
    "twelve dry months": ([*log_of(28), *dry(33, 499), *bleeding(500, 3)], 505, []),
    "a gap": (log_of(28, 150, 28), 210, []),
    "bleeding goes on": (bleeding(0, 132), 131, []),
    "short cycles": (log_of(20, 20, 20), 70, []),
    "without bleeding": ([*log_of(28), Day(on(50), "none", starts_period=True)], 55, []),
    "her word": ([*log_of(28), Day(on(50), "light", starts_period=False)], 55, []),
    "her length": ([Day(on(0), "medium", cycle_length=35)], 5, []),
    "her length and few cycles": ([*log_of(28), Day(on(40), cycle_length=35)], 45, []),
}


def life_of(name):
    days, today, stages = LIVES[name]
    return ForecastSerializer.of(forecast(days=days, today=on(today), stages=stages))


def forecast_of(name):
    days, today = LOGS[name]
    return ForecastSerializer.of(forecast(days=days, today=on(today), stages=STAGES.get(name, ())))


def cycles_of(name, *, older=None):
    days, today, *stages = LOGS.get(name) or LIVES[name]
    stages = stages[0] if stages else []
    periods = find_periods(days=days, today=on(today), stages=stages)
    found = find_cycles(periods=periods, today=on(today), stages=stages)

    class Found:
        as_of = on(today)
        variation = find_variation(cycles=found, today=on(today))

    Found.cycles = found[::-1]
    return {"next": older, **CyclesSerializer.of(Found)}


def calendar_of(name, *, older=None):
    days = [
        {
            "date": str(day.date),
            "flow": ("heavy", "medium", "light", "spotting", "none")[index % 5],
            "symptoms": SYMPTOMS if index < 2 else SYMPTOMS[: 20 + index % 2],
            "ovulationTest": (None, "positive", "negative")[index % 3],
        }
        for index, day in enumerate(LOGS[name][0])
    ]
    return {"next": older, "results": days[::-1], **_her_day(name)}


def life_calendar_of(name):
    """Return the calendar of a life in which each sign is logged in turn."""
    days, _, stages = LIVES[name]
    signs = {
        "flow": [*get_args(Flow), None],
        "ovulationTest": get_args(OvulationTest),
        "pregnancyTest": get_args(PregnancyTest),
        "mucus": get_args(Mucus),
        "temperature": [{"celsius": 36.5}],
    }
    results = [
        {
            "date": str(day.date),
            "symptoms": [],
            **{sign: values[index % len(values)] for sign, values in signs.items()},
        }
        for index, day in enumerate(days)
    ]
    spans = [
        {"kind": stage.kind, "start": str(stage.start), "end": stage.end and str(stage.end)}
        for stage in stages
    ]
    forecast = life_of(name)
    beside = {"asOf": forecast["asOf"], "forecast": forecast, "stages": spans}
    return {"next": None, "results": results[::-1], **beside}


def _her_day(name):
    forecast = forecast_of(name)
    return {"asOf": forecast["asOf"], "forecast": forecast}


def _phases():
    """Return phases of every kind: by length, by tests, and of a cycle that runs."""
    (days, _), today = LOGS["tested"], 84 + 20
    found = find_cycles(periods=find_periods(days=days, today=on(today)), today=on(today))
    spans = past_phases(cycles=found, days=[positive_test(42)])
    spans += current_phases(days=days, today=on(today))
    return [
        {"name": span.name, "first": str(span.first), "last": str(span.last), "source": span.source}
        for span in spans
    ]


def journal_of(entries, *, older=None, energy=60, every=5, **more):
    results = [
        {
            "entryId": str(UUID(int=index)),
            "userId": "☻",
            "date": str(on(index * every)),
            "mood": MOODS[index % 9],
            "energy": energy,
        }
        for index in range(entries)
    ]
    return {"next": older, "results": results[::-1], "phases": _phases(), **more}


def skin_of(scans, *, older=None, score=71.5, every=4, **more):
    sources = (("manual", None, None), ("local", "☉1", None), ("bedrock", "☉2", "☉3"))
    results = []
    for index in range(scans):
        source, model, prompt = sources[index * 3 // scans]
        metrics = {"radiance": score, "moisture": 50, "texture": None, "pores": 9, "darkCircles": 0}
        results.append(
            {
                "scanId": str(UUID(int=index)),
                "userId": "☻",
                "date": str(FIRST + timedelta(days=index * every)),
                "metrics": metrics,
                "provenance": {"source": source, "modelId": model, "promptVersion": prompt},
            }
        )
    return {"next": older, "results": results[::-1], "phases": _phases(), **more}


def pictures():
    """Yield the name and the SVG of each picture, in the language in force."""
    yield from ((name, drawn(picture)) for name, picture in composed())


def composed():
    """Yield the name of each picture, and the picture, in the language in force."""
    for name in LOGS:
        yield f"forecast {name}", forecasts.compose(answer=forecast_of(name))
        yield f"cycles {name}", cycles.compose(answer=cycles_of(name, older=NEXT))
        yield f"calendar {name}", calendar.compose(answer=calendar_of(name, older=NEXT))
    for name in LIVES:
        yield f"life {name}", forecasts.compose(answer=life_of(name))
        yield f"cycles of {name}", cycles.compose(answer=cycles_of(name))
        yield f"calendar of {name}", calendar.compose(answer=life_calendar_of(name))
    older_days = {**calendar_of("own cycles"), "forecast": None}
    yield "calendar of older days", calendar.compose(answer=older_days)
    yield from ((f"journal {name}", journal.compose(answer=page)) for name, page in _journals())
    for scans in (0, 1, 2, 30):
        yield f"skin {scans}", skin.compose(answer=skin_of(scans, older=NEXT))
    yield "skin with gaps", skin.compose(answer=skin_of(9, every=40, phases=None))
    filtered = skin_of(0, older=NEXT, query={"from": "2026-01-01"})
    yield "skin without a match", skin.compose(answer=filtered)
    for name, answer in folded_answers.spoken():
        yield f"insights {name}", folded_picture.compose(answer=answer)


def _journals():
    for entries in (0, 1, 2, 12):
        yield str(entries), journal_of(entries, older=NEXT)
    yield "with gaps", journal_of(25, every=9, phases=None)
    yield "without a period", journal_of(3, phases=[])
    query = {"mood": "☺", "tag": "☻"}
    yield "of a filter", journal_of(3, query=query)
    yield "without a match", journal_of(0, query=query)
    empty = journal_of(1, energy=None)
    yield "without values", {**empty, "results": [{**empty["results"][0], "mood": None}]}


def answers():
    """Yield the name and the JSON values of each answer, in the language in force."""
    for name in LOGS:
        yield f"forecast {name}", forecast_of(name)
        yield f"cycles {name}", cycles_of(name)
    for name in LIVES:
        yield f"life {name}", life_of(name)
    for name, answer in (*folded_answers.spoken(), *insight_remarks.answers()):
        yield f"insights {name}", answer
