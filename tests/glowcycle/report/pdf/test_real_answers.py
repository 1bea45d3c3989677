"""What the answer of a report tells is drawn, in each language and on each paper."""

import re
from dataclasses import replace

import pytest
from django.conf import settings

from glowcycle.api.languages import in_language
from glowcycle.report.answer import report_answer
from period.domain.periods.menses import OtherBleeding
from tests.support.report_facts import DAY, FIRST, empty_report, full_report, window


def words(text):
    return re.sub(r"\s+", "", text)


def body(page):
    """Return the text without the foot, which a sentence over two pages goes around."""
    return re.sub(r"\n[^\n]* \d+ / \d+\s*$", "", page.extract_text())


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_every_sentence_of_a_full_answer_is_drawn(read, language, paper):
    report = full_report()
    bled = OtherBleeding(FIRST, FIRST + 2 * DAY, "lochia")
    report = replace(report, cycles=replace(report.cycles, other_bleeding=[bled]))
    with in_language(language):
        answer = report_answer(report)
    reader = read(answer, language=language, paper=paper)
    text = words("".join(map(body, reader.pages)))
    drawn = [
        *answer["standsOut"],
        *(stage["text"] for stage in answer["stages"]),
        answer["cycles"]["length"]["text"],
        answer["cycles"]["bleeding"]["text"],
        *(one["text"] for one in answer["cycles"]["figo"]),
        *(one["text"] for one in answer["cycles"]["otherBleeding"]),
        *(one["text"] for one in answer["premenstrual"]["changes"]),
        *(one["text"] for one in answer["insights"]),
        *(one["label"] for one in answer["skin"]),
        answer["ovulation"]["text"],
        answer["coverage"]["text"],
        *(method["text"] for method in answer["methods"]),
        answer["notice"],
    ]
    assert [sentence for sentence in drawn if words(sentence) not in text] == []


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_an_empty_answer_is_drawn(read, language):
    with in_language(language):
        answer = report_answer(empty_report())
    reader = read(answer, language=language)
    assert len(reader.pages) <= 3
    assert words(answer["notice"]) in words(reader.pages[-1].extract_text())


def test_prolonged_bleeding_is_named_in_a_period_that_is_not_whole(read):
    report = full_report()
    cycles = replace(report.cycles, windows=[window(("prolonged",), is_whole=False)])
    reader = read(report_answer(replace(report, cycles=cycles)))
    text = words("".join(page.extract_text() for page in reader.pages[1:]))
    assert "prolonged,notawholereferenceperiod" in text
