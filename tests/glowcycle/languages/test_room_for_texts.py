"""The texts of a picture stay inside it and do not cover each other, in every language."""

import xml.etree.ElementTree as ET

import pytest
from django.conf import settings

from glowcycle.api.languages import in_language
from glowcycle.charts.layout import MARGIN, WIDTH
from tests.support import spoken_answers
from tests.support.svg import of_class
from tests.support.text_boxes import Box, overlaps, text_boxes, width_of

SHEET_WIDTH = WIDTH + 2 * MARGIN
EDGE = 4
CODES = [code for code, _ in settings.LANGUAGES]


@pytest.mark.parametrize("language", CODES)
def test_each_text_has_its_room(language):
    with in_language(language):
        for name, svg in spoken_answers.pictures():
            boxes = text_boxes(svg)
            outside = [b.text for b in boxes if b.left < EDGE or b.right > SHEET_WIDTH - EDGE]
            assert (name, outside) == (name, [])
            assert (name, overlaps(boxes)) == (name, [])


@pytest.mark.parametrize("language", CODES)
def test_a_text_of_a_panel_stays_inside_it(language):
    """A page cuts off what is beside a panel; the sheet of a picture by itself has a margin."""
    with in_language(language):
        for name, svg in spoken_answers.pictures():
            for panel in of_class(ET.fromstring(svg), "panel"):
                boxes = text_boxes(ET.tostring(panel))
                outside = [b.text for b in boxes if b.left < MARGIN or b.right > MARGIN + WIDTH]
                assert (name, outside) == (name, [])


def test_texts_that_cover_each_other_are_found():
    boxes = [Box(0, 50, 10, "one"), Box(40, 90, 12, "two"), Box(40, 90, 30, "three")]
    assert overlaps(boxes) == [("one", "two")]


def test_a_bold_and_a_longer_text_are_wider():
    assert width_of("Cycle", 12) < width_of("Cycle", 12, bold=True) < width_of("Zyklus, neu", 12)
