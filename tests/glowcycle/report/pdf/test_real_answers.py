"""What the answer of a report tells is drawn, in each language and on each paper."""

import re

import pytest
from django.conf import settings

from glowcycle.api.languages import in_language
from glowcycle.report.answer import report_answer
from tests.support.report_facts import empty_report, full_report


def words(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_every_sentence_of_a_full_answer_is_drawn(read, language, paper):
    with in_language(language):
        answer = report_answer(full_report())
    reader = read(answer, language=language, paper=paper)
    text = words("".join(page.extract_text() for page in reader.pages))
    drawn = [
        *answer["standsOut"],
        *(stage["text"] for stage in answer["stages"]),
        answer["cycles"]["length"]["text"],
        answer["cycles"]["bleeding"]["text"],
        *(one["text"] for one in answer["cycles"]["figo"]),
        *(one["text"] for one in answer["premenstrual"]["changes"]),
        *(one["text"] for one in answer["insights"]),
        *(one["text"] for one in answer["skin"]),
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
