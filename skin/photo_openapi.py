"""Documents how a photo is uploaded, analyzed and read, and why one is refused."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema

from glowcycle.errors import AnalysisRefused, AnalysisUnavailable
from glowcycle.openapi.parameters import (
    CONDITIONAL_READ,
    ETAG,
    LOCATION,
    NOT_MODIFIED,
    REQUEST_KEY,
    errors,
    give_examples,
)
from glowcycle.openapi.problems import document_error
from glowcycle.storage.photos import UnreadablePhoto
from skin.domain.image_errors import ComplexImage, HeicImage, TooManyPixels, UnsupportedImage
from skin.domain.measurement import QUALITY_ISSUES, PoorPhoto, SmallPhoto
from skin.domain.photo import BROKEN
from skin.serializers import (
    PhotoAnalysis,
    ScanSerializer,
    UploadAnalysis,
    UploadFormSerializer,
    UploadRequest,
)

PHOTO_ID = "8d6f1a3e-5a8a-4b7e-9f43-0a4c6b1f2d11"
UPLOAD_FORM = {
    "photoId": PHOTO_ID,
    "url": "https://my-photos.s3.amazonaws.com/",
    "expiresAt": "2026-03-09T20:46:07.000000Z",
    "fields": {"key": "uploads/her/photo", "Content-Type": "image/jpeg", "policy": "..."},
}

ANALYSIS = (
    "The photo must show one face: 422 `poor_photo` says what to change. A metric without a score "
    "is null, and `provenance.missing` says why. The service deletes the photo after the "
    "measurement, unless you send `keepPhoto`. The same request again gives the same scan, the "
    "same photo on another day the same scores."
)
ANALYSIS_RESPONSES = {201: ScanSerializer, **errors(403, 404, 409, 422, 429, 502)}
UPLOADED_PHOTO = OpenApiParameter(
    "photo_id",
    OpenApiTypes.UUID,
    OpenApiParameter.PATH,
    description="The `photoId` of the upload form, or of the problem of a failed analysis.",
)

give_examples(photo_id=PHOTO_ID)
document_error(UnsupportedImage(BROKEN))
document_error(HeicImage())
document_error(TooManyPixels())
document_error(ComplexImage())
document_error(UnreadablePhoto())
for _poor in (SmallPhoto(), *(PoorPhoto(reasons=(issue,)) for issue in QUALITY_ISSUES)):
    document_error(_poor)
document_error(PoorPhoto(reasons=("no_face",)))  # the example, as the last one
document_error(AnalysisRefused())
document_error(AnalysisUnavailable(), photoId=PHOTO_ID)


def photo_actions(*, scan: Mapping[str, Any]) -> dict[str, Any]:
    """Return the documentation of the actions with photos; `scan` is an example of an answer."""
    return {
        "offer_upload": extend_schema(
            operation_id="offer_upload",
            summary="Get a form to upload one photo",
            description="For a JPEG, PNG or WebP of up to 15 MB. POST `fields`, then the photo as "
            "`file`, as one multipart form, to `url` before `expiresAt`, a quarter of an hour "
            "later. Then analyze the photo under its `photoId`. If the bucket answers 403 earlier, "
            "get another form.",
            request=UploadRequest,
            responses={201: UploadFormSerializer, **errors(403)},
            examples=[
                OpenApiExample(
                    "A JPEG", {"contentType": "image/jpeg", "size": 812_345}, request_only=True
                ),
                OpenApiExample("A form", UPLOAD_FORM, response_only=True),
            ],
        ),
        "analyze": extend_schema(
            operation_id="analyze",
            summary="Measure the skin on a photo",
            description="Send the photo in a form: a JPEG of up to 64 megapixels, or a PNG or WebP "
            "of up to 25, and up to 4 MB. " + ANALYSIS + " This address also takes JSON with the "
            "`photoId` of an uploaded photo, as before it had an address of its own.",
            request={"multipart/form-data": PhotoAnalysis},
            responses=ANALYSIS_RESPONSES,
            parameters=[ETAG, LOCATION, REQUEST_KEY],
            examples=[
                OpenApiExample(
                    "A photo to keep",
                    {"photo": "the bytes of the photo", "keepPhoto": "true"},
                    request_only=True,
                    media_type="multipart/form-data",
                ),
                OpenApiExample("As stored", dict(scan), response_only=True),
            ],
        ),
        "analyze_upload": extend_schema(
            operation_id="analyze_upload",
            summary="Measure the skin on an uploaded photo",
            description="Every field is optional: send `{}`, or no body, for a scan of today. "
            + ANALYSIS,
            request=UploadAnalysis,
            responses=ANALYSIS_RESPONSES,
            parameters=[ETAG, LOCATION, REQUEST_KEY, UPLOADED_PHOTO],
            examples=[
                OpenApiExample(
                    "Kept", {"date": "2026-03-09", "keepPhoto": True}, request_only=True
                ),
                OpenApiExample("As stored", dict(scan), response_only=True),
            ],
        ),
        "photo": extend_schema(
            operation_id="get_photo",
            summary="Read the photo of a scan",
            description="A JPEG without metadata, for its owner only.",
            responses={
                (200, "image/jpeg"): OpenApiTypes.BINARY,
                **NOT_MODIFIED,
                **errors(404, 409),
            },
            parameters=[*CONDITIONAL_READ],
        ),
    }
