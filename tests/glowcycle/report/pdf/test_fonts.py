"""The typefaces of a report draw every sentence that we have, and carry their licence."""

import pytest
from fontTools.ttLib import TTFont

from glowcycle.report.pdf.sheet import FONTS
from tests.support import catalogues

FACES = sorted(FONTS.glob("*.ttf"))


@pytest.mark.parametrize("face", FACES, ids=lambda path: path.stem)
def test_every_translation_can_be_drawn(face):
    signs = TTFont(face).getBestCmap()
    text = "".join(
        "".join(message.string)
        for language in catalogues.TRANSLATED
        for message in catalogues.read(language)
        if any(name.startswith("glowcycle/report") for name, _ in message.locations)
    )
    assert len(text) > 500
    assert {sign for sign in text if ord(sign) not in signs} <= {"\n"}


def test_both_faces_draw_the_same_letters():
    regular, bold = (set(TTFont(face).getBestCmap()) for face in FACES)
    assert {ord(sign) for sign in "AzßžÅΑωАяҐё–—·•…≥−"} <= regular & bold
    assert regular == bold


def test_the_licence_lies_beside_them():
    assert "Bitstream Vera Fonts Copyright" in (FONTS / "LICENSE.txt").read_text(encoding="utf-8")
