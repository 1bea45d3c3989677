"""Apple Health: the cycle out of an export.xml of everything that a phone and a watch measure."""

from pathlib import Path

import pytest

from glowcycle.formats.errors import WrongFile
from tests.support.hostile_zips import make_zip
from tests.support.read_histories import days, not_taken, read, read_history, recognizing

FILES = Path(__file__).parent / "files" / "apple-health"
TYPICAL = (FILES / "typical.xml").read_bytes()


def test_reads_the_days_of_her_cycle():
    history = read_history(TYPICAL)

    assert history.version == "14"
    assert days(history) == {
        "2026-08-01": {"flow": "medium", "startsPeriod": True},
        "2026-08-02": {"flow": "heavy"},
        "2026-08-03": {"flow": "unspecified"},
        "2026-08-04": {"flow": "unspecified"},
        "2026-08-06": {"flow": "none"},
        "2026-08-10": {"sex": "protected"},
        "2026-08-13": {"mucus": "eggWhite"},
        "2026-08-14": {
            "flow": "spotting",
            "ovulationTest": "positive",
            "temperature": {"celsius": 36.45, "time": "06:45"},
        },
        "2026-08-15": {"temperature": {"celsius": 36.78, "time": "06:30"}},
        "2026-08-28": {"pregnancyTest": "negative"},
    }


def test_reads_stages_and_asks_what_the_file_does_not_tell():
    history = read_history(TYPICAL)

    stages = [(each.values, each.asks) for each in history.records() if each.kind == "stage"]
    assert stages == [
        (
            {
                "kind": "pregnancy",
                "start": "2023-01-10",
                "end": "2023-10-16",
                "basis": "lastPeriod",
            },
            ("pregnancy",),
        ),
        (
            {
                "kind": "contraception",
                "method": "other",
                "start": "2021-02-01",
                "end": "2022-02-01",
            },
            ("contraception:pill",),
        ),
        (
            {"kind": "contraception", "method": "patch", "start": "2024-07-01", "end": None},
            (),
        ),
    ]
    assert set(history.questions) == {"pregnancy", "contraception:pill"}
    for question in history.questions.values():
        assert question.assumed in question.options


def test_counts_all_that_it_does_not_take():
    category = "HKCategoryTypeIdentifier"

    assert not_taken(read_history(TYPICAL)) == {
        ("HKQuantityTypeIdentifierStepCount", None, "no_place"): 1,
        ("HKQuantityTypeIdentifierHeartRate", None, "no_place"): 1,
        ("Workout", None, "no_place"): 1,
        ("ActivitySummary", None, "no_place"): 1,
        (f"{category}MenstrualFlow", "light", "several"): 1,
        (f"{category}CervicalMucusQuality", "creamy", "several"): 1,
        (f"{category}SexualActivity", None, "incomplete"): 1,
        (
            f"{category}PregnancyTestResult",
            "HKCategoryValuePregnancyTestResultIndeterminate",
            "no_place",
        ): 1,
        (f"{category}Lactation", None, "incomplete"): 1,
        (f"{category}Contraceptive", "HKCategoryValueContraceptiveUnspecified", "no_place"): 1,
    }


def test_reads_numbers_and_the_names_of_old_versions():
    history = read_history((FILES / "old_version.xml").read_bytes())

    assert history.version == "3"
    assert days(history) == {
        "2016-02-01": {"flow": "unspecified", "startsPeriod": True},
        "2016-02-02": {"flow": "light"},
        "2016-02-03": {"flow": "medium"},
        "2016-02-04": {"flow": "heavy"},
        "2016-02-05": {"flow": "none"},
        "2016-02-14": {"ovulationTest": "positive"},
    }
    unknown = ("HKCategoryTypeIdentifierMenstrualFlow", "9", "unknown")
    assert not_taken(history)[unknown] == 1


def test_says_where_the_file_is_damaged():
    with pytest.raises(WrongFile) as caught:
        read_history((FILES / "damaged.xml").read_bytes())

    assert caught.value.extra == {
        "expected": "complete XML without errors",
        "seen": "XML that is damaged or breaks off",
        "row": "27",
        "column": "2",
    }


@pytest.mark.parametrize("name", ["export.xml", "exportar.xml", "vienti.xml", "导出.xml"])
def test_finds_the_file_in_the_zip_whatever_its_name(name):
    zipped = make_zip(
        {
            "apple_health_export/export_cda.xml": b"<ClinicalDocument/>",
            "apple_health_export/workout-routes/route.xml": b"<gpx/>",
            f"apple_health_export/{name}": TYPICAL,
        }
    )

    assert days(read_history(zipped)) == days(read_history(TYPICAL))


def test_refuses_a_zip_without_it():
    zipped = make_zip({"apple_health_export/a.xml": b"<gpx/>"})

    assert recognizing(zipped) == []
    with pytest.raises(WrongFile, match="a zip with other files"):
        read("apple-health", zipped)


def test_reads_what_ios_16_wrote_against_the_rules_of_xml():
    broken = TYPICAL.replace(b">\n]>", b"\n<!ATTLIST VisionPrescription\n]>").replace(
        b'"Clue"', b'"Cl\x0bue"'
    )

    assert days(read_history(broken)) == days(read_history(TYPICAL))
