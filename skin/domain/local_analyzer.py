"""Measure skin without a model, by classical measures of the bare skin of a face.

Each measure is a module of `skin/domain/measures`. All are ratios within one face, so exposure,
lamp and complexion matter little. She can compare her own scores between photos, but not with
another person's. Make-up, filters, drawings and statues are not told.
"""

from typing import Final

from skin.domain.face.portrait import Portrait
from skin.domain.face.regions import Regions, find_regions
from skin.domain.measurement import Measurement, Metrics, PoorPhoto, QualityIssue
from skin.domain.measures.dark_circles import measure_dark_circles
from skin.domain.measures.exposure import find_exposure
from skin.domain.measures.pores import pores
from skin.domain.measures.quality import issues_of_face
from skin.domain.measures.radiance import radiance
from skin.domain.measures.reading import MAX_CONFIDENCE, Reading, no_score
from skin.domain.measures.texture import texture
from skin.domain.observation import LIGHT_FROM_ABOVE

VERSION: Final = "classical-2"  # raise it with every change that alters a score

AFFECTED: Final = 0.5  # of the confidence, in a photo of lower quality


def measure(*, portrait: Portrait) -> Measurement:
    """Return what a portrait tells of the skin; the same for the same pixels.

    Raise PoorPhoto where its quality leaves nothing that can be measured.
    """
    skin = find_regions(portrait=portrait)
    issues = find_exposure(portrait=portrait, regions=skin).issues()
    readings = {
        "radiance": radiance(regions=skin),
        "moisture": no_score("not_in_a_photo"),  # water changes the skin's capacitance
        "texture": texture(regions=skin),
        "pores": pores(regions=skin),
        "dark_circles": _dark_circles(portrait, skin, issues),
    }
    scores = {name: one.score for name, one in readings.items() if one.score is not None}
    if issues and not scores:
        raise PoorPhoto(reasons=issues)
    return Measurement(
        metrics=Metrics(**scores),
        confidence={name: _confidence(readings[name], issues) for name in scores},
        missing={name: one.missing for name, one in readings.items() if one.missing},
        quality=(*issues, *issues_of_face(face=portrait.face)),
        observations=(LIGHT_FROM_ABOVE,) if "dark_circles" in scores else (),
        source="local",
        model_id=VERSION,
        prompt_version=None,
    )


def _dark_circles(portrait: Portrait, skin: Regions, issues: tuple[QualityIssue, ...]) -> Reading:
    if "blurred" in issues:  # lashes and lids run into the skin below the eyes
        return no_score("blurred")
    return measure_dark_circles(portrait=portrait, regions=skin)


def _confidence(reading: Reading, issues: tuple[QualityIssue, ...]) -> float:
    affected = AFFECTED if issues else 1.0
    return round(min(MAX_CONFIDENCE, reading.confidence) * affected, 2)
