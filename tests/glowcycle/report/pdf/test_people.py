"""The reports of the people whose pictures are hard to draw, on both papers."""

import re
import unicodedata
from datetime import date

import pytest

from glowcycle.report.answer import report_answer
from tests.support import picture_people
from tests.support.pdf_structure import read_tree
from tests.support.report_logs import report_of_records

TODAY = date(2026, 11, 30)
PEOPLE = {person.__name__: person for person in picture_people.PEOPLE}


# A sentence may go on behind it.
FOOT = re.compile(r"Cyclereport·1December2025to30November2026\d+/\d+")


def words(text):
    """Return the text without spaces, feet of pages and marks of direction."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return FOOT.sub("", re.sub(r"\s+", "", seen))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", PEOPLE)
def test_the_report_of_each_person_is_drawn_whole(read, name, paper):
    answer = report_answer(report_of_records(PEOPLE[name](TODAY), TODAY))
    reader = read(answer, paper=paper)
    first, *_ = pages = [words(page.extract_text()) for page in reader.pages]
    for text in answer["standsOut"]:
        assert words(text) in first
    told = [
        *(one["text"] for one in answer["cycles"]["figo"]),
        *(stage["text"] for stage in answer["stages"]),
        *(method["text"] for method in answer["methods"]),
        answer["notice"],
    ]
    assert [text for text in told if words(text) not in "".join(pages)] == []
    assert len(read_tree(reader).all("H1")) == 1
