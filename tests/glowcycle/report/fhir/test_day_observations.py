"""Complaints, signs and changes by day, what was typed, and how large ten years are."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from fhir.resources.R4B.bundle import Bundle

from glowcycle.insights.example_readings import journal_example, skin_example
from glowcycle.report import fhir
from glowcycle.report.domain.facts import (
    Complaint,
    CycleDayCount,
    OvulationEvidence,
    PremenstrualChange,
    Typed,
)
from tests.support.fhir_documents import members, observations, resources, sections
from tests.support.generated_reports import EMPTY, LAST, with_cycles
from tests.support.report_facts import full_report

MADE_AT = datetime(2026, 12, 31, tzinfo=UTC)
DAY = timedelta(days=1)
TEN_YEARS = 3_653
LIMIT = 6 * 1024 * 1024
"""What Lambda sends in one answer, in bytes."""


def made(language="en", **changed):
    return fhir.bundle(replace(EMPTY, **changed), language=language, made_at=MADE_AT)


def only(document, code):
    (found,) = observations(document, code)
    return found


def test_pain_has_its_mean_by_day_of_the_cycle():
    counts = [
        CycleDayCount(day=-1, days=4, with_it=1, mean=0.5),
        CycleDayCount(day=0, days=5, with_it=5, mean=6.25),
    ]
    document = made(complaints=[Complaint(name=None, days=9, cycles=5, by_day=counts)])

    days = only(document, "72514-3")["component"][2:]
    assert [each["valueQuantity"]["value"] for each in days] == [0.5, 6.25]
    assert [each["valueQuantity"]["code"] for each in days] == ["{score}", "{score}"]
    assert days[0]["code"]["text"] != days[1]["code"]["text"]


def test_a_symptom_is_her_word_with_shares_of_days():
    counts = [CycleDayCount(day=0, days=5, with_it=3)]
    document = made(complaints=[Complaint(name="<i>Ωμ", days=3, cycles=5, by_day=counts)])

    found = only(document, "symptom")
    share = found["component"][2]["valueRatio"]
    assert found["code"]["text"] == "<i>Ωμ"
    assert (share["numerator"]["value"], share["denominator"]["value"]) == (3, 5)
    assert any("&lt;i&gt;Ωμ" in div for div in members(document, "div"))


def test_signs_of_ovulation_are_what_she_measured():
    evidence = OvulationEvidence(
        cycle_start=date(2026, 3, 1),
        positive_tests=[date(2026, 3, 14)],
        negative_tests=2,
        temperatures=1,
        shift=date(2026, 3, 16),
        mucus_peak=None,
        readings={date(2026, 3, 16): 36.7},
    )
    document = made(ovulation=[evidence])

    signs = {
        each["code"]["coding"][0]["code"]: each
        for each in only(document, "ovulation-signs")["component"]
    }
    assert signs["positive-test"]["valueDateTime"] == "2026-03-14"
    assert signs["temperature-shift"]["valueDateTime"] == "2026-03-16"
    assert "dataAbsentReason" in signs["mucus-peak"]
    temperature = only(document, "300076005")
    assert temperature["effectiveDateTime"] == "2026-03-16"
    assert temperature["valueQuantity"] == {
        "value": 36.7,
        "unit": "°C",
        "system": "http://unitsofmeasure.org",
        "code": "Cel",
    }


def test_a_change_of_too_few_cycles_is_absent_and_no_diagnosis():
    change = PremenstrualChange(
        kind="mood", name=None, cycles=1, needed=2, difference=None, percent=None, raised=None
    )
    document = made(premenstrual=[change])

    assert "dataAbsentReason" in only(document, "premenstrual-change")
    assert any("not a diagnosis" in div for div in members(document, "div"))


def test_what_she_typed_is_all_that_the_patient_has():
    typed = Typed(name="Ada <b>", birth_year=1991, menarche_age=12, question="Why & when?")
    document = made(typed=typed)

    patient = resources(document)[1]
    assert set(patient) == {"resourceType", "language", "text", "name", "birthDate", "id"}
    assert patient["name"] == [{"text": "Ada <b>"}]
    assert patient["birthDate"] == "1991"
    menarche = only(document, "63888-2")
    assert (menarche["valueQuantity"]["value"], menarche["valueQuantity"]["code"]) == (12, "a")
    history = next(
        each for each in sections(document) if each["code"]["coding"][0]["code"] == "49033-4"
    )
    assert f"urn:uuid:{menarche['id']}" in [each["reference"] for each in history["entry"]]
    assert "Why &amp; when?" in sections(document)[0]["text"]["div"]


def test_what_follows_her_cycle_is_said_in_sentences_alone():
    document = made(insights={"journal": journal_example(), "skin": skin_example()})

    (found,) = [
        each for each in sections(document) if each["code"]["coding"][0]["code"] == "insights"
    ]
    assert found["text"]["div"].count("<p>") > 3
    assert "entry" not in found
    Bundle.model_validate(document)


def test_a_name_of_nothing_but_controls_is_none():
    patient = resources(made(typed=Typed(name="\x00\u202e\ud800 \u2028")))[1]

    assert "name" not in patient


def test_each_language_has_texts_of_its_own():
    texts = {
        json.dumps(fhir.bundle(full_report(), language=each, made_at=MADE_AT)["entry"][0])
        for each in ("en", "es", "de", "fr")
    }
    titles = {
        section["title"]
        for language in ("en", "es", "de", "fr")
        for section in sections(fhir.bundle(full_report(), language=language, made_at=MADE_AT))[1:2]
    }

    assert len(texts) == 4
    assert len(titles) == 4


def test_ten_years_with_everything_each_day_are_one_answer():
    days = [LAST - number * DAY for number in range(TEN_YEARS)]
    cycles = with_cycles(days=dict.fromkeys(days, "heavy")).cycles
    evidence = [
        OvulationEvidence(
            cycle_start=start,
            positive_tests=[start],
            negative_tests=5,
            temperatures=28,
            shift=start,
            mucus_peak=start,
            readings=dict.fromkeys((start + number * DAY for number in range(28)), 36.5),
        )
        for start in days[27::28]
    ]
    document = made(first=days[-1], cycles=cycles, ovulation=evidence)

    # The gateway's answer holds the document as a string of JSON, whose quotes are escaped.
    assert len(json.dumps(json.dumps(document, ensure_ascii=False)).encode()) < LIMIT
    assert len(observations(document, "daily-flow")) == 1_097
