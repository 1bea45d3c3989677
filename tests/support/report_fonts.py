"""Make the typefaces of the report: DejaVu Sans Condensed, with the signs of our scripts alone.

    npm pack dejavu-fonts-ttf@2.37.3 && tar xf dejavu-fonts-ttf-2.37.3.tgz
    python -m tests.support.report_fonts package

Without hints and tables of layout, which a PDF does not use, a face is a tenth as large.
"""

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "glowcycle/report/pdf/fonts"
FACES = ("DejaVuSansCondensed", "DejaVuSansCondensed-Bold")
# Latin, Greek, Cyrillic, their accents, and the punctuation, currencies, arrows and shapes between.
RANGES = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F)),
    *((0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2010, 0x2027), (0x202F, 0x205F), (0x2070, 0x209C)),
    *((0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122), (0x2150, 0x215E), (0x2190, 0x2199)),
    *((0x2200, 0x2200), (0x2212, 0x2213), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2265)),
    *((0x25A0, 0x25A1), (0x25B2, 0x25BF), (0x25CB, 0x25CF), (0x2713, 0x2717)),
)


def make(package: Path) -> None:
    """Write the faces of the unpacked package, and its licence, into the folder of the report."""
    FONTS.mkdir(exist_ok=True)
    shutil.copy(package / "LICENSE", FONTS / "LICENSE.txt")
    options = Options(
        hinting=False, layout_features=[], legacy_kern=False, name_IDs=[0, 1, 2, 4, 6, 13, 14]
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "FFTM", "kern", "MATH", "gasp"]
    for face in FACES:
        font = TTFont(package / "ttf" / f"{face}.ttf", recalcTimestamp=False)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[c for low, high in RANGES for c in range(low, high + 1)])
        subsetter.subset(font)
        font.save(FONTS / f"{face}.ttf")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
