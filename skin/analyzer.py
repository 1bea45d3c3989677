"""Measures photos with the analyzer that the operator chose."""

from django.conf import settings

from glowcycle.person.consents import services as consents
from glowcycle.person.consents.texts import PHOTO_ANALYSIS
from skin.domain.measurement import SMALLEST_SIDE, Measurement, SmallPhoto
from skin.domain.photo import Photo


def check_consent(*, user_id: str) -> None:
    """Raise ConsentRequired if her photo would go to a model without her consent."""
    if settings.SKIN_ANALYZER == "bedrock":
        consents.require(user_id=user_id, name=PHOTO_ANALYSIS)


def measure(*, photo: Photo) -> Measurement:
    """Return the measurement of the photo.

    Raise SmallPhoto, PoorPhoto, AnalysisUnavailable, Unavailable.
    """
    if min(photo.width, photo.height) < SMALLEST_SIDE:
        raise SmallPhoto
    if settings.SKIN_ANALYZER == "local":
        from skin.domain import local_analyzer

        return local_analyzer.measure(photo=photo)

    from glowcycle.aws.bedrock import service_of_stage
    from skin import bedrock_analyzer

    return bedrock_analyzer.measure_picture(jpeg=photo.jpeg, service=service_of_stage())
