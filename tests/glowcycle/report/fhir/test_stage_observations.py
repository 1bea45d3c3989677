"""Life stages, contraception and pregnancies in a FHIR document."""

from datetime import UTC, date, datetime

import pytest

from glowcycle.report import fhir
from period.domain.log.life_stages import LifeStage
from tests.support.fhir_documents import observations
from tests.support.generated_reports import LAST, with_stages

MADE_AT = datetime(2026, 12, 31, tzinfo=UTC)


def made(*stages):
    return fhir.bundle(with_stages(*stages), language="en", made_at=MADE_AT)


def pregnancy(start, **members):
    return LifeStage(id="1", kind="pregnancy", start=start, **members)


def status_of(*stages):
    (found,) = observations(made(*stages), "82810-3")
    return found


def value_of(found):
    return found["valueCodeableConcept"]["coding"][0]["code"]


def test_a_pregnancy_that_goes_on_is_told_for_the_last_day():
    found = status_of(pregnancy(date(2026, 9, 1)))

    assert value_of(found) == "LA15173-0"
    assert found["effectiveDateTime"] == LAST.isoformat()


@pytest.mark.parametrize(("basis", "code"), [("lastPeriod", "11779-6"), ("scan", "11778-8")])
def test_a_due_date_says_what_it_is_counted_from(basis, code):
    stage = pregnancy(date(2026, 9, 1), due_date=date(2027, 6, 8), basis=basis)
    (found,) = observations(made(stage), code)

    assert found["valueDateTime"] == "2027-06-08"


def test_a_pregnancy_that_is_over_is_told_for_the_day_on_which_it_ended():
    found = status_of(pregnancy(date(2026, 2, 1), end=date(2026, 4, 3), outcome="loss"))

    assert value_of(found) == "LA26683-5"
    assert found["effectiveDateTime"] == "2026-04-03"


def test_a_new_pregnancy_after_one_that_is_over_is_told():
    over = pregnancy(date(2026, 2, 1), end=date(2026, 4, 3), outcome="loss")

    assert value_of(status_of(over, pregnancy(date(2026, 11, 1)))) == "LA15173-0"


@pytest.mark.parametrize(
    "stages",
    [
        (),
        (pregnancy(date(2026, 2, 1), end=date(2026, 4, 3)),),
        (pregnancy(date(2026, 1, 1)),),
    ],
    ids=["none", "an end without an outcome", "longer than any pregnancy"],
)
def test_else_nobody_can_tell_whether_she_is_pregnant(stages):
    assert status_of(*stages)["dataAbsentReason"]["coding"][0]["code"] == "unknown"


def test_contraception_has_its_method_and_no_end_while_it_goes_on():
    stage = LifeStage(
        id="1", kind="contraception", method="hormonalIud", start=date(2026, 2, 1), reason="other"
    )
    (found,) = observations(made(stage), "contraception-used")

    assert found["effectivePeriod"] == {"start": "2026-02-01"}
    assert value_of(found) == "method-hormonal-iud"
    assert found["valueCodeableConcept"]["text"] == "hormonal IUD"
    assert "device" not in found


def test_another_stage_has_its_kind_and_reason():
    stage = LifeStage(id="1", kind="irregular", start=date(2026, 2, 1), reason="pcos")
    (found,) = observations(made(stage), "life-stage")

    assert value_of(found) == "irregular-cycles"
    assert value_of(found["component"][0]) == "reason-pcos"


def test_a_pause_changes_nothing():
    pause = LifeStage(id="1", kind="pause", start=date(2026, 2, 1))

    assert made(pause) == made()
