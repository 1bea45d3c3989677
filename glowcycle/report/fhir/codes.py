"""The one table of codes: whatever the bundle codes stands here, with where it comes from.

Codes of LOINC and SNOMED CT are here only where two public sources agree on what they mean, or
HL7 itself publishes them. All else has a code of our own with a text, which no program can
mistake for a diagnosis. docs/fhir.md shows this table, and a test keeps them alike.
"""

from collections.abc import Mapping
from typing import Final

from glowcycle.report.fhir.local_texts import TEXTS
from glowcycle.report.fhir.systems import ABSENT, CATEGORY, LOCAL, LOINC, PHR, SNOMED, Code
from glowcycle.sentences import Sentence, sentence

_OURS: Final = "ours"
_PHR_DRAFT: Final = "HL7 Personal Health Records 1.0.0-ballot2, CodeSystem observation-pghd-codes"
_IPS: Final = "HL7 International Patient Summary 2.0.0, ValueSet pregnancy-status-uv-ips"
_DUE: Final = "HL7 International Patient Summary 2.0.0, ValueSet edd-method-uv-ips"
_MAPS: Final = "IHE Mobile Antepartum Summary 1.0.0, expanded by tx.fhir.org (SNOMED CT 2025-02)"
_CH: Final = "HL7 Switzerland CH IG, ValueSet period-regularity, expanded by tx.fhir.org"


def _loinc(code: str, display: str, source: str, text: Sentence) -> Code:
    return Code(code, LOINC, display, source, text)


def _snomed(code: str, display: str, source: str, text: Sentence) -> Code:
    return Code(code, SNOMED, display, source, text)


def _phr(code: str, display: str) -> Code:
    return Code(code, PHR, display, _PHR_DRAFT)


LAST_PERIOD: Final = _loinc(
    "8665-2",
    "Last menstrual period start date",
    "HL7 FHIR R4, example observation-example-date-lastmp",
    sentence("First day of the last period"),
)
LAST_DURATION: Final = _loinc(
    "3144-3",
    "Last menstrual period duration",
    "healthassure.in, page of LOINC 3144-3; profile of the HMB FHIR guide (Women on FHIR)",
    sentence("Bleeding days of the last period"),
)
MENARCHE: Final = _loinc(
    "63888-2",
    "Age at first menstrual period",
    "HL7 Switzerland CH IG, profile first-menstrual-period-observation",
    sentence("Age at the first period"),
)
HISTORY: Final = _loinc(
    "49033-4",
    "Menstrual History - Reported",
    "NRICM TWCM guide (Taiwan), Observation ObservationMenstrualHistoryTWCM",
    sentence("Cycles and periods"),
)
DOCUMENT: Final = _loinc(
    "51855-5",
    "Patient Note",
    "OpenEMR, kinds of documents in its FHIR DocumentReference",
    sentence("Cycle report"),
)
PAIN: Final = _loinc(
    "72514-3",
    "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
    "CMS eCQM value sets of 2021, assessments of pain",
    sentence("Pain"),
)
PREGNANCY: Final = _loinc("82810-3", "Pregnancy status", _IPS, sentence("Pregnancy"))
PREGNANT: Final = _loinc("LA15173-0", "Pregnant", _IPS, sentence("pregnant"))
NOT_PREGNANT: Final = _loinc("LA26683-5", "Not pregnant", _IPS, sentence("not pregnant"))
DUE_DATE: Final = _loinc("11778-8", "Delivery date Estimated", _DUE, sentence("Due date"))
DUE_DATE_BY_PERIOD: Final = _loinc(
    "11779-6",
    "Delivery date Estimated from last menstrual period",
    _DUE,
    sentence("Due date by the last period"),
)
FREQUENCY: Final = _snomed(
    "364306002", "Frequency of menstruation", _MAPS, sentence("Frequency of periods")
)
REGULARITY: Final = _snomed(
    "364307006", "Regularity of menstrual cycle", _MAPS, sentence("Regularity of cycles")
)
CYCLE_LENGTH: Final = _snomed(
    "161716008",
    "Usual length of menstrual cycle",
    "KBV MIO Mutterpass 1.1.0, profile Observation_Menstrual_Cycle (SNOMED CT 2021-07)",
    sentence("Length of cycles"),
)
REGULAR: Final = _snomed("302757007", "Menstrual periods regular", _CH, sentence("regular"))
IRREGULAR: Final = _snomed("80182007", "Irregular menstrual cycle", _CH, sentence("irregular"))
ABSENT_PERIODS: Final = _snomed("14302001", "Amenorrhea", _CH, sentence("no periods"))
BETWEEN_PERIODS: Final = _snomed("237130006", "Intermenstrual bleeding", _CH, sentence("present"))
TEMPERATURE: Final = _snomed(
    "300076005",
    "Basal body temperature",
    "lunarlog's table of codes, which looked it up at tx.fhir.org",
    sentence("Waking temperature"),
)
SURVEY: Final = Code("survey", CATEGORY, "Survey", "HL7 FHIR R4, observation-category")
UNKNOWN: Final = Code(
    "unknown",
    ABSENT,
    "Unknown",
    "HL7 FHIR R4, data-absent-reason",
    sentence("the log does not tell"),
)
NOT_APPLICABLE: Final = Code(
    "not-applicable", ABSENT, "Not Applicable", "HL7 FHIR R4, data-absent-reason"
)

_SECOND: Final = {
    "daily-flow": _phr("menstrualFlow", "Menstrual flow"),
    "period": _phr("menstrualPeriod", "Menstrual period"),
    "contraception-used": _phr("contraceptive", "Contraceptive"),
}

_OWN: Final[Mapping[str, Code]] = {
    code: Code(code, LOCAL, str(text), _OURS, text, _SECOND.get(code))
    for code, text in TEXTS.items()
}

TABLE: Final[tuple[Code, ...]] = (
    *(LAST_PERIOD, LAST_DURATION, MENARCHE, HISTORY, DOCUMENT, PAIN),
    *(PREGNANCY, PREGNANT, NOT_PREGNANT, DUE_DATE, DUE_DATE_BY_PERIOD),
    *(FREQUENCY, REGULARITY, CYCLE_LENGTH, REGULAR, IRREGULAR, ABSENT_PERIODS, BETWEEN_PERIODS),
    *(TEMPERATURE, SURVEY, UNKNOWN, NOT_APPLICABLE),
    *_SECOND.values(),
    *_OWN.values(),
)


def own(code: str) -> Code:
    """Return our own code of that name. Raise KeyError where the table has none."""
    return _OWN[code]


def own_or_none(code: str) -> Code | None:
    """Return our own code of that name, None where only a later version knows it."""
    return _OWN.get(code)
