"""Finds the face in a photo, and measures it with the analyzer that the operator chose."""

from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings

from glowcycle.person.consents import services as consents
from glowcycle.person.consents.texts import PHOTO_ANALYSIS
from skin.domain.measurement import SMALLEST_SIDE, Measurement, SmallPhoto
from skin.domain.photo import Photo

if TYPE_CHECKING:
    from skin.domain.face.portrait import Portrait


def check_consent(*, user_id: str) -> None:
    """Raise ConsentRequired if her photo would go to a model without her consent."""
    if settings.SKIN_ANALYZER == "bedrock":
        consents.require(user_id=user_id, name=PHOTO_ANALYSIS)


def find_portrait(*, photo: Photo) -> "Portrait":
    """Return the photo with its one face, found on this machine for every analyzer.

    Raise SmallPhoto, PoorPhoto, NetworkDamaged.
    """
    if min(photo.width, photo.height) < SMALLEST_SIDE:
        raise SmallPhoto
    # NumPy, Pillow and the networks load with the first photo: most requests need none of them.
    from PIL import Image

    from skin.domain.face.gate import find_face
    from skin.domain.face.portrait import Portrait

    with Image.open(BytesIO(photo.jpeg), formats=("JPEG",)) as source:
        image = source.convert("RGB")
    return Portrait(image=image, face=find_face(image=image))


def method() -> tuple[str, ...]:
    """Return what decides the scores besides the photo."""
    if settings.SKIN_ANALYZER == "local":
        from skin.domain import local_analyzer

        return "local", local_analyzer.VERSION
    from skin.domain import prompt

    return (
        "bedrock",
        settings.BEDROCK_MODEL_ID,
        prompt.VERSION,
        str(settings.SKIN_MODEL_CALLS),
    )


def measure(*, portrait: "Portrait") -> Measurement:
    """Return the measurement of the face in a photo.

    Raise PoorPhoto, AnalysisRefused, AnalysisUnavailable, Unavailable.
    """
    if settings.SKIN_ANALYZER == "local":
        from skin.domain import local_analyzer

        return local_analyzer.measure(portrait=portrait)

    from glowcycle.aws.bedrock import service_of_stage
    from skin import bedrock_analyzer

    return bedrock_analyzer.measure(portrait=portrait, service=service_of_stage())
