"""The document as a whole, for any report: valid, whole, determined, and of nobody's account."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from defusedxml.ElementTree import fromstring
from fhir.resources.R4B.bundle import Bundle
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from glowcycle.report import fhir
from glowcycle.report.fhir.codes import TABLE
from tests.support.fhir_documents import codings, members, resources, sections
from tests.support.generated_reports import EMPTY, FIRST, LAST, reports

MADE_AT = datetime(2026, 12, 31, 12, 30, 15, tzinfo=UTC)
LANGUAGES = ("en", "es", "de", "fr")


def made(report, language="en", made_at=MADE_AT):
    return fhir.bundle(report, language=language, made_at=made_at)


@pytest.fixture(scope="module")
def documents():
    """Return reports of every kind, each with its language and its document, made once for all."""
    found = []

    # A report is too large to shrink in a bearable time.
    @settings(
        max_examples=40,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(reports, st.sampled_from(LANGUAGES))
    def make(report, language):
        found.append((report, language, made(report, language)))

    make()
    assert len(found) > 30
    return found


def test_each_resource_is_valid_r4(documents):
    for _, _, document in documents:
        read = Bundle.model_validate_json(json.dumps(document))
        assert len(read.entry) == len(document["entry"])


def test_each_reference_resolves_and_each_entry_is_in_a_section(documents):
    for _, _, document in documents:
        check_references(document)


def check_references(document):
    urls = [entry["fullUrl"] for entry in document["entry"]]
    composition, patient, device, *observations = resources(document)

    assert len(urls) == len(set(urls))
    assert all(
        url == f"urn:uuid:{each['id']}" for url, each in zip(urls, resources(document), strict=True)
    )
    assert set(members(document, "reference")) <= set(urls)
    assert [each["resourceType"] for each in (composition, patient, device)] == [
        *("Composition", "Patient", "Device")
    ]
    listed = [each["reference"] for part in sections(document) for each in part.get("entry", ())]
    assert listed == urls[3:]
    assert {each["subject"]["reference"] for each in observations} == {urls[1]}


def test_each_code_stands_in_the_table_as_it_is_said(documents):
    table = {(each.system, each.code, each.display) for each in TABLE}

    for _, _, document in documents:
        told = codings(document)
        assert {(each["system"], each["code"], each["display"]) for each in told} <= table


def test_days_lie_in_the_range_and_have_no_time(documents):
    for report, _, document in documents:
        check_days(report, document)


def check_days(report, document):
    days = set()
    for each in resources(document):
        if each["resourceType"] == "Observation" and not is_stage(each):
            days.update(members(each, "effectiveDateTime"), members(each, "start"))
            days.update(members(each, "end"), members(each, "valueDateTime"))

    days -= {report.cycles.last_period and report.cycles.last_period.isoformat()}
    assert all(FIRST.isoformat() <= day <= LAST.isoformat() for day in days)
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) for day in days)


def is_stage(observation):
    return observation["code"]["coding"][0]["code"] in ("life-stage", "contraception-used")


def test_each_text_is_xhtml_in_its_language(documents):
    for _, language, document in documents:
        check_texts(document, language)


def check_texts(document, language):
    divs = list(members(document, "div"))

    assert len(divs) == len(sections(document)) + 2
    for div in divs:
        root = fromstring(div)
        assert root.tag == "{http://www.w3.org/1999/xhtml}div"
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang")
        assert root.get("lang") == language
        assert "".join(root.itertext()).strip()
        assert {each.tag.partition("}")[2] for each in root.iter()} <= {"div", "p", "ul", "li"}


def test_units_are_of_ucum(documents):
    for _, _, document in documents:
        codes = {each["code"] for each in members(document, "valueQuantity", of=dict)}
        assert codes <= {"d", "a", "Cel", "%", "1", "{score}", "{cycles}", "{steps}", "{periods}"}


def test_the_same_report_at_the_same_second_is_the_same_document(documents):
    zone = timezone(timedelta(hours=5))
    for report, language, document in documents[:10]:
        assert made(report, language, MADE_AT.astimezone(zone)) == document
        other = "de" if language == "en" else "en"
        assert made(report, other)["id"] != document["id"]
        later = made(report, language, MADE_AT + timedelta(seconds=1))
        assert not set(members(later, "fullUrl")) & set(members(document, "fullUrl"))


def test_a_pause_and_ids_of_records_are_nowhere(documents):
    for _, language, document in documents:
        text = json.dumps(document)
        assert language != "en" or not re.search(r"\bpause\b", text.lower())
        assert "marker-of-a-stage-id" not in text
        assert '"identifier"' not in json.dumps(resources(document))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_log_says_what_it_does_not_tell(language):
    document = made(EMPTY, language)

    Bundle.model_validate(document)
    last_period = resources(document)[3]
    assert last_period["code"]["coding"][0]["code"] == "8665-2"
    assert last_period["dataAbsentReason"]["coding"][0]["code"] == "unknown"
    assert "name" not in resources(document)[1]
    assert "birthDate" not in resources(document)[1]
    assert document["language"] == language
