"""Pages as a printer draws them: nothing in the margins, and flow told by height alone."""

import shutil
import subprocess
from io import BytesIO

import pytest
from django.conf import settings
from PIL import Image

from glowcycle.api.languages import in_language
from glowcycle.report.answer import report_answer
from tests.support.report_answers import empty_answer, long_answer
from tests.support.report_facts import full_report

PDFTOPPM = shutil.which("pdftoppm")
pytestmark = pytest.mark.skipif(PDFTOPPM is None, reason="needs poppler-utils")

DOTS = 60  # an inch
MARGIN = int(14 / 25.4 * DOTS)
WHITE = 250


@pytest.fixture
def rendered(draw, tmp_path):
    """Return a function that draws an answer, and returns its pages as pictures in grey."""

    def render(answer, **how):
        command = [PDFTOPPM, "-r", str(DOTS), "-gray", "-", tmp_path / "page"]
        subprocess.run(command, input=draw(answer, **how), check=True)
        pages = []
        for path in sorted(tmp_path.glob("page*")):
            pages.append(Image.open(BytesIO(path.read_bytes())))
            path.unlink()
        assert pages
        return pages

    return render


def is_blank(page, box):
    return page.crop(box).getextrema()[0] >= WHITE


@pytest.mark.parametrize(
    ("language", "paper"), [("en", "letter"), *((code, "a4") for code, _ in settings.LANGUAGES)]
)
def test_nothing_reaches_into_the_margins(rendered, language, paper):
    with in_language(language):
        answers = [report_answer(full_report()), long_answer(name="Ann " * 40, symptoms=20)]
    for answer in answers:
        for page in rendered(answer, language=language, paper=paper):
            assert is_blank(page, (0, 0, MARGIN, page.height))
            assert is_blank(page, (page.width - MARGIN, 0, page.width, page.height))
            assert is_blank(page, (0, 0, page.width, MARGIN - 2))
            assert is_blank(page, (0, page.height - 12, page.width, page.height))


def test_no_page_is_empty(rendered):
    for page in rendered(long_answer(years=3, symptoms=20)):
        assert not is_blank(page, (MARGIN, MARGIN, page.width - MARGIN, page.height - 60))


def test_more_flow_is_a_higher_bar_in_grey(rendered):
    def ink(flow):
        answer = empty_answer()
        answer["strip"][5]["days"] = [flow] * len(answer["strip"][5]["days"])
        [page, *_] = rendered(answer)
        return sum(page.point(lambda grey: grey < 200).histogram()[1:])

    inks = [ink(flow) for flow in (None, "none", "spotting", "light", "medium", "heavy")]
    assert inks == sorted(inks)
    assert len(set(inks)) == len(inks)
