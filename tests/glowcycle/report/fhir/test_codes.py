"""The table of codes: whole, each of a known system with its source, and as docs/fhir.md has it."""

import re
from pathlib import Path
from typing import get_args

import pytest

from glowcycle.report.domain.bleeding_facts import DayMark, LeftOutReason
from glowcycle.report.fhir.codes import TABLE, own
from glowcycle.report.fhir.stage_observations import method_concept, stages
from glowcycle.report.fhir.systems import ABSENT, CATEGORY, LOCAL, LOINC, PHR, SNOMED
from period.domain.log.life_stages import LifeStage, Method, Outcome, Reason, StageKind
from period.domain.periods.menses import NotPeriodCode
from tests.support.generated_reports import FIRST, with_stages

DOCS = Path(__file__).parents[4] / "docs" / "fhir.md"
NAMES = {
    LOINC: "LOINC",
    SNOMED: "SNOMED CT",
    PHR: "HL7 PHR, draft",
    CATEGORY: "observation-category",
    ABSENT: "data-absent-reason",
    LOCAL: "ours",
}


def codes_of(system):
    return [each.code for each in TABLE if each.system == system]


def test_each_row_has_code_system_display_and_source():
    for each in TABLE:
        assert all((each.code, each.display, each.source))
        assert each.system in NAMES


def test_a_code_stands_once_in_its_system():
    keys = [(each.system, each.code) for each in TABLE]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("code", [code for code in codes_of(LOINC) if not code.startswith("LA")])
def test_a_code_of_loinc_has_its_check_digit(code):
    digits, check = code.split("-")
    doubled = [int(digit) * (1 + (place % 2 == 0)) for place, digit in enumerate(digits[::-1])]

    assert -sum(each - 9 * (each > 9) for each in doubled) % 10 == int(check)


@pytest.mark.parametrize("code", codes_of(SNOMED))
def test_a_code_of_snomed_ct_has_its_check_digit(code):
    assert verhoeff(code) == 0


def verhoeff(digits):
    """Return the checksum of Verhoeff, 0 for digits whose last one is right."""
    shifts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    total = 0
    for digit in digits[::-1]:
        total = times(total, shifts[int(digit)])
        shifts = [shifts[(1, 5, 7, 6, 2, 8, 3, 0, 9, 4)[place]] for place in range(10)]
    return total


def times(one, other):
    """Return the product of two symmetries of a pentagon, numbered as Verhoeff does."""
    turn = one + other if one < 5 else one - other
    return turn % 5 + 5 * ((one < 5) != (other < 5))


@pytest.mark.parametrize("reason", get_args(LeftOutReason))
def test_each_reason_to_leave_out_has_a_code(reason):
    assert own("left-out-" + reason.replace("_", "-"))


def values(alias):
    """Return the values of a Literal, of those inside of it, too."""
    parts = get_args(alias)
    return [value for part in parts for value in (values(part) or [part])]


@pytest.mark.parametrize("reason", values(NotPeriodCode))
def test_each_reason_why_bleeding_is_no_period_has_a_code(reason):
    assert own("no-period-" + reason.replace("_", "-"))


@pytest.mark.parametrize("mark", get_args(DayMark))
def test_each_mark_of_a_day_has_a_code(mark):
    assert own(mark)


@pytest.mark.parametrize("method", get_args(Method))
def test_each_method_has_a_code(method):
    assert method_concept(method)["coding"]


def test_a_method_of_a_later_version_has_its_name_as_text():
    assert method_concept("smartRing") == {"text": "smartRing"}


@pytest.mark.parametrize("kind", sorted({*get_args(StageKind)} - {"pause"}))
def test_each_stage_has_a_code_with_each_reason_and_outcome(kind):
    for reason in get_args(Reason):
        for outcome in get_args(Outcome):
            stage = LifeStage(
                id="1", kind=kind, start=FIRST, method="ring", reason=reason, outcome=outcome
            )
            entry = stages(with_stages(stage)).entries[-1]
            assert entry["valueCodeableConcept"]["coding"]
            assert all(each["valueCodeableConcept"]["coding"] for each in entry["component"])


def test_the_documentation_shows_the_table():
    rows = [
        f"| `{each.code}` | {NAMES[each.system]} | {each.display} | {each.source} |"
        for each in TABLE
        if each.system != LOCAL
    ]
    ours = [f"| `{each.code}` | {each.display} |" for each in TABLE if each.system == LOCAL]
    codes = DOCS.read_text().partition("\n## Codes\n")[2]
    shown = re.findall(r"^\| `.*\|$", codes, re.MULTILINE)

    assert shown == [*rows, *ours]
