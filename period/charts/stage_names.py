"""The life stages by name, as a picture writes them."""

from collections.abc import Mapping

from glowcycle.sentences import sentence

STAGE_NAMES: Mapping[str, str] = {
    "contraception": sentence("Contraception"),
    "pregnancy": sentence("Pregnancy"),
    "postpartum": sentence("After a birth"),
    "perimenopause": sentence("Perimenopause"),
    "irregular": sentence("Irregular cycles"),
    "menopause": sentence("Menopause"),
    "noPeriods": sentence("Without periods"),
    "exclusion": sentence("Excluded time"),
    "pause": sentence("Pause"),
}
