"""What a doctor's program reads of her cycles: codes, days, units, and what cannot be told."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from glowcycle.report import fhir
from glowcycle.report.domain.bleeding_facts import (
    BleedingWindow,
    Figo,
    LeftOut,
    LoggedPeriod,
    Spread,
)
from period.domain.log.life_stages import LifeStage
from period.domain.periods.menses import OtherBleeding
from tests.support.fhir_documents import observations
from tests.support.generated_reports import FIRST, LAST, with_cycles

MADE_AT = datetime(2026, 12, 31, tzinfo=UTC)
DAY = timedelta(days=1)


def made(report, language="en"):
    return fhir.bundle(report, language=language, made_at=MADE_AT)


def only(document, code):
    (found,) = observations(document, code)
    return found


def value_of(document, code):
    return only(document, code)["valueCodeableConcept"]["coding"][0]["code"]


def figo(term, finding, **changed):
    return Figo(
        **{"term": term, "finding": finding, "measured": 29.0, "count": 8, "needed": 3} | changed
    )


def period(start, **changed):
    return LoggedPeriod(
        **{
            "start": start,
            "end": start + 4 * DAY,
            "bleeding_days": 4,
            "length": 29,
            "left_out": None,
        }
        | changed
    )


def test_the_last_period_is_a_date():
    document = made(with_cycles(last_period=date(2026, 12, 3)))

    assert only(document, "8665-2")["valueDateTime"] == "2026-12-03"


def test_the_bleeding_days_of_the_last_period_are_days_of_ucum():
    newest, older = period(date(2026, 12, 3)), period(date(2026, 11, 4), bleeding_days=6)
    document = made(with_cycles(last_period=newest.start, periods=(newest, older)))

    assert only(document, "3144-3")["valueQuantity"] == {
        "value": 4,
        "unit": "days",
        "system": "http://unitsofmeasure.org",
        "code": "d",
    }
    assert [each["effectivePeriod"] for each in observations(document, "period")] == [
        {"start": "2026-12-03", "end": "2026-12-07"},
        {"start": "2026-11-04", "end": "2026-11-08"},
    ]


def test_a_period_on_the_last_day_may_go_on():
    document = made(with_cycles(periods=(period(LAST - DAY, end=LAST),)))

    assert only(document, "period")["status"] == "preliminary"


def test_the_length_of_cycles_says_what_it_rests_on():
    left_out = (LeftOut(reason="too_long", count=2),)
    spread = Spread(median=28.5, least=26, most=33, count=9, left_out=left_out)
    document = made(with_cycles(length=spread))

    found = only(document, "161716008")
    assert found["valueQuantity"]["value"] == 28.5
    assert found["effectivePeriod"] == {"start": "2026-01-01", "end": "2026-12-31"}
    assert {
        each["code"]["coding"][0]["code"]: each["valueQuantity"]["value"]
        for each in found["component"]
    } == {"least": 26, "most": 33, "count": 9, "left-out-too-long": 2}


@pytest.mark.parametrize(
    ("term", "code", "finding", "value"),
    [
        ("regularity", "364307006", "regular", "302757007"),
        ("regularity", "364307006", "irregular", "80182007"),
        ("frequency", "364306002", "normal", "normal"),
        ("frequency", "364306002", "infrequent", "infrequent"),
        ("intermenstrual", "figo-intermenstrual", "present", "237130006"),
        ("intermenstrual", "figo-intermenstrual", "none", "none"),
        ("volume", "figo-volume", "heavy", "heavy"),
        ("duration", "figo-duration", "prolonged", "prolonged"),
    ],
)
def test_a_finding_has_its_code(term, code, finding, value):
    document = made(with_cycles(figo=(figo(term, finding),)))

    assert value_of(document, code) == value


def test_a_finding_that_the_log_is_too_thin_for_is_absent():
    found = only(made(with_cycles(figo=(figo("regularity", None, count=1),))), "364307006")

    assert found["dataAbsentReason"]["coding"][0]["code"] == "unknown"
    assert "valueCodeableConcept" not in found


def test_a_finding_in_doubt_has_our_code_and_says_why():
    found = only(
        made(with_cycles(figo=(figo("regularity", "irregular", in_doubt=True),))), "364307006"
    )

    assert found["valueCodeableConcept"]["coding"][0]["code"] == "irregular"
    doubt = found["component"][-1]
    assert doubt["code"]["coding"][0]["code"] == "in-doubt"
    assert doubt["valueCodeableConcept"]["coding"][0]["code"] == "long-cycle-not-all-logged"


def test_bleeding_that_is_no_period_says_why():
    other = OtherBleeding(date(2026, 3, 1), date(2026, 3, 3), "pregnancy")
    found = only(made(with_cycles(other_bleeding=(other,))), "other-bleeding")

    assert found["effectivePeriod"] == {"start": "2026-03-01", "end": "2026-03-03"}
    assert found["valueCodeableConcept"]["text"] == "in a pregnancy"


def absent(measured, *stages):
    report = with_cycles(figo=(figo("frequency", "absent", measured=measured, count=0, needed=0),))
    return made(replace(report, stages=stages))


def test_no_period_for_more_than_90_days_is_amenorrhoea():
    assert value_of(absent(91.0), "364306002") == "14302001"


def test_no_period_for_90_days_is_no_amenorrhoea():
    assert value_of(absent(90.0), "364306002") == "no-period"


@pytest.mark.parametrize(
    "stage",
    [
        LifeStage(id="1", kind="pregnancy", start=date(2026, 9, 1)),
        LifeStage(id="1", kind="postpartum", start=date(2026, 5, 1), end=date(2026, 10, 30)),
        LifeStage(id="1", kind="contraception", method="hormonalIud", start=FIRST),
        LifeStage(id="1", kind="menopause", start=FIRST),
    ],
    ids=lambda stage: stage.kind,
)
def test_no_period_in_a_stage_without_own_cycles_is_no_amenorrhoea(stage):
    assert value_of(absent(120.0, stage), "364306002") == "no-period"


def test_no_period_with_spotting_is_no_amenorrhoea():
    term = figo("frequency", "absent", measured=120.0, count=0, needed=0)
    for day, code in ((LAST - 30 * DAY, "no-period"), (LAST - 91 * DAY, "14302001")):
        document = made(with_cycles(figo=(term,), days={day: "spotting", LAST: "none"}))
        assert value_of(document, "364306002") == code


@pytest.mark.parametrize(
    ("untold", "code", "text"),
    [
        ("hormonal_method", "not-applicable", "bleeding follows the hormonal method"),
        ("life_stage", "not-applicable", "no cycles count in this stage of life"),
        (None, "unknown", "the log does not tell"),
    ],
)
def test_what_the_method_sets_is_not_called_unlogged(untold, code, text):
    term = figo("regularity", None, measured=None, count=0, untold=untold)
    document = made(with_cycles(figo=(term,), length=None))
    for name in ("364307006", "161716008"):
        reason = only(document, name)["dataAbsentReason"]
        assert (reason["coding"][0]["code"], reason["text"]) == (code, text)
        assert f"{text}" in json.dumps(document["entry"][0]["resource"]["section"])


def test_a_section_says_since_when_it_has_days():
    years = replace(with_cycles(days={LAST: "light"}), first=LAST - 1_097 * DAY)
    told = [json.dumps(made(report)) for report in (years, replace(years, first=FIRST))]
    assert ["Listed by day since" in each for each in told] == [True, False]


def test_no_period_beside_a_condom_is_amenorrhoea():
    stage = LifeStage(id="1", kind="contraception", method="condom", start=FIRST)

    assert value_of(absent(120.0, stage), "364306002") == "14302001"


def test_a_day_of_bleeding_has_our_code_and_that_of_a_draft():
    document = made(with_cycles(days={FIRST: "heavy", FIRST + DAY: "none", LAST + DAY: "light"}))

    found = only(document, "daily-flow")
    assert found["effectiveDateTime"] == "2026-01-01"
    assert found["valueCodeableConcept"]["coding"][0]["code"] == "heavy"
    assert [each["code"] for each in found["code"]["coding"]] == ["daily-flow", "menstrualFlow"]


def test_words_are_in_the_language_and_displays_are_not():
    document = made(with_cycles(figo=(figo("regularity", "regular"),)), "de")

    value = only(document, "364307006")["valueCodeableConcept"]
    assert value["text"] == "regelmäßig"
    assert value["coding"][0]["display"] == "Menstrual periods regular"


def test_a_window_under_hormones_has_its_numbers_and_findings():
    window = BleedingWindow(
        first=FIRST,
        last=FIRST + 89 * DAY,
        method="implant",
        logged_days=90,
        bleeding_days=0,
        spotting_days=0,
        episodes=0,
        longest_episode=0,
        longest_gap=90,
        is_whole=True,
        codes=("none",),
    )
    found = only(made(with_cycles(windows=(window,))), "belsey-window")

    assert found["valueCodeableConcept"]["coding"][0]["code"] == "method-implant"
    assert found["component"][-1]["valueCodeableConcept"]["text"] == "no bleeding"
    assert found["effectivePeriod"]["end"] == "2026-03-31"
